// Reads days and clocks.
#include "assay/profile/time_column.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "assay/profile/clock_time.h"
#include "assay/profile/named_month.h"
#include "assay/profile/written_date.h"

namespace assay {
namespace {

constexpr size_t kMostColumns = 4;
constexpr double kMostlyDates = 0.95;  // of the filled rows
constexpr double kSecondsADay = 86400;
constexpr double kFirstSecond = 3e8, kLastSecond = 2.2e9;  // 1979 to 2039
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double EpochOf(double number) {
  if (number >= 1000 * kFirstSecond) number /= 1000;
  return number >= kFirstSecond && number <= kLastSecond ? number / kSecondsADay : kNone;
}

// From the first to the last of the moments.
double SpanOf(const EncodedColumn& column, LineKind kind) {
  double first = 1e18, last = -1e18;
  for (size_t code = 0; code < column.values.size(); ++code) {
    const double moment = column.blank[code] ? kNone : MomentOf(column.values[code], kind);
    if (std::isnan(moment)) continue;
    first = std::min(first, moment);
    last = std::max(last, moment);
  }
  return last - first;
}

// A year in front, or a month's name, tells the order though no day is above 12; else the dates of
// a few days are not far apart.
LineKind KindOf(const EncodedColumn& column) {
  const LineKind kind = LineKindOf(column);
  if (kind != LineKind::kNone) return kind;
  const auto first = std::find(column.blank.begin(), column.blank.end(), 0);
  if (first == column.blank.end()) return kind;
  const auto text = column.values[static_cast<size_t>(first - column.blank.begin())];
  const std::string numbers = DateInNumbers(text);
  const auto date = ReadWrittenDate(numbers);
  if (!date) return kind;
  if (date->year_first) return LineKind::kMonthFirst;
  if (numbers != text) return LineKind::kDayFirst;
  const bool month_first =
      SpanOf(column, LineKind::kMonthFirst) < SpanOf(column, LineKind::kDayFirst);
  return month_first ? LineKind::kMonthFirst : LineKind::kDayFirst;
}

// What `moment_of` tells of each row; nothing when it tells too few.
template <typename Moment>
std::vector<double> MomentsOf(const EncodedColumn& column, Moment moment_of) {
  std::vector<double> of_code, moments;
  double known = 0;
  for (size_t code = 0; code < column.values.size(); ++code) {
    of_code.push_back(moment_of(column.values[code]));
    known += std::isnan(of_code.back()) ? 0 : column.counts[code];
  }
  if (known < kMostlyDates * column.filled) return moments;
  for (const uint32_t code : column.codes) moments.push_back(of_code[code]);
  return moments;
}

// Whether all of the text may be a clock: "18.00.00".
bool IsClock(std::string_view text) {
  const size_t mark = text.find_first_of(":.");
  return (mark == 1 || mark == 2) && !std::isnan(ReadClock(text));
}

// The first column of nothing but clocks, which is no date or number; without moments: none.
TimeColumn ClocksOf(const EncodedSample& sample, const std::vector<LineKind>& kinds) {
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    const EncodedColumn& column = sample.columns[c];
    if (column.filled_distinct < 2 || kinds[c] != LineKind::kNone) continue;
    auto clocks = MomentsOf(
        column, [](std::string_view text) { return IsClock(text) ? ReadClock(text) : kNone; });
    if (!clocks.empty()) return {c, std::move(clocks)};
  }
  return {};
}

// Whether the clock never goes back: the rows are of one day.
bool IsOfOneDay(const std::vector<double>& clocks) { return std::ranges::is_sorted(clocks); }

// Adds the clock that stands in a column beside a day without one.
void AddClock(const std::vector<double>& clocks, TimeColumn* time) {
  const auto has_clock = [](double moment) { return moment > std::floor(moment); };
  if (clocks.empty() || std::ranges::any_of(time->moments, has_clock)) return;
  for (size_t row = 0; row < clocks.size(); ++row) time->moments[row] += clocks[row];
}

}  // namespace

double MomentOf(std::string_view text, LineKind kind) {
  if (IsNumbers(kind)) return EpochOf(PlaceOnLine(text, kind));
  const std::string numbers = DateInNumbers(text);
  const double day = PlaceOnLine(numbers, kind);
  const size_t behind = numbers.find_first_of(" T");
  if (behind == std::string::npos) return day;
  const double clock = ReadClock(std::string_view(numbers).substr(behind + 1));
  return std::isnan(clock) ? day : day + clock;
}

std::vector<TimeColumn> TimeColumnsOf(const EncodedSample& sample) {
  std::vector<LineKind> kinds;
  for (const EncodedColumn& column : sample.columns) kinds.push_back(KindOf(column));
  const TimeColumn clocks = ClocksOf(sample, kinds);
  std::vector<TimeColumn> times;
  for (uint32_t c = 0; c < sample.columns.size() && times.size() < kMostColumns; ++c) {
    const LineKind kind = kinds[c];
    if (kind == LineKind::kNone) continue;
    const auto moment_of = [&](std::string_view text) { return MomentOf(text, kind); };
    TimeColumn time{c, MomentsOf(sample.columns[c], moment_of)};
    if (time.moments.empty()) continue;
    AddClock(clocks.moments, &time);
    times.push_back(std::move(time));
  }
  if (times.empty() && !clocks.moments.empty() && IsOfOneDay(clocks.moments))
    times.push_back(clocks);
  return times;
}

}  // namespace assay
