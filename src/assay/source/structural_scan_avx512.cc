// The scan with AVX-512 (BW and VBMI2): one comparison a word, positions written by compression.
// Compiled with those enabled; called only where the machine has them.
#include "assay/source/structural_scan_internal.h"

#if defined(__AVX512BW__) && defined(__AVX512VBMI2__) && defined(__PCLMUL__)
#include <immintrin.h>

namespace assay {
namespace {

alignas(64) constexpr uint8_t kIota[64] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
    44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};

class Simd {
 public:
  explicit Simd(const char* bytes) : lanes_(_mm512_loadu_si512(bytes)) {}

  uint64_t Equals(char c) const { return _mm512_cmpeq_epi8_mask(lanes_, _mm512_set1_epi8(c)); }

  static uint64_t PrefixXor(uint64_t mask) {
    const __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<int64_t>(mask)),
                                                 _mm_set1_epi8('\xff'), 0);
    return static_cast<uint64_t>(_mm_cvtsi128_si64(product));
  }

  // Compresses into a register first: compression straight to memory is microcoded on some
  // machines.
  static void Store(uint64_t mask, uint32_t base, uint32_t* out) {
    alignas(64) char found[64];
    _mm512_store_si512(found, _mm512_maskz_compress_epi8(mask, _mm512_load_si512(kIota)));
    const int count = __builtin_popcountll(mask);
    StoreLane(found, base, out);
    if (count <= 16) [[likely]]
      return;
    for (int lane = 1; lane < 4; ++lane) StoreLane(found + 16 * lane, base, out + 16 * lane);
  }

 private:
  // The full mask changes nothing; without it GCC 12 warns of its own header.
  static void StoreLane(const char* found, uint32_t base, uint32_t* out) {
    const __m128i narrow = _mm_load_si128(reinterpret_cast<const __m128i*>(found));
    const __m512i wide = _mm512_maskz_cvtepu8_epi32(0xffff, narrow);
    _mm512_storeu_si512(out, _mm512_add_epi32(wide, _mm512_set1_epi32(static_cast<int>(base))));
  }

  __m512i lanes_;
};

}  // namespace

StructuralScan Avx512StructuralScan() {
  const bool supported = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                         __builtin_cpu_supports("avx512vbmi2") &&
                         __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("bmi") &&
                         __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
  return supported ? &ScanStructurals<Simd> : nullptr;
}

}  // namespace assay

#else

namespace assay {
StructuralScan Avx512StructuralScan() { return nullptr; }
}  // namespace assay

#endif
