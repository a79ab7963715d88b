// Ranks of numbers among those of their column, beside the usual one of their group.
#include "assay/profile/noisy_relation.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "assay/profile/dependency.h"

namespace assay {
namespace {

constexpr double kLeastNumeric = 0.9, kLeastFractions = 0.5;
constexpr uint32_t kLeastKinds = 50, kMostRowsOfKind = 50;
constexpr uint32_t kLeastReadings = 20;
constexpr size_t kLeastRanks = 6;    // fewer numbers lie next to one another by chance
constexpr double kMostlyNext = 0.7;  // of the rows that differ from their group
constexpr double kLeastRows = 10;    // of them

bool IsNumeric(const EncodedColumn& column) {
  return column.numeric >= kLeastNumeric * column.filled;
}

// Numbers of which most have decimals.
bool HasFractions(const EncodedColumn& column) {
  if (!IsNumeric(column)) return false;
  const auto fractions = std::count_if(
      column.numbers.begin(), column.numbers.end(),
      [](double number) { return !std::isnan(number) && number != std::floor(number); });
  return static_cast<double>(fractions) >=
         kLeastFractions * static_cast<double>(column.filled_distinct);
}

// By code; -1: no number.
std::vector<int> RanksOf(const EncodedColumn& column, size_t* ranks) {
  std::vector<double> sorted;
  for (const double number : column.numbers) {
    if (!std::isnan(number)) sorted.push_back(number);
  }
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  *ranks = sorted.size();
  std::vector<int> of_code;
  for (const double number : column.numbers) {
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), number);
    of_code.push_back(std::isnan(number) ? -1 : static_cast<int>(at - sorted.begin()));
  }
  return of_code;
}

}  // namespace

bool IsMeasure(const EncodedColumn& column) {
  return column.filled_distinct >= kLeastKinds &&
         column.filled_distinct * kMostRowsOfKind >= column.filled && HasFractions(column);
}

bool IsNoisyRelation(const EncodedColumn& left, const EncodedColumn& right,
                     std::span<const DependencyGroup> by_group) {
  if (!IsNumeric(right) || left.filled_distinct < kLeastReadings || !HasFractions(left))
    return false;
  size_t ranks = 0;
  const std::vector<int> rank = RanksOf(right, &ranks);
  if (ranks < kLeastRanks) return false;
  double differing = 0, next = 0;
  for (size_t row = 0; row < left.codes.size(); ++row) {
    if (left.blank[left.codes[row]]) continue;
    const uint32_t top = by_group[left.codes[row]].top, own = right.codes[row];
    if (top == ValueIndex::kNone || own == top || right.blank[own]) continue;
    ++differing;
    next += rank[own] >= 0 && rank[top] >= 0 && std::abs(rank[own] - rank[top]) == 1;
  }
  return differing >= kLeastRows && next >= kMostlyNext * differing;
}

}  // namespace assay
