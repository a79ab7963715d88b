// Counts of days by month, and the excess of one month's.
#include "assay/profile/usual_day.h"

#include <array>
#include <cmath>

namespace assay {
namespace {

constexpr double kLeastShare = 0.4;  // of the dates lie on the usual day
constexpr uint32_t kLeastDates = 50;
constexpr double kLeastExcess = 3;  // standard deviations

struct MonthDays {
  double early = 0, late = 0;  // dates on other days up to the 12th; on later ones
};

}  // namespace

std::optional<UsualDay> LearnUsualDay(const DateColumn& column) {
  std::array<uint32_t, 32> days{};
  std::array<MonthDays, 13> months{};
  UsualDay usual;
  const auto day_of = [&](const WrittenDate& date) {
    return column.month_first ? date.second : date.first;
  };
  for (size_t row = 0; row < column.dates.size(); ++row) {
    if (!column.days[row]) continue;
    ++days[static_cast<size_t>(day_of(*column.dates[row]))];
    ++usual.dated;
  }
  for (int day = 1; day <= 12; ++day) {
    if (days[static_cast<size_t>(day)] > usual.rows) {
      usual.rows = days[static_cast<size_t>(day)];
      usual.day = day;
    }
  }
  if (usual.dated < kLeastDates || usual.rows < kLeastShare * usual.dated) return std::nullopt;
  for (size_t row = 0; row < column.dates.size(); ++row) {
    if (!column.days[row] || day_of(*column.dates[row]) == usual.day) continue;
    const WrittenDate& date = *column.dates[row];
    MonthDays& month = months[static_cast<size_t>(column.month_first ? date.first : date.second)];
    ++(day_of(date) <= 12 ? month.early : month.late);
  }
  MonthDays others;
  for (int month = 1; month <= 12; ++month) {
    if (month == usual.day) continue;
    others.early += months[static_cast<size_t>(month)].early;
    others.late += months[static_cast<size_t>(month)].late;
  }
  const MonthDays& own = months[static_cast<size_t>(usual.day)];
  const double by_late = (own.late + 0.5) * (others.early + 0.5) / (others.late + 0.5);
  const double expected = std::max(by_late, others.early / 11);
  if (own.early - expected < kLeastExcess * std::sqrt(expected + 1)) return std::nullopt;
  usual.confidence = (own.early - expected) / own.early;
  return usual;
}

}  // namespace assay
