// TailGap: where a tail of many sizes (residuals, distances) breaks off and a few lie far beyond.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace assay {

struct TailGap {
  double below = 0, above = 0;  // the sizes on both sides of the gap
  double steepness = 0;         // exponent of the tail below it; noise is steep, events are not
  double evidence = 0;          // -ln of how likely so wide a gap is behind such a tail
};

// The gap that chance explains least, behind one of the `most` largest sizes that are at least
// `least`. Nothing when chance explains all of them, so that sizes that thin out evenly have none.
// All sizes must be above 0. The scaled spacings of a Pareto tail are independent (Rényi); its
// exponent is Hill's estimate. Takes O(n log n) time.
std::optional<TailGap> FindTailGap(std::vector<double> sizes, size_t most, double least);

}  // namespace assay
