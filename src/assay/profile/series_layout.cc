// Tries every key, then every second key beside the best one.
#include "assay/profile/series_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
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
constexpr uint32_t kReadings = 20;    // different ones
constexpr double kMostlyForth = 0.8;  // share of the steps that go one way in time
constexpr double kNearlyAllForth = 0.98;
constexpr double kLeast = 0.94;  // share of the steps that tells how flat a series is

constexpr double kOtherScale = 2;   // between the usual steps of a low and of a high group
constexpr double kMostSpan = 1.25;  // rows from the first to the last of a block, to a point
constexpr double kSmooth = 0.35;    // of a layout by groups of unlike scales

using Values = std::vector<double>;
using Order = std::vector<uint32_t>;  // rows of the sample, one after the other

// Which group each row is in.
struct Grouping {
  std::vector<uint32_t> of_row;
  uint32_t groups = 0;
};

// The mean of all but the largest, which may be mistakes.
double MeanOfLeast(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  values.resize(static_cast<size_t>(kLeast * static_cast<double>(values.size())));
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Whether nearly every value is its series' usual one.
bool IsConstant(const std::vector<Series>& all) {
  size_t others = 0, points = 0;
  for (const Series& series : all) {
    const double middle = Median(series.values);
    points += series.values.size();
    others += series.values.size() -
              static_cast<size_t>(std::count(series.values.begin(), series.values.end(), middle));
  }
  return points > 0 && static_cast<double>(others) <= (1 - kLeast) * static_cast<double>(points);
}

double RoughnessOf(const std::vector<Series>& all) {
  std::vector<double> steps, spreads;
  for (const Series& series : all) {
    const double middle = Median(series.values);
    for (size_t i = 0; i < series.values.size(); ++i) {
      spreads.push_back(std::abs(series.values[i] - middle));
      if (i > 0) steps.push_back(std::abs(series.values[i] - series.values[i - 1]));
    }
  }
  if (steps.size() < kLeastPoints) return 1e9;
  const double spread = Median(spreads);
  if (spread > 0) return Median(std::move(steps)) / spread;
  const double few = MeanOfLeast(std::move(spreads));
  return few > 0 ? MeanOfLeast(std::move(steps)) / few : 1e9;
}

Values StepsOf(const Series& series) {
  Values steps;
  for (size_t i = 1; i < series.values.size(); ++i)
    steps.push_back(std::abs(series.values[i] - series.values[i - 1]));
  return steps;
}

// Whether the rows of each group stand one behind the other. Where they don't, the groups may be
// any at all, and one of few rows has long steps.
bool StandInBlocks(const SeriesLayout& layout) {
  double points = 0, span = 0;
  for (const Series& series : layout.series) {
    points += static_cast<double>(series.rows.size());
    span += static_cast<double>(series.rows.back()) - series.rows.front() + 1;
  }
  return span <= kMostSpan * points;
}

// Whether the usual steps of most groups are far from the usual one of all: each group is a series
// of its own scale, even where all of them, one after the other, look as smooth.
bool DifferInScale(const SeriesLayout& layout) {
  Values all, of_groups;
  for (const Series& series : layout.series) {
    const Values steps = StepsOf(series);
    all.insert(all.end(), steps.begin(), steps.end());
    of_groups.push_back(Median(steps));
  }
  if (of_groups.size() < 2) return false;
  std::sort(of_groups.begin(), of_groups.end());
  const size_t quarter = of_groups.size() / 4;
  const double low = of_groups[quarter], high = of_groups[of_groups.size() - 1 - quarter];
  return low > 0 && high >= kOtherScale * low;
}

bool AreOtherSeries(const SeriesLayout& layout) {
  return layout.roughness <= kSmooth && StandInBlocks(layout) && DifferInScale(layout);
}

SeriesLayout LayoutOf(const EncodedColumn& column, const std::vector<double>& numbers,
                      const Grouping& grouping, const Order& order) {
  SeriesLayout layout;
  layout.series.resize(grouping.groups);
  for (const uint32_t row : order) {
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
  if (kept < kLeastKept * points) return {};
  layout.roughness = RoughnessOf(layout.series);
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

// Numbers with decimals, and many of them: readings, which tell no series apart even where those of
// each sensor are near each other.
bool IsReading(const EncodedColumn& column) {
  const auto fractions = std::count_if(
      column.numbers.begin(), column.numbers.end(),
      [](double number) { return !std::isnan(number) && number != std::floor(number); });
  return column.filled_distinct >= kReadings && 2 * fractions > column.filled_distinct;
}

// The first columns that may tell the series of `column` apart.
std::vector<uint32_t> KeysFor(const EncodedSample& sample, uint32_t column) {
  std::vector<uint32_t> keys;
  for (uint32_t g = 0; g < sample.columns.size() && keys.size() < kMostKeys; ++g) {
    const uint32_t distinct = sample.columns[g].filled_distinct;
    if (g == column || distinct < 2 || distinct > kMostGroups) continue;
    if (distinct * kLeastGroup > sample.rows || IsReading(sample.columns[g])) continue;
    keys.push_back(g);
  }
  return keys;
}

// The rows as they stand, if they are a series, or else the constant ones of a key.
SeriesLayout SmootherOf(SeriesLayout rows, SeriesLayout constant) {
  if (rows.roughness <= kSmooth) return rows;
  constant.roughness = 0;
  constant.constant = true;
  return constant;
}

// The smoothest layout, by keys, of rows in that order.
SeriesLayout SmoothestInOrder(const EncodedSample& sample, uint32_t column,
                              const std::vector<double>& numbers, const Order& order) {
  const EncodedColumn& values = sample.columns[column];
  SeriesLayout best = LayoutOf(values, numbers, {std::vector<uint32_t>(sample.rows), 1}, order);
  SeriesLayout keyed, both, blocks;
  const bool moves = !IsConstant(best.series);
  const std::vector<uint32_t> keys = KeysFor(sample, column);
  for (const uint32_t g : keys) {
    SeriesLayout layout = LayoutOf(values, numbers, GroupBy(sample.columns[g]), order);
    layout.keys = {g};
    if (moves && IsConstant(layout.series)) return SmootherOf(std::move(best), std::move(layout));
    if (layout.roughness < keyed.roughness) keyed = std::move(layout);
  }
  if (keyed.keys.empty()) return best;
  if (AreOtherSeries(keyed)) best = keyed;
  const Grouping first = GroupBy(sample.columns[keyed.keys[0]]);
  for (const uint32_t g : keys) {
    const auto grouping = Refine(first, sample.columns[g]);
    if (!grouping) continue;
    SeriesLayout layout = LayoutOf(values, numbers, *grouping, order);
    layout.keys = {keyed.keys[0], g};
    if (layout.roughness < blocks.roughness && AreOtherSeries(layout)) blocks = layout;
    if (layout.roughness < both.roughness) both = std::move(layout);
  }
  if (!blocks.keys.empty()) return blocks;
  if (keyed.roughness < kMuchSmoother * best.roughness) best = std::move(keyed);
  if (both.roughness < kMuchSmoother * best.roughness) best = std::move(both);
  return best;
}

// Whether the points of a series hardly ever share a moment or go back (or forth) in time: at least
// the share `least` of the steps go one way.
bool GoesWith(const TimeColumn& time, const SeriesLayout& layout, double least = kMostlyForth) {
  double forth = 0, back = 0, steps = 0;
  for (const Series& series : layout.series) {
    for (size_t i = 1; i < series.rows.size(); ++i) {
      const double before = time.moments[series.rows[i - 1]], now = time.moments[series.rows[i]];
      ++steps;
      forth += now > before;
      back += now < before;
    }
  }
  return std::max(forth, back) >= least * steps;
}

Order OrderedBy(const TimeColumn& time) {
  Order order;
  for (uint32_t row = 0; row < time.moments.size(); ++row) {
    if (!std::isnan(time.moments[row])) order.push_back(row);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t a, uint32_t b) { return time.moments[a] < time.moments[b]; });
  return order;
}

// The smoothest layout by one key in which a series has one reading at a moment; even noise that is
// as rough as can be is a series then.
SeriesLayout SmoothestInTime(const EncodedSample& sample, uint32_t column,
                             const std::vector<double>& numbers, const TimeColumn& time) {
  const Order order = OrderedBy(time);
  SeriesLayout best;
  for (const uint32_t g : KeysFor(sample, column)) {
    if (g == time.column) continue;
    SeriesLayout layout =
        LayoutOf(sample.columns[column], numbers, GroupBy(sample.columns[g]), order);
    if (layout.roughness >= best.roughness || !GoesWith(time, layout, kNearlyAllForth)) continue;
    best = std::move(layout);
    best.keys = {g};
    best.by_time = true;
  }
  return best;
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
                             const std::vector<double>& numbers,
                             const std::vector<TimeColumn>& times) {
  Order order(sample.rows);
  std::iota(order.begin(), order.end(), 0);
  SeriesLayout best = SmoothestInOrder(sample, column, numbers, order);
  for (const TimeColumn& time : times) {
    if (time.column == column) continue;
    best.by_time = best.by_time || GoesWith(time, best);
    if (GoesWith(time, best)) continue;
    SeriesLayout sorted = SmoothestInOrder(sample, column, numbers, OrderedBy(time));
    sorted.by_time = GoesWith(time, sorted);
    if (sorted.roughness < kMuchSmoother * best.roughness) best = std::move(sorted);
  }
  for (const TimeColumn& time : times) {
    if (best.by_time || best.roughness <= kSmooth || time.column == column) continue;
    SeriesLayout keyed = SmoothestInTime(sample, column, numbers, time);
    if (keyed.by_time) best = std::move(keyed);
  }
  if (best.constant && !best.by_time) return {};
  return best;
}

}  // namespace assay
