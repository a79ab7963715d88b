// NumberRange: where nearly all numbers of a column lie.
#pragma once

#include <algorithm>
#include <vector>

namespace assay {

struct NumberRange {
  double low = 0, high = 0;

  // How far outside the number lies, in widths of the range.
  double Outside(double number) const {
    const double width = std::max(high - low, 1e-9);
    if (number < low) return (low - number) / width;
    return number > high ? (number - high) / width : 0;
  }
};

// The range without the outer fiftieth on either side; from 0 to 0 when there are no numbers.
inline NumberRange RangeOfNearlyAll(std::vector<double> numbers) {
  if (numbers.empty()) return {};
  std::sort(numbers.begin(), numbers.end());
  const size_t rim = numbers.size() / 50;
  return {numbers[rim], numbers[numbers.size() - 1 - rim]};
}

}  // namespace assay
