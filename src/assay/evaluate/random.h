// SplitMix: a small seeded generator whose numbers are equal on every machine and library.
#pragma once

#include <cstddef>
#include <cstdint>

#include "assay/base/hash.h"

namespace assay {

// SplitMix64 (Steele, Lea, Flood 2014). The streams of one seed are independent: one for each row,
// page or style makes a value a function of its place, not of what was drawn before.
class SplitMix {
 public:
  explicit SplitMix(uint64_t seed, uint64_t stream = 0) : state_(MixHash(seed, stream)) {}

  uint64_t Next() {
    uint64_t x = state_ += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
  }
  // Below `n`, which is at least 1; the bias is below n / 2^32.
  size_t Below(size_t n) { return static_cast<size_t>((Next() >> 32) * uint64_t{n} >> 32); }
  // Below `n`, low numbers far more often: half of the draws fall into the first eighth.
  size_t Skewed(size_t n) {
    const double u = Unit();
    return static_cast<size_t>(u * u * u * static_cast<double>(n));
  }
  // In [0, 1), with 53 bits.
  double Unit() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }
  bool Chance(double probability) { return Unit() < probability; }

 private:
  uint64_t state_;
};

}  // namespace assay
