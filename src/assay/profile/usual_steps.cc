// Counts of the days between two dates of each row.
#include "assay/profile/usual_steps.h"

#include <algorithm>

#include "assay/profile/date_column.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 5;     // that take a step
constexpr double kLeastShare = 0.005;  // of the rows that have both dates

}  // namespace

const UsualSteps::Days& UsualSteps::DaysOf(uint32_t column) {
  const auto [at, is_new] = days_.try_emplace(column);
  if (is_new) {
    auto dates = ReadDateColumn(sample_, column);
    if (dates) at->second = std::move(dates->days);
  }
  return at->second;
}

const UsualSteps::Steps& UsualSteps::StepsOf(uint32_t from, uint32_t to) {
  const auto [at, is_new] = steps_.try_emplace({from, to});
  Steps& steps = at->second;
  if (!is_new) return steps;
  const Days &first = DaysOf(from), &second = DaysOf(to);
  uint32_t rows = 0;
  for (size_t row = 0; row < first.size() && row < second.size(); ++row) {
    if (!first[row] || !second[row]) continue;
    ++rows;
    ++steps[*second[row] - *first[row]];
  }
  const double least = std::max<double>(kLeastRows, kLeastShare * rows);
  std::erase_if(steps, [&](const auto& step) { return step.second < least; });
  return steps;
}

bool UsualSteps::IsTaken(uint32_t from, uint32_t to, uint32_t row) {
  const Steps& steps = StepsOf(from, to);
  if (steps.empty()) return false;
  const auto &first = DaysOf(from)[row], &second = DaysOf(to)[row];
  return first && second && steps.contains(*second - *first);
}

}  // namespace assay
