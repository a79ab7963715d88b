// Counts of kept and broken rows, against the same columns with their rows shifted.
#include "assay/profile/ordered_columns.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "assay/profile/decimal_mark.h"
#include "assay/profile/written_date.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 50;
constexpr size_t kMostLearned = 8000;  // rows, evenly spread
constexpr uint32_t kMostColumns = 24;  // of one kind
constexpr double kOneKind = 0.95;      // of a column's filled rows are numbers, or dates
constexpr double kLeastDistinct = 8;
constexpr double kMostBroken = 0.01;       // of the rows, or one
constexpr double kFarMoreOften = 20;       // times that shifted rows break the order
constexpr double kLeastByChance = 0.02;    // of shifted rows break the order …
constexpr double kLeastRowsByChance = 10;  // … and so many of them
constexpr double kSharpEdge = 10;          // times more small differences above zero than below
constexpr double kNearZero = 0.25;         // of the usual difference
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Line {
  uint32_t column = 0;
  LineKind kind = LineKind::kNone;
  std::vector<double> places;  // of the learning rows
};

// Whether day or month stands first in the column's dates; nothing when it does not hold dates.
LineKind KindOfDates(const EncodedColumn& column) {
  double dates = 0;
  DayOrder order;
  for (size_t code = 0; code < column.values.size(); ++code) {
    const auto date = ReadWrittenDate(column.values[code]);
    if (!date) continue;
    dates += column.counts[code];
    order.Add(*date, column.counts[code]);
  }
  if (dates < kOneKind * column.filled || order.clear() == 0) return LineKind::kNone;
  return order.IsMonthFirst() ? LineKind::kMonthFirst : LineKind::kDayFirst;
}

std::vector<Line> ReadLines(const EncodedSample& sample) {
  std::vector<Line> lines;
  uint32_t of_kind[2] = {0, 0};
  const size_t step = std::max<size_t>(1, sample.rows / kMostLearned);
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    const EncodedColumn& column = sample.columns[c];
    Line line{c, LineKindOf(column), {}};
    if (line.kind == LineKind::kNone || of_kind[!IsNumbers(line.kind)]++ >= kMostColumns) continue;
    std::vector<double> of_code;
    for (const std::string_view value : column.values)
      of_code.push_back(PlaceOnLine(value, line.kind));
    for (size_t row = 0; row < sample.rows; row += step)
      line.places.push_back(of_code[column.codes[row]]);
    lines.push_back(std::move(line));
  }
  return lines;
}

// high - low of all rows that have both, the rows of `high` shifted by `shift`.
std::vector<double> Differences(const Line& low, const Line& high, size_t shift) {
  std::vector<double> differences;
  for (size_t i = 0; i < low.places.size(); ++i) {
    const double difference = high.places[(i + shift) % high.places.size()] - low.places[i];
    if (!std::isnan(difference)) differences.push_back(difference);
  }
  return differences;
}

double CountBelow(const std::vector<double>& values, double limit) {
  return static_cast<double>(
      std::count_if(values.begin(), values.end(), [&](double value) { return value < limit; }));
}

// Whether small differences are common above zero and rare below it, or keep away from zero: those
// above it at all, or most of those below. The differences are sorted and some are below zero.
bool HasSharpEdge(const std::vector<double>& differences, double broken) {
  const double usual = differences[differences.size() / 2], near = kNearZero * usual;
  const double below = broken - CountBelow(differences, -near);
  const double upto = CountBelow(differences, std::nextafter(near, near + 1)) - broken;
  return upto == 0 || upto >= kSharpEdge * (below + 1) || below < 0.25 * broken;
}

std::optional<OrderedPair> TryPair(const Line& low, const Line& high) {
  std::vector<double> differences = Differences(low, high, 0);
  const auto rows = static_cast<double>(differences.size());
  if (rows < kLeastRows) return std::nullopt;
  const double broken = CountBelow(differences, 0);
  if (broken == 0 || broken > std::max(1.0, kMostBroken * rows)) return std::nullopt;
  double by_chance = 0;
  constexpr size_t kShifts = 4;
  for (size_t shift = 1; shift <= kShifts; ++shift) {
    const auto shifted = Differences(low, high, shift * low.places.size() / (kShifts + 1) + 1);
    by_chance += CountBelow(shifted, 0) / std::max<double>(1, static_cast<double>(shifted.size()));
  }
  by_chance *= rows / kShifts;
  if (by_chance < std::max({kFarMoreOften * broken, kLeastByChance * rows, kLeastRowsByChance}))
    return std::nullopt;
  std::sort(differences.begin(), differences.end());
  if (differences[differences.size() / 2] <= 0 && differences.back() <= 0) return std::nullopt;
  if (!HasSharpEdge(differences, broken)) return std::nullopt;
  const auto at = [&](double q) {
    return differences[static_cast<size_t>(broken + q * (rows - 1 - broken))];
  };
  return OrderedPair{low.column,
                     high.column,
                     low.kind,
                     static_cast<uint32_t>(rows),
                     static_cast<uint32_t>(rows - broken),
                     at(0.05),
                     at(0.95)};
}

}  // namespace

LineKind LineKindOf(const EncodedColumn& column) {
  if (column.filled < kLeastRows || column.filled_distinct < kLeastDistinct) return LineKind::kNone;
  if (column.numeric >= kOneKind * column.filled)
    return column.decimal_mark == ',' ? LineKind::kCommaNumber : LineKind::kNumber;
  return column.numeric > 0.05 * column.filled ? LineKind::kNone : KindOfDates(column);
}

double PlaceOnLine(std::string_view value, LineKind kind) {
  if (IsNumbers(kind)) return ReadNumber(value, kind == LineKind::kCommaNumber ? ',' : '.');
  const auto date = ReadWrittenDate(value);
  if (!date) return kNone;
  const auto day = DayNumber(*date, kind == LineKind::kMonthFirst);
  return day ? static_cast<double>(*day) : kNone;
}

std::vector<OrderedPair> FindOrderedPairs(const EncodedSample& sample) {
  std::vector<OrderedPair> pairs;
  const std::vector<Line> lines = ReadLines(sample);
  for (const Line& low : lines) {
    for (const Line& high : lines) {
      if (&low == &high || low.kind != high.kind) continue;
      if (const auto pair = TryPair(low, high)) pairs.push_back(*pair);
    }
  }
  return pairs;
}

}  // namespace assay
