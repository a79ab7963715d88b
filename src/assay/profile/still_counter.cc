// Counts the steps up and down and the pairs of equal neighbours.
#include "assay/profile/still_counter.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>

namespace assay {
namespace {

constexpr double kMostTurns = 0.1;    // share of the steps that go the other way
constexpr double kSideBySide = 0.75;  // share of the rows that repeat a value
constexpr double kLeastSteps = 50;

// The column's numbers by time.
std::vector<double> InOrder(const EncodedColumn& column, const TimeColumn& time) {
  std::vector<uint32_t> rows;
  for (uint32_t row = 0; row < time.moments.size(); ++row) {
    if (!std::isnan(time.moments[row]) && !std::isnan(column.numbers[column.codes[row]]))
      rows.push_back(row);
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [&](uint32_t a, uint32_t b) { return time.moments[a] < time.moments[b]; });
  std::vector<double> numbers;
  for (const uint32_t row : rows) numbers.push_back(column.numbers[column.codes[row]]);
  return numbers;
}

bool StandsStill(const std::vector<double>& numbers) {
  double up = 0, down = 0, still = 0;
  for (size_t i = 1; i < numbers.size(); ++i) {
    up += numbers[i] > numbers[i - 1];
    down += numbers[i] < numbers[i - 1];
    still += numbers[i] == numbers[i - 1];
  }
  const std::set<double> distinct(numbers.begin(), numbers.end());
  const auto repeated = static_cast<double>(numbers.size() - distinct.size());
  return up + down + still >= kLeastSteps && std::min(up, down) <= kMostTurns * (up + down) &&
         still >= kSideBySide * repeated;
}

}  // namespace

bool IsStillCounter(const EncodedSample& sample, uint32_t at,
                    const std::vector<TimeColumn>& times) {
  return std::any_of(times.begin(), times.end(), [&](const TimeColumn& time) {
    return time.column != at && StandsStill(InOrder(sample.columns[at], time));
  });
}

}  // namespace assay
