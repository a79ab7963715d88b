// The scan with SSE4.2 and POPCNT. Compiled with those enabled; called only where the machine has
// them.
#include "assay/source/structural_scan_internal.h"

#if defined(__SSE4_2__) && defined(__POPCNT__)
#include <nmmintrin.h>

namespace assay {
namespace {

class Simd {
 public:
  explicit Simd(const char* bytes) {
    for (int i = 0; i < 4; ++i) {
      lanes_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
    }
  }

  uint64_t Equals(char c) const {
    const __m128i wanted = _mm_set1_epi8(c);
    uint64_t mask = 0;
    for (int i = 0; i < 4; ++i) {
      const int lane = _mm_movemask_epi8(_mm_cmpeq_epi8(lanes_[i], wanted));
      mask |= uint64_t{static_cast<uint16_t>(lane)} << (16 * i);
    }
    return mask;
  }

  static uint64_t PrefixXor(uint64_t mask) {
    for (int shift = 1; shift < 64; shift *= 2) mask ^= mask << shift;
    return mask;
  }

  static void Store(uint64_t mask, uint32_t base, uint32_t* out) {
    for (; mask != 0; mask &= mask - 1)
      *out++ = base + static_cast<uint32_t>(__builtin_ctzll(mask));
  }

 private:
  __m128i lanes_[4];
};

}  // namespace

StructuralScan Sse42StructuralScan() {
  const bool supported = __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt");
  return supported ? &ScanStructurals<Simd> : nullptr;
}

}  // namespace assay

#else

namespace assay {
StructuralScan Sse42StructuralScan() { return nullptr; }
}  // namespace assay

#endif
