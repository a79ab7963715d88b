// Reads days and clocks.
#include "assay/profile/time_column.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "assay/profile/written_date.h"

namespace assay {
namespace {

constexpr size_t kMostColumns = 4;
constexpr double kMostlyDates = 0.95;  // of the filled rows
constexpr double kSecondsADay = 86400;
constexpr double kFirstSecond = 3e8, kLastSecond = 2.2e9;  // 1979 to 2039
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "10:30:15.2" at the start of `text` as a share of the day; 0 when there is no clock.
double ClockOf(std::string_view text) {
  double seconds = 0, unit = 3600;
  while (text.size() >= 2 && IsDigit(text[0]) && IsDigit(text[1])) {
    seconds += unit * ((text[0] - '0') * 10 + (text[1] - '0'));
    unit /= 60;
    if (text.size() < 3 || text[2] != ':') break;
    text.remove_prefix(3);
  }
  return seconds / kSecondsADay;
}

double EpochOf(double number) {
  if (number >= 1000 * kFirstSecond) number /= 1000;
  return number >= kFirstSecond && number <= kLastSecond ? number / kSecondsADay : kNone;
}

// A year in front tells the order though no day is above 12.
LineKind KindOf(const EncodedColumn& column) {
  const LineKind kind = LineKindOf(column);
  if (kind != LineKind::kNone) return kind;
  const auto first = std::find(column.blank.begin(), column.blank.end(), 0);
  if (first == column.blank.end()) return kind;
  const auto date =
      ReadWrittenDate(column.values[static_cast<size_t>(first - column.blank.begin())]);
  return date && date->year_first ? LineKind::kMonthFirst : kind;
}

}  // namespace

double MomentOf(std::string_view text, LineKind kind) {
  const double place = PlaceOnLine(text, kind);
  if (IsNumbers(kind)) return EpochOf(place);
  const size_t clock = text.find_first_of(" T");
  return clock == std::string_view::npos ? place : place + ClockOf(text.substr(clock + 1));
}

std::vector<TimeColumn> TimeColumnsOf(const EncodedSample& sample) {
  std::vector<TimeColumn> times;
  for (uint32_t c = 0; c < sample.columns.size() && times.size() < kMostColumns; ++c) {
    const EncodedColumn& column = sample.columns[c];
    const LineKind kind = KindOf(column);
    if (kind == LineKind::kNone) continue;
    std::vector<double> of_code;
    double dates = 0;
    for (size_t code = 0; code < column.values.size(); ++code) {
      of_code.push_back(MomentOf(column.values[code], kind));
      dates += std::isnan(of_code.back()) ? 0 : column.counts[code];
    }
    if (dates < kMostlyDates * column.filled) continue;
    TimeColumn time{c, {}};
    for (const uint32_t code : column.codes) time.moments.push_back(of_code[code]);
    times.push_back(std::move(time));
  }
  return times;
}

}  // namespace assay
