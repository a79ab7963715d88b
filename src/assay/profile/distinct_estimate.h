// DistinctEstimate: about how many distinct values a column has, in 4 KiB, mergeable.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string>

#include "assay/base/byte_stream.h"

namespace assay {

// HyperLogLog with 4,096 registers (Flajolet et al. 2007; linear counting when nearly empty): a
// standard error of 1.6 %. Merging is the maximum of registers, so the order does not matter.
class DistinctEstimate {
 public:
  void Add(uint64_t hash) {
    uint8_t& reg = registers_[hash >> (64 - kBits)];
    const auto rank =
        static_cast<uint8_t>(std::countl_zero((hash << kBits) | (uint64_t{1} << (kBits - 1))) + 1);
    reg = std::max(reg, rank);
  }

  void Merge(const DistinctEstimate& other) {
    for (size_t i = 0; i < kRegisters; ++i)
      registers_[i] = std::max(registers_[i], other.registers_[i]);
  }

  void Save(ByteWriter* out) const {
    out->Text(std::string_view(reinterpret_cast<const char*>(registers_.data()), kRegisters));
  }
  // False: the bytes are no saved estimate.
  bool Load(ByteReader* in) {
    const std::string bytes = in->Text();
    if (bytes.size() != kRegisters) return false;
    std::copy_n(bytes.begin(), kRegisters, registers_.begin());
    return std::ranges::all_of(registers_, [](uint8_t reg) { return reg <= 64 - kBits + 1; });
  }

  uint64_t Estimate() const {
    double sum = 0;
    size_t zeros = 0;
    for (const uint8_t reg : registers_) {
      sum += std::ldexp(1.0, -reg);
      zeros += reg == 0;
    }
    constexpr double m = kRegisters;
    double estimate = 0.7213 / (1 + 1.079 / m) * m * m / sum;
    if (estimate <= 2.5 * m && zeros > 0) estimate = m * std::log(m / static_cast<double>(zeros));
    return static_cast<uint64_t>(std::llround(estimate));
  }

 private:
  static constexpr int kBits = 12;
  static constexpr size_t kRegisters = size_t{1} << kBits;
  std::array<uint8_t, kRegisters> registers_{};
};

}  // namespace assay
