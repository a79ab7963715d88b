// A point's residual is its distance from the nearest of several predictions: medians before,
// after and around it, and, in a curved series, the curve through its neighbours.
#include "assay/profile/series_spikes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "assay/profile/median.h"
#include "assay/profile/tail_gap.h"

namespace assay {
namespace {

using Values = std::vector<double>;

constexpr size_t kLeastPoints = 30;
constexpr double kScales = 5;         // a leap is this many robust deviations of the residuals
constexpr double kTails = 2.5;        // and this many times their 90th percentile
constexpr double kLarge = 4;          // times the usual residual: more than noise
constexpr double kMostSteps = 0.02;   // of the points
constexpr double kFewPoints = 20;     // that say little of a series' own scale
constexpr double kMostSpikes = 0.06;  // of the points; more is how the series behaves
constexpr double kCurved = 0.5;       // of the residuals is left when the curve is followed
constexpr double kRoughness = 0.35;   // of a layout that is no longer smooth
constexpr double kVerySmooth = 0.2;   // that needs no date to be a series
constexpr double kWideGap = 2.5;      // that needs no other sign of a series than smoothness
constexpr double kClearGap = 1.5;     // in mean spacings of the largest of the others
constexpr double kQuiet = 2;          // times the usual limit that anything but spikes reaches
constexpr double kLongSeries = 100;   // points that show how quiet a series is
constexpr double kLongTable = 1000;   // points that show it without dates
constexpr double kFewSteps = 0.06;    // of the points of a series that is no run of states
constexpr double kStandsStill = 10;   // steepness of a tail that nothing but spikes has
constexpr double kFar = 2;            // times what the others reach, from where on spikes are clear
constexpr double kStrays = 0.05;      // of the spikes: others beyond that limit
constexpr double kOnFloor = 4;        // usual residuals above zero
constexpr size_t kManyPoints = 200;   // whose tail is known
constexpr size_t kRecurring = 6;      // leaps at equal distances
constexpr size_t kState = 8;          // leaps to one value
constexpr size_t kLeastChanges = 8;   // that show where a series goes when it does not stand still
constexpr double kMostPassed = 0.15;  // share of the levels that a usual change of a series passes
constexpr std::ptrdiff_t kSide = 5;   // points before or after, more than twice a burst less one
constexpr size_t kNear = 3;           // points around

// The median of the points [from, to), at most seven, without the one at `i`.
double MedianOf(const Values& values, size_t from, size_t to, size_t i) {
  std::array<double, 2 * kNear + 1> sorted{};
  size_t count = 0;
  for (size_t k = from; k < to; ++k) {
    if (k == i) continue;
    size_t at = count++;
    for (; at > 0 && sorted[at - 1] > values[k]; --at) sorted[at] = sorted[at - 1];
    sorted[at] = values[k];
  }
  const size_t half = count / 2;
  return count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

double MedianAround(const Values& values, size_t i) {
  return MedianOf(values, i < kNear ? 0 : i - kNear, std::min(values.size(), i + kNear + 1), i);
}

// Where the curve through the points next to it would be; there must be one on each side.
double OnCurve(const Values& values, size_t i) {
  const double middle = (values[i - 1] + values[i + 1]) / 2;
  if (i < 2 || i + 2 >= values.size()) return middle;
  return (4 * middle - (values[i - 2] + values[i + 2]) / 2) / 3;
}

double ResidualOf(const Values& values, size_t i, bool curved) {
  constexpr size_t kLeast = 3;
  double least = std::abs(values[i] - MedianAround(values, i));
  const auto consider = [&](double predicted) {
    least = std::min(least, std::abs(values[i] - predicted));
  };
  const size_t side = static_cast<size_t>(kSide);
  if (i >= kLeast) consider(MedianOf(values, i < side ? 0 : i - side, i, i));
  if (i + kLeast < values.size())
    consider(MedianOf(values, i + 1, std::min(values.size(), i + 1 + side), i));
  if (!curved || i == 0 || i + 1 == values.size()) return least;
  consider((values[i - 1] + values[i + 1]) / 2);
  consider(OnCurve(values, i));
  if (i >= 3) consider(3 * (values[i - 1] - values[i - 2]) + values[i - 3]);
  if (i + 3 < values.size()) consider(3 * (values[i + 1] - values[i + 2]) + values[i + 3]);
  return least;
}

// Residuals of all series, none below half of the resolution, and the scale of each.
struct Residuals {
  std::vector<Values> of_series;
  Values scales;
  bool curved = false;
};

std::vector<Values> AllResiduals(const SeriesLayout& layout, double floor, bool curved) {
  std::vector<Values> all;
  for (const Series& series : layout.series) {
    Values& residuals = all.emplace_back();
    for (size_t i = 0; i < series.values.size(); ++i)
      residuals.push_back(std::max(floor, ResidualOf(series.values, i, curved)));
  }
  return all;
}

double PooledMedian(const std::vector<Values>& all) {
  Values pooled;
  for (const Values& values : all) pooled.insert(pooled.end(), values.begin(), values.end());
  return Median(std::move(pooled));
}

Residuals ResidualsOf(const SeriesLayout& layout, double resolution) {
  Residuals residuals{AllResiduals(layout, resolution / 2, false), {}, false};
  double usual = PooledMedian(residuals.of_series);
  auto along = AllResiduals(layout, resolution / 2, true);
  if (const double curve = PooledMedian(along); curve < kCurved * usual) {
    residuals = {std::move(along), {}, true};
    usual = curve;
  }
  // Series of different scales are measured each by its own; a short one is like the others.
  for (const Values& values : residuals.of_series) {
    const auto points = static_cast<double>(values.size());
    residuals.scales.push_back((points * Median(values) + kFewPoints * usual) /
                               (points + kFewPoints));
  }
  return residuals;
}

// Whether the level changes here, from the points before to those after, by half a leap: no telling
// what is a spike.
bool IsAtStep(const Values& values, size_t i, double leap) {
  const size_t side = static_cast<size_t>(kSide);
  if (i < side || i + side >= values.size()) return false;
  const double before = MedianOf(values, i - side, i, i);
  return std::abs(before - MedianOf(values, i + 1, i + 1 + side, i)) > leap / 2;
}

// Whether most of up to three neighbours on each side are near the usual value: a reading that
// stands alone, or one of a short burst.
bool StandsOut(const Values& values, size_t i, double usual, double leap) {
  size_t near = 0, all = 0;
  for (size_t k = i < kNear ? 0 : i - kNear; k <= std::min(values.size() - 1, i + kNear); ++k) {
    if (k == i) continue;
    ++all;
    near += std::abs(values[k] - usual) <= leap / 4;
  }
  const double nearest = std::min(std::abs(values[i - 1] - usual), std::abs(values[i + 1] - usual));
  return nearest <= leap / 4 && all >= 4 && 3 * near >= 2 * all;
}

// On a curve the neighbours are where it leads, not where the point should be.
bool LeavesCurve(const Values& residuals, size_t i) {
  size_t near = 0, all = 0;
  for (size_t k = i < kNear ? 0 : i - kNear; k <= std::min(residuals.size() - 1, i + kNear); ++k) {
    if (k == i) continue;
    ++all;
    near += residuals[k] <= residuals[i] / 3;
  }
  return all >= 4 && 3 * near >= 2 * all;
}

// From where on, in multiples of a series' scale, a leap is a spike; 0: nowhere.
struct Limit {
  double least = 0;
  // From where on it is a clear one: the series is quiet but for its spikes, which are far from
  // everything else; infinite: nowhere.
  double clear = std::numeric_limits<double>::infinity();
};

// Whether what has no dates is still a series: long, it moves, and mostly not from state to state.
bool IsSeriesOfRows(const SeriesLayout& layout, double steepness, double steps, double points) {
  return layout.roughness <= kRoughness && points >= kLongTable && steepness < kStandsStill &&
         steps <= kFewSteps * points;
}

// The gaps, from the one that chance explains least inwards. The largest leaps hide those that are
// merely far, so each gap is looked for among what the ones before leave.
std::vector<TailGap> GapsOf(Values sizes, size_t most, double least) {
  std::vector<TailGap> gaps;
  while (const auto gap = FindTailGap(sizes, most, least)) {
    const size_t before = sizes.size();
    std::erase_if(sizes, [&](double size) { return size >= gap->above; });
    most -= before - sizes.size();
    gaps.push_back(*gap);
  }
  return gaps;
}

// Where spikes begin that lie behind the gap.
double LeastBehind(const TailGap& gap, double usual) {
  return std::max({usual, gap.above / 1.5, std::sqrt(gap.above * gap.below)});
}

// Whether hardly anything but the spikes, behind this gap, leaps beyond `limit`, nor near them.
bool IsQuiet(const Values& sizes, const TailGap& gap, double limit) {
  double spikes = 0, strays = 0;
  for (const double size : sizes) {
    spikes += size >= gap.above;
    strays += size > limit && size <= gap.below;
  }
  return strays <= kStrays * spikes && gap.above >= kFar * std::min(limit, gap.below);
}

// Where the level changes now and then, the changes are left out; a series that changes all the
// time has no level. Further gaps count where the leaps behind them are clear.
Limit LimitOf(const SeriesLayout& layout, const Residuals& residuals) {
  Values sizes, steps;
  for (size_t s = 0; s < residuals.of_series.size(); ++s) {
    for (size_t i = 0; i < residuals.of_series[s].size(); ++i) {
      const double leap = residuals.of_series[s][i], scale = residuals.scales[s];
      const bool step =
          !residuals.curved && leap > kLarge * scale && IsAtStep(layout.series[s].values, i, leap);
      (step ? steps : sizes).push_back(leap / scale);
    }
  }
  const auto points = static_cast<double>(sizes.size() + steps.size());
  if (static_cast<double>(steps.size()) > kMostSteps * points)
    sizes.insert(sizes.end(), steps.begin(), steps.end());
  if (sizes.size() < kLeastPoints) return {};
  const double usual = std::max(kScales * 1.4826 * Median(sizes), kTails * Quantile(sizes, 0.9));
  const bool series = layout.by_time || layout.roughness <= kVerySmooth;
  const bool known = sizes.size() >= kManyPoints && series;
  const auto most = static_cast<size_t>(kMostSpikes * static_cast<double>(sizes.size()));
  const std::vector<TailGap> gaps = GapsOf(sizes, most, usual);
  if (gaps.empty()) return {};
  const TailGap& first = gaps.front();
  const bool wide = layout.roughness <= kRoughness && first.above >= kWideGap * first.below;
  const double width = std::log(first.above / first.below) * first.steepness;
  if (!wide && (!known || width < kClearGap)) return {};
  Limit limit{LeastBehind(first, usual), std::numeric_limits<double>::infinity()};
  if (points < kLongSeries * static_cast<double>(layout.series.size())) return limit;
  for (const TailGap& gap : gaps) {
    const bool known_order =
        layout.by_time ||
        IsSeriesOfRows(layout, gap.steepness, static_cast<double>(steps.size()), points);
    if (known_order && IsQuiet(sizes, gap, kQuiet * usual))
      limit.least = limit.clear = LeastBehind(gap, usual);
  }
  return limit;
}

// Whether the points (of one series) mostly keep one distance: a course of the day, a duty cycle.
bool Recurs(const std::vector<size_t>& points) {
  if (points.size() < kRecurring) return false;
  std::map<size_t, size_t> distances;
  size_t most = 0;
  for (size_t i = 1; i < points.size(); ++i)
    most = std::max(most, ++distances[points[i] - points[i - 1]]);
  return 2 * most >= points.size();
}

// Whether the series stand still and then change to just any of their values, as codes do where
// rows are grouped: what is measured passes through the values between.
bool ChangesAtRandom(const SeriesLayout& layout, const std::vector<Spike>& spikes) {
  std::set<uint32_t> leaping;  // rows
  for (const Spike& spike : spikes) leaping.insert(spike.row);
  Values levels;
  std::vector<std::pair<double, double>> changes;
  size_t steps = 0;
  for (const Series& series : layout.series) {
    const double* last = nullptr;
    for (size_t i = 0; i < series.values.size(); ++i) {
      if (leaping.count(series.rows[i]) != 0) continue;
      levels.push_back(series.values[i]);
      steps += last != nullptr;
      if (last != nullptr && *last != series.values[i])
        changes.push_back({*last, series.values[i]});
      last = &series.values[i];
    }
  }
  if (changes.size() < kLeastChanges || 2 * changes.size() > steps) return false;
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  const auto rank = [&](double level) {
    return static_cast<double>(std::lower_bound(levels.begin(), levels.end(), level) -
                               levels.begin());
  };
  Values passed;
  for (const auto& [from, to] : changes) passed.push_back(std::abs(rank(from) - rank(to)));
  const double usual = Median(std::move(passed));
  return usual > 1 && usual > kMostPassed * static_cast<double>(levels.size());
}

// Whether many leaps all go to the same value, which may be a state: full, off.
bool GoToOneValue(const std::vector<Spike>& spikes) {
  return spikes.size() >= kState &&
         std::all_of(spikes.begin(), spikes.end(),
                     [&](const Spike& spike) { return spike.value == spikes[0].value; });
}

}  // namespace

std::vector<Spike> FindSpikes(const SeriesLayout& layout, double resolution) {
  const Residuals residuals = ResidualsOf(layout, resolution);
  const Limit limits = LimitOf(layout, residuals);
  std::vector<Spike> spikes;
  if (limits.least <= 0) return spikes;
  // Leaps up from about zero are events of a series that is never below it.
  const bool negative =
      std::any_of(layout.series.begin(), layout.series.end(), [](const Series& series) {
        return *std::min_element(series.values.begin(), series.values.end()) < 0;
      });
  size_t dying = 0;  // leaps that aren't back at once
  for (size_t s = 0; s < residuals.of_series.size(); ++s) {
    const Values &v = layout.series[s].values, &leaps = residuals.of_series[s];
    const double usual_limit = limits.least * residuals.scales[s];
    const size_t found = spikes.size();
    std::vector<size_t> points;
    for (size_t i = 1; i + 1 < v.size(); ++i) {
      const bool at_end = i < kNear || i + kNear >= v.size();  // where little is known
      const double limit = at_end ? 2 * usual_limit : usual_limit;
      if (leaps[i] < limit || (!residuals.curved && IsAtStep(v, i, leaps[i]))) continue;
      const double usual = residuals.curved ? OnCurve(v, i) : MedianAround(v, i);
      if (!negative && v[i] > usual && usual <= kOnFloor * residuals.scales[s]) continue;
      const bool alone =
          residuals.curved ? LeavesCurve(leaps, i) : StandsOut(v, i, usual, leaps[i]);
      dying += !alone;
      if (!alone) continue;
      points.push_back(i);
      const auto& rows = layout.series[s].rows;
      spikes.push_back({rows[i], rows[i - 1], v[i], v[i - 1], v[i + 1], usual, leaps[i] / limit,
                        leaps[i] >= limits.clear * residuals.scales[s], false});
    }
    if (Recurs(points)) spikes.resize(found);
  }
  if (dying > spikes.size() || ChangesAtRandom(layout, spikes)) spikes.clear();
  const bool state = GoToOneValue(spikes);
  for (Spike& spike : spikes) spike.state = state;
  return spikes;
}

}  // namespace assay
