// The scan in plain C++: eight bytes at a time in a 64-bit register.
#include <bit>
#include <cstring>

#include "assay/source/structural_scan_internal.h"

namespace assay {
namespace {

class Simd {
 public:
  explicit Simd(const char* bytes) {
    std::memcpy(lanes_, bytes, sizeof lanes_);
    if constexpr (std::endian::native == std::endian::big) {
      for (uint64_t& lane : lanes_) lane = __builtin_bswap64(lane);
    }
  }

  uint64_t Equals(char c) const {
    const uint64_t wanted = 0x0101010101010101 * static_cast<uint8_t>(c);
    uint64_t mask = 0;
    for (int i = 0; i < 8; ++i) mask |= Zeros(lanes_[i] ^ wanted) << (8 * i);
    return mask;
  }

  static uint64_t PrefixXor(uint64_t mask) {
    for (int shift = 1; shift < 64; shift *= 2) mask ^= mask << shift;
    return mask;
  }

  static void Store(uint64_t mask, uint32_t base, uint32_t* out) {
    for (; mask != 0; mask &= mask - 1)
      *out++ = base + static_cast<uint32_t>(std::countr_zero(mask));
  }

 private:
  // Bit i tells whether byte i is zero: the high bit of each byte, gathered by a multiplication.
  static uint64_t Zeros(uint64_t lane) {
    constexpr uint64_t kLow = 0x7f7f7f7f7f7f7f7f;
    const uint64_t zeros = ~(((lane & kLow) + kLow) | lane | kLow);
    return (zeros >> 7) * 0x0102040810204080 >> 56;
  }

  uint64_t lanes_[8];
};

}  // namespace

StructuralScan PortableStructuralScan() { return &ScanStructurals<Simd>; }

}  // namespace assay
