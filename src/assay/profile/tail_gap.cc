// Ratios of neighbours among the sorted sizes, against the tail below them.
#include "assay/profile/tail_gap.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace assay {
namespace {

constexpr double kLeastRatio = 1.1;    // between the two sides of a gap
constexpr double kRareByChance = 4.6;  // ln 100
constexpr double kSteepest = 12;       // few written decimals make a tail look steeper than it is
constexpr size_t kLeastTail = 10, kMostTail = 100;

// Hill's estimate of the tail's exponent from the sizes at [from, from + count].
double ExponentOf(const std::vector<double>& sorted, size_t from, size_t count) {
  double sum = 0;
  for (size_t j = 0; j < count; ++j) sum += std::log(sorted[from + j] / sorted[from + count]);
  return std::min(kSteepest, static_cast<double>(count) / std::max(1e-9, sum));
}

}  // namespace

std::optional<TailGap> FindTailGap(std::vector<double> sizes, size_t most, double least) {
  std::sort(sizes.begin(), sizes.end(), std::greater<>());
  const size_t tail = std::clamp(sizes.size() / 20, kLeastTail, kMostTail);
  TailGap best;
  for (size_t i = 0; i < most && i + 1 + tail < sizes.size() && sizes[i] >= least; ++i) {
    const double ratio = sizes[i] / sizes[i + 1];
    if (ratio < kLeastRatio) continue;
    const double steepness = ExponentOf(sizes, i + 1, tail);
    const double evidence = static_cast<double>(i + 1) * std::log(ratio) * steepness;
    if (evidence > best.evidence) best = {sizes[i + 1], sizes[i], steepness, evidence};
  }
  const double tried = std::log(static_cast<double>(std::max<size_t>(most, 1)));
  if (best.evidence < kRareByChance + tried) return std::nullopt;
  return best;
}

}  // namespace assay
