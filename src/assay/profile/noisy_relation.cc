// Ranks of numbers among those of their column, beside the usual one of their group.
#include "assay/profile/noisy_relation.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "assay/profile/dependency.h"
#include "assay/profile/group_respeller_internal.h"

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

bool IsNoisyRelation(const EncodedSample& sample, std::span<const uint32_t> left, uint32_t right,
                     const DeterminantGroups& grouping, std::span<const DependencyGroup> by_group) {
  const EncodedColumn& column = sample.columns[right];
  const bool has_readings = std::any_of(left.begin(), left.end(), [&](uint32_t c) {
    return sample.columns[c].filled_distinct >= kLeastReadings && HasFractions(sample.columns[c]);
  });
  if (!has_readings || !IsNumeric(column)) return false;
  size_t ranks = 0;
  const std::vector<int> rank = RanksOf(column, &ranks);
  if (ranks < kLeastRanks) return false;
  double differing = 0, next = 0;
  for (size_t group = 0; group < by_group.size(); ++group) {
    const uint32_t top = by_group[group].top;
    if (grouping.skip[group] || top == ValueIndex::kNone) continue;
    for (uint32_t i = grouping.rows.start[group]; i < grouping.rows.start[group + 1]; ++i) {
      const uint32_t own = column.codes[grouping.rows.order[i]];
      if (own == top || column.blank[own]) continue;
      ++differing;
      next += rank[own] >= 0 && rank[top] >= 0 && std::abs(rank[own] - rank[top]) == 1;
    }
  }
  return differing >= kLeastRows && next >= kMostlyNext * differing;
}

}  // namespace assay
