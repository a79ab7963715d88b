// Majority values by part of the date; the coarsest part that explains a column.
#include "assay/profile/date_parts.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <span>

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

// The sampled rows by the part that their date lies in.
struct RowsByPart {
  DatePart part = DatePart::kMonth;
  std::vector<int64_t> numbers;  // of the parts
  ValueIndex places;             // number of a part → its place in `numbers`
  std::vector<uint32_t> of_row;  // place; behind the last one without a date
  RowGroups rows;                // by place

  uint32_t Dated() const { return rows.start[numbers.size()]; }
};

RowsByPart GroupByPart(const DateColumn& dates, DatePart part) {
  RowsByPart by_part;
  by_part.part = part;
  for (const std::optional<int64_t>& day : dates.days) {
    uint32_t place = ValueIndex::kNone;
    if (day) {
      const int64_t number = PartOf(*day, part);
      place = by_part.places.Insert(static_cast<uint64_t>(number));
      if (place == by_part.numbers.size()) by_part.numbers.push_back(number);
    }
    by_part.of_row.push_back(place);
  }
  const uint32_t parts = by_part.places.size();
  std::replace(by_part.of_row.begin(), by_part.of_row.end(), ValueIndex::kNone, parts);
  by_part.rows = GroupRows(by_part.of_row, parts + 1);
  return by_part;
}

// The usual value of a part's rows, and how many have one, and the usual one.
struct UsualOfPart {
  uint32_t code = ValueIndex::kNone;
  uint32_t rows = 0, kept = 0;
};

// `counts`: room, a zero a code before and after.
UsualOfPart CountPart(const EncodedColumn& values, std::span<const uint32_t> rows,
                      std::vector<uint32_t>* counts) {
  UsualOfPart usual;
  for (const uint32_t row : rows) {
    const uint32_t code = values.codes[row];
    if (values.blank[code]) continue;
    ++usual.rows;
    const uint32_t count = ++(*counts)[code];
    if (count < usual.kept || (count == usual.kept && code > usual.code)) continue;
    usual.code = code;
    usual.kept = count;
  }
  for (const uint32_t row : rows) (*counts)[values.codes[row]] = 0;
  return usual;
}

// Sets the confidence: the share of the rows that break the rule which keep it exchanged.
void Weigh(const EncodedColumn& values, const DateColumn& dates, const RowsByPart& by_part,
           const std::vector<UsualOfPart>& usual, PartColumn* found) {
  double broken = 0, explained = 0;
  for (size_t row = 0; row < by_part.of_row.size(); ++row) {
    const uint32_t code = values.codes[row];
    if (!dates.days[row] || values.blank[code] || usual[by_part.of_row[row]].code == code) continue;
    ++broken;
    if (!dates.swapped_days[row]) continue;
    const int64_t swapped = PartOf(*dates.swapped_days[row], by_part.part);
    const uint32_t place = by_part.places.Find(static_cast<uint64_t>(swapped));
    explained += place != ValueIndex::kNone && usual[place].code == code;
  }
  found->confidence = explained / (broken + 0.5);
}

// Most columns have nothing to do with the date: the first rows that have not their part's usual
// value show it.
std::optional<PartColumn> Learn(const EncodedSample& sample, const DateColumn& dates,
                                uint32_t column, const RowsByPart& by_part,
                                std::vector<uint32_t>* counts) {
  const EncodedColumn& values = sample.columns[column];
  const double most_missed = (1 - kLeastKept) * std::min(values.filled, by_part.Dated()) + 1;
  PartColumn found{column, by_part.part, {}, 0, 0, 0};
  std::vector<UsualOfPart> usual;
  uint32_t parts = 0;
  counts->resize(std::max(counts->size(), values.values.size()));
  for (size_t place = 0; place < by_part.numbers.size(); ++place) {
    usual.push_back(CountPart(values, by_part.rows.RowsOf(place), counts));
    found.rows += usual.back().rows;
    found.kept += usual.back().kept;
    parts += usual.back().rows > 0;
    if (found.rows - found.kept > most_missed) return std::nullopt;
  }
  if (found.rows < kLeastRows || parts < 2 || parts * kLeastOfPart > found.rows ||
      found.kept < kLeastKept * found.rows)
    return std::nullopt;
  for (size_t place = 0; place < usual.size(); ++place) {
    if (usual[place].rows > 0)
      found.usual[by_part.numbers[place]] = EncodedHash(values.values[usual[place].code]);
  }
  Weigh(values, dates, by_part, usual, &found);
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
  std::vector<RowsByPart> parts;
  for (const DatePart part : kParts) parts.push_back(GroupByPart(dates, part));
  std::vector<uint32_t> counts;
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    const EncodedColumn& column = sample.columns[c];
    if (c == dates.column || column.filled_distinct < 2 ||
        column.filled_distinct * 3 > column.filled || column.top_count > kMostTop * column.filled)
      continue;
    for (const RowsByPart& by_part : parts) {
      auto learned = Learn(sample, dates, c, by_part, &counts);
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
