// The scan with AVX2, carry-less multiplication and BMI. Compiled with those enabled; called only
// where the machine has them.
#include "assay/source/structural_scan_internal.h"

#if defined(__AVX2__) && defined(__PCLMUL__) && defined(__BMI__)
#include <immintrin.h>

namespace assay {
namespace {

class Simd {
 public:
  explicit Simd(const char* bytes)
      : low_(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes))),
        high_(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32))) {}

  uint64_t Equals(char c) const {
    const __m256i wanted = _mm256_set1_epi8(c);
    const int low = _mm256_movemask_epi8(_mm256_cmpeq_epi8(low_, wanted));
    const int high = _mm256_movemask_epi8(_mm256_cmpeq_epi8(high_, wanted));
    return static_cast<uint32_t>(low) | uint64_t{static_cast<uint32_t>(high)} << 32;
  }

  static uint64_t PrefixXor(uint64_t mask) {
    const __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<int64_t>(mask)),
                                                 _mm_set1_epi8('\xff'), 0);
    return static_cast<uint64_t>(_mm_cvtsi128_si64(product));
  }

  // Four at a time without asking: most words have that many or fewer. A bit that is not there
  // gives base + 64, which the next store overwrites.
  static void Store(uint64_t mask, uint32_t base, uint32_t* out) {
    for (const uint32_t* stop = out + __builtin_popcountll(mask); out < stop;) {
      for (int i = 0; i < 4; ++i) {
        *out++ = base + static_cast<uint32_t>(_tzcnt_u64(mask));
        mask = _blsr_u64(mask);
      }
    }
  }

 private:
  __m256i low_;
  __m256i high_;
};

}  // namespace

StructuralScan Avx2StructuralScan() {
  const bool supported = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") &&
                         __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
  return supported ? &ScanStructurals<Simd> : nullptr;
}

}  // namespace assay

#else

namespace assay {
StructuralScan Avx2StructuralScan() { return nullptr; }
}  // namespace assay

#endif
