// TailLimit: from where on the distances of a sample are too large to belong to its tail.
#pragma once

#include <vector>

namespace assay {

struct TailLimit {
  double soft =
      0;  // beyond it lies nothing if the tail falls like that of an exponential distribution
  double hard = 0;  // nor if it falls as a power
};

// Continues the tail of `distances` (not negative, 50 or more) from its 90th and 98th percentile to
// where hardly a value is expected: up to two in a hundred may be wrong without
// moving it. Both limits are at least 4 times the median. `distances` is reordered.
TailLimit TailLimitOf(std::vector<double>* distances);

}  // namespace assay
