// Counting of clear dates, by column and by the values of other columns; quantiles of days.
#include "assay/profile/date_column.h"

#include <algorithm>

namespace assay {
namespace {

constexpr double kLeastDates = 0.8;     // of a column's filled rows
constexpr uint32_t kLeastClear = 5;     // rows whose date can be read in one way only
constexpr double kLeastMajority = 0.6;  // of them with the column's order
constexpr uint32_t kMostGroups = 300;  // values of a column that may tell whose dates are exchanged
constexpr double kOneOrder = 0.9;      // of a group's clear dates have the other order
constexpr double kExplained = 0.7;     // of all dates of the other order stand in such groups
constexpr size_t kLeastSpanRows = 50;
constexpr double kMostSpanDays = 200;

// -1: the date can be read in both orders; 1: only in the column's; 0: only in the other.
int ClearOrder(const std::optional<WrittenDate>& date, bool month_first) {
  if (!date || !date->IsClear()) return -1;
  return date->HasOtherOrder(month_first) ? 0 : 1;
}

}  // namespace

std::optional<int64_t> SwappedDay(const WrittenDate& date, bool month_first) {
  return date.first == date.second ? std::nullopt : DayNumber(date, !month_first);
}

std::optional<DateColumn> ReadDateColumn(const EncodedSample& sample, uint32_t at) {
  const EncodedColumn& column = sample.columns[at];
  if (column.filled < 20) return std::nullopt;
  DateColumn dates{at};
  std::vector<std::optional<WrittenDate>> of_code;
  double read = 0, year_first = 0;
  DayOrder order;
  for (size_t code = 0; code < column.values.size(); ++code) {
    of_code.push_back(ReadWrittenDate(column.values[code]));
    const auto& date = of_code.back();
    if (!date) continue;
    read += column.counts[code];
    year_first += date->year_first ? column.counts[code] : 0;
    order.Add(*date, column.counts[code]);
  }
  if (read < kLeastDates * column.filled) return std::nullopt;
  dates.year_first = 2 * year_first > read;
  dates.month_first = order.IsMonthFirst();
  dates.clear = static_cast<uint32_t>(order.clear());
  dates.against = static_cast<uint32_t>(std::min(order.day_first, order.month_first));
  if (dates.clear < kLeastClear || dates.clear - dates.against < kLeastMajority * dates.clear)
    return std::nullopt;
  for (const uint32_t code : column.codes) {
    const auto& date = of_code[code];
    dates.dates.push_back(date);
    dates.days.push_back(date ? DayNumber(*date, dates.month_first) : std::nullopt);
    dates.swapped_days.push_back(date ? SwappedDay(*date, dates.month_first) : std::nullopt);
  }
  return dates;
}

void LearnWriters(const EncodedSample& sample, DateColumn* dates) {
  for (uint32_t g = 0; g < sample.columns.size() && dates->group < 0; ++g) {
    const EncodedColumn& group = sample.columns[g];
    if (g == dates->column || group.filled_distinct < 2 || group.filled_distinct > kMostGroups)
      continue;
    std::vector<uint32_t> clear(group.values.size()), other(group.values.size());
    for (uint32_t row = 0; row < sample.rows; ++row) {
      const int order = ClearOrder(dates->dates[row], dates->month_first);
      if (order < 0) continue;
      ++clear[group.codes[row]];
      other[group.codes[row]] += order == 0;
    }
    uint32_t explained = 0;
    for (uint32_t code = 0; code < clear.size(); ++code) {
      if (group.blank[code] || other[code] < kLeastClear || other[code] < kOneOrder * clear[code])
        continue;
      explained += other[code];
      dates->other_order.emplace(EncodedHash(group.values[code]), other[code]);
    }
    if (explained > 0 && explained >= kExplained * dates->against) {
      dates->group = g;
    } else {
      dates->other_order.clear();
    }
  }
}

void LearnSpan(DateColumn* column) {
  std::vector<int64_t> days;
  for (const auto& day : column->days) {
    if (day) days.push_back(*day);
  }
  if (days.size() < kLeastSpanRows) return;
  std::sort(days.begin(), days.end());
  const size_t rim = days.size() / 8;
  const int64_t low = days[rim], high = days[days.size() - 1 - rim];
  const int64_t slack = (high - low) / 4 + 7;
  if (static_cast<double>(high - low) > kMostSpanDays) return;
  double outside = 0, explained = 0;
  for (size_t row = 0; row < column->days.size(); ++row) {
    const auto &day = column->days[row], &swapped = column->swapped_days[row];
    if (!day || (*day >= low - slack && *day <= high + slack)) continue;
    ++outside;
    explained += swapped && *swapped >= low - slack && *swapped <= high + slack;
  }
  column->earliest = low - slack;
  column->latest = high + slack;
  column->span_confidence = explained / (outside + 1);
}

}  // namespace assay
