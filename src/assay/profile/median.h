// Median and quantiles of numbers in memory.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace assay {

// The value below which the share `q` (0 to 1) of the others lies. There must be one.
inline double Quantile(std::vector<double> values, double q) {
  const auto at =
      values.begin() + static_cast<std::ptrdiff_t>(q * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

// The middle value (of an even number of them the upper one), 0 of none.
inline double Median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace assay
