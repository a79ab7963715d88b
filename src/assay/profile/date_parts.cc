// Majority values by part of the date; the coarsest part that explains a column.
#include "assay/profile/date_parts.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace assay {
namespace {

constexpr double kLeastKept = 0.85;  // of the rows have their part's usual value
constexpr double kMostTop = 0.6;     // of the rows have the column's most frequent value
constexpr uint32_t kLeastRows = 40;
constexpr uint32_t kLeastOfPart = 4;  // rows for each part, on average
constexpr DatePart kParts[] = {DatePart::kWeekday, DatePart::kQuarter,     DatePart::kMonth,
                               DatePart::kWeek,    DatePart::kYearQuarter, DatePart::kYearMonth,
                               DatePart::kYearWeek};

int64_t WeekOf(int64_t day, bool with_year) {
  const int64_t thursday = day - PartOf(day, DatePart::kWeekday) + 3;
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{thursday}}};
  const std::chrono::sys_days first = date.year() / std::chrono::January / 1;
  const int64_t week = (thursday - first.time_since_epoch().count()) / 7 + 1;
  return with_year ? static_cast<int>(date.year()) * 100 + week : week;
}

std::optional<PartColumn> Learn(const EncodedSample& sample, const DateColumn& dates,
                                uint32_t column, DatePart part) {
  const EncodedColumn& values = sample.columns[column];
  std::unordered_map<int64_t, std::unordered_map<uint32_t, uint32_t>> counts;
  PartColumn found{column, part, {}, 0, 0, 0};
  for (uint32_t row = 0; row < sample.rows; ++row) {
    if (!dates.days[row] || values.blank[values.codes[row]]) continue;
    ++counts[PartOf(*dates.days[row], part)][values.codes[row]];
    ++found.rows;
  }
  if (found.rows < kLeastRows || counts.size() < 2 || counts.size() * kLeastOfPart > found.rows)
    return std::nullopt;
  std::unordered_map<int64_t, uint32_t> usual;
  for (const auto& [number, of_part] : counts) {
    const auto most = std::max_element(of_part.begin(), of_part.end(), [](auto& a, auto& b) {
      return a.second != b.second ? a.second < b.second : a.first > b.first;
    });
    usual[number] = most->first;
    found.usual[number] = EncodedHash(values.values[most->first]);
    found.kept += most->second;
  }
  if (found.kept < kLeastKept * found.rows) return std::nullopt;
  double broken = 0, explained = 0;
  for (uint32_t row = 0; row < sample.rows; ++row) {
    const uint32_t code = values.codes[row];
    if (!dates.days[row] || values.blank[code] || usual[PartOf(*dates.days[row], part)] == code)
      continue;
    ++broken;
    if (!dates.swapped_days[row]) continue;
    const auto swapped = usual.find(PartOf(*dates.swapped_days[row], part));
    explained += swapped != usual.end() && swapped->second == code;
  }
  found.confidence = explained / (broken + 0.5);
  return found;
}

}  // namespace

int64_t PartOf(int64_t day, DatePart part) {
  if (part == DatePart::kWeekday) return ((day + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
  if (part == DatePart::kWeek || part == DatePart::kYearWeek)
    return WeekOf(day, part == DatePart::kYearWeek);
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  const int64_t month = static_cast<unsigned>(date.month()) - 1,
                year = static_cast<int>(date.year());
  const bool quarters = part == DatePart::kQuarter || part == DatePart::kYearQuarter;
  const bool with_year = part == DatePart::kYearMonth || part == DatePart::kYearQuarter;
  return (with_year ? year * 12 : 0) + (quarters ? month / 3 : month);
}

std::vector<PartColumn> FindPartColumns(const EncodedSample& sample, const DateColumn& dates) {
  std::vector<PartColumn> found;
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    const EncodedColumn& column = sample.columns[c];
    if (c == dates.column || column.filled_distinct < 2 ||
        column.filled_distinct * 3 > column.filled || column.top_count > kMostTop * column.filled)
      continue;
    for (const DatePart part : kParts) {
      auto learned = Learn(sample, dates, c, part);
      if (!learned) continue;
      found.push_back(*std::move(learned));
      break;
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const PartColumn& a, const PartColumn& b) {
    return a.confidence > b.confidence;
  });
  return found;
}

}  // namespace assay
