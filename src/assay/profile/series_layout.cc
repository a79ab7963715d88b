// Tries every key, then every second key beside the best one.
#include "assay/profile/series_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "assay/profile/median.h"
#include "assay/profile/number_with_unit.h"

namespace assay {
namespace {

constexpr size_t kLeastPoints = 30;
constexpr size_t kLeastGroup = 8;   // rows of a group that make a series of their own
constexpr double kLeastKept = 0.8;  // share of the points that are in such groups
constexpr size_t kMostKeys = 24;    // columns that are tried as keys
constexpr uint32_t kMostGroups = 2000;
constexpr double kMuchSmoother = 0.7;

// Which group each row is in.
struct Grouping {
  std::vector<uint32_t> of_row;
  uint32_t groups = 0;
};

double RoughnessOf(const std::vector<Series>& all) {
  std::vector<double> steps, spreads;
  for (const Series& series : all) {
    const double middle = Median(series.values);
    for (size_t i = 0; i < series.values.size(); ++i) {
      spreads.push_back(std::abs(series.values[i] - middle));
      if (i > 0) steps.push_back(std::abs(series.values[i] - series.values[i - 1]));
    }
  }
  const double spread = Median(std::move(spreads));
  return spread > 0 && steps.size() >= kLeastPoints ? Median(std::move(steps)) / spread : 1e9;
}

SeriesLayout LayoutOf(const EncodedColumn& column, const std::vector<double>& numbers,
                      const Grouping& grouping) {
  SeriesLayout layout;
  layout.series.resize(grouping.groups);
  for (uint32_t row = 0; row < column.codes.size(); ++row) {
    const double number = numbers[column.codes[row]];
    if (std::isnan(number)) continue;
    Series& series = layout.series[grouping.of_row[row]];
    series.rows.push_back(row);
    series.values.push_back(number);
  }
  double points = 0, kept = 0;
  for (const Series& s : layout.series) points += static_cast<double>(s.values.size());
  std::erase_if(layout.series, [](const Series& s) { return s.values.size() < kLeastGroup; });
  for (const Series& s : layout.series) kept += static_cast<double>(s.values.size());
  if (kept >= kLeastKept * points) layout.roughness = RoughnessOf(layout.series);
  return layout;
}

Grouping GroupBy(const EncodedColumn& key) {
  return {key.codes, static_cast<uint32_t>(key.values.size())};
}

// Groups by both; nothing when there are too many, or no more than by the first alone.
std::optional<Grouping> Refine(const Grouping& first, const EncodedColumn& key) {
  const auto kinds = static_cast<uint32_t>(key.values.size());
  if (static_cast<size_t>(first.groups) * kinds > first.of_row.size()) return std::nullopt;
  std::vector<uint32_t> number(static_cast<size_t>(first.groups) * kinds, ~0U);
  Grouping refined;
  for (size_t row = 0; row < first.of_row.size(); ++row) {
    uint32_t& group = number[first.of_row[row] * kinds + key.codes[row]];
    if (group == ~0U) group = refined.groups++;
    refined.of_row.push_back(group);
  }
  if (refined.groups > kMostGroups || refined.groups * kLeastGroup > first.of_row.size() ||
      refined.groups <= first.groups) {
    return std::nullopt;
  }
  return refined;
}

// "21,5" as "21.5".
double WithComma(std::string_view value) {
  const size_t comma = value.find(',');
  if (comma == std::string_view::npos) return std::numeric_limits<double>::quiet_NaN();
  std::string plain(value);
  plain[comma] = '.';
  return ReadNumber(plain);
}

}  // namespace

std::vector<double> SeriesNumbers(const EncodedColumn& column) {
  std::vector<double> numbers = column.numbers;
  for (size_t code = 0; code < numbers.size(); ++code) {
    if (!std::isnan(numbers[code]) || column.blank[code]) continue;
    NumberWithUnit parts;
    const bool united = SplitUnit(column.values[code], &parts);
    numbers[code] = united ? ReadNumber(parts.number) : WithComma(column.values[code]);
  }
  return numbers;
}

SeriesLayout SmoothestLayout(const EncodedSample& sample, uint32_t column,
                             const std::vector<double>& numbers) {
  const EncodedColumn& values = sample.columns[column];
  SeriesLayout best = LayoutOf(values, numbers, {std::vector<uint32_t>(sample.rows), 1}), keyed;
  std::vector<uint32_t> keys;
  for (uint32_t g = 0; g < sample.columns.size(); ++g) {
    const uint32_t distinct = sample.columns[g].filled_distinct;
    if (g == column || distinct < 2 || distinct > kMostGroups) continue;
    if (distinct * kLeastGroup > sample.rows) continue;
    if (keys.size() == kMostKeys) break;
    keys.push_back(g);
    SeriesLayout layout = LayoutOf(values, numbers, GroupBy(sample.columns[g]));
    layout.keys = {g};
    if (layout.roughness < keyed.roughness) keyed = std::move(layout);
  }
  if (keyed.keys.empty()) return best;
  SeriesLayout both;
  const Grouping first = GroupBy(sample.columns[keyed.keys[0]]);
  for (const uint32_t g : keys) {
    const auto grouping = Refine(first, sample.columns[g]);
    if (!grouping) continue;
    SeriesLayout layout = LayoutOf(values, numbers, *grouping);
    layout.keys = {keyed.keys[0], g};
    if (layout.roughness < both.roughness) both = std::move(layout);
  }
  if (keyed.roughness < kMuchSmoother * best.roughness) best = std::move(keyed);
  if (both.roughness < kMuchSmoother * best.roughness) best = std::move(both);
  return best;
}

}  // namespace assay
