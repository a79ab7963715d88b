// A point's residual is its distance from the nearest of several predictions: medians before,
// after and around it, and, in a curved series, the curve through its neighbours.
#include "assay/profile/series_spikes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "assay/profile/median.h"
#include "assay/profile/series_limit_internal.h"
#include "assay/profile/series_residuals_internal.h"
#include "assay/profile/series_scale_internal.h"

namespace assay {
namespace {

constexpr double kOnFloor = 4;         // usual residuals above zero
constexpr size_t kRecurring = 6;       // leaps at equal distances
constexpr size_t kState = 8;           // leaps that may be to one value
constexpr double kMostlyState = 0.9;   // of them
constexpr double kBeyond = 0.5;        // of the span of the values, beyond which no state is
constexpr size_t kEvents = 10;         // leaps that may all go one way
constexpr double kOneWay = 0.95;       // of them
constexpr double kLargerThanRest = 2;  // times the others: leaps that are no events
constexpr size_t kLeastChanges = 8;    // that show where a series goes when it does not stand still
constexpr double kMostPassed = 0.15;   // share of the levels that a usual change of a series passes

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

// Whether the value is far from all that the series say but for their spikes: a device's word for
// "no reading".
bool IsOutOfRange(const SeriesLayout& layout, const std::vector<Spike>& spikes, double value) {
  std::set<uint32_t> leaping;  // rows
  for (const Spike& spike : spikes) leaping.insert(spike.row);
  double least = std::numeric_limits<double>::infinity(), most = -least;
  for (const Series& series : layout.series) {
    for (size_t i = 0; i < series.values.size(); ++i) {
      if (series.values[i] == value || leaping.count(series.rows[i]) != 0) continue;
      least = std::min(least, series.values[i]);
      most = std::max(most, series.values[i]);
    }
  }
  return std::max(value - most, least - value) > kBeyond * (most - least);
}

// Marks leaps when nearly all of them go to one value, which may be a state: full, off.
void MarkState(const SeriesLayout& layout, std::vector<Spike>* spikes) {
  if (spikes->size() < kState) return;
  Values values;
  for (const Spike& spike : *spikes) values.push_back(spike.value);
  const double middle = Median(values);
  const auto there = static_cast<double>(std::count(values.begin(), values.end(), middle));
  if (there < kMostlyState * static_cast<double>(values.size())) return;
  if (middle != 0 && IsOutOfRange(layout, *spikes, middle)) return;
  for (Spike& spike : *spikes) spike.state = spike.value == middle;
}

// Marks leaps when nearly all of them go one way and the largest of the others reach nearly as far:
// feasts, gusts, clouds. Mistakes go both ways, or far.
void MarkEvents(const Limit& limit, std::vector<Spike>* spikes) {
  if (spikes->size() < kEvents || limit.gap >= kLargerThanRest) return;
  const auto all = static_cast<double>(spikes->size());
  const auto up =
      static_cast<double>(std::count_if(spikes->begin(), spikes->end(), [](const Spike& spike) {
        return spike.value > spike.usual;
      }));
  if (std::max(up, all - up) < kOneWay * all) return;
  for (Spike& spike : *spikes) spike.event = true;
}

// Leaps up from about zero are events of a series that is never below it.
bool IsBelowZero(const SeriesLayout& layout) {
  return std::any_of(layout.series.begin(), layout.series.end(), [](const Series& series) {
    return *std::min_element(series.values.begin(), series.values.end()) < 0;
  });
}

// What is known of a layout when its spikes are looked for.
struct Search {
  const SeriesLayout& layout;  // as it is written
  ScaledLayout scaled;
  Residuals residuals;
  Limit limit;
  bool negative = false;
  size_t dying = 0;  // leaps that aren't back at once
};

// The point, when it is a spike; counts it when it is not back at once.
std::optional<Spike> SpikeAt(size_t s, size_t i, Search* search) {
  const Residuals& residuals = search->residuals;
  const Values& v = search->scaled.layout.series[s].values;
  const double leap = residuals.of_series[s][i], scale = residuals.scales[s];
  const bool at_end = i < kNear || i + kNear >= v.size();  // where little is known
  const double limit = (at_end ? 2 : 1) * search->limit.least * scale;
  if (leap < limit || (!residuals.curved && IsAtStep(v, i, leap))) return std::nullopt;
  const double usual = residuals.curved ? OnCurve(v, i) : MedianAround(v, i);
  if (!search->negative && v[i] > usual && usual <= kOnFloor * scale) return std::nullopt;
  const bool alone =
      residuals.curved ? LeavesCurve(residuals.of_series[s], i) : StandsOut(v, i, usual, leap);
  search->dying += !alone;
  if (!alone) return std::nullopt;
  const Series& written = search->layout.series[s];
  Spike spike{written.rows[i], written.rows[i - 1], written.values[i], written.values[i - 1],
              written.values[i + 1]};
  spike.usual = search->scaled.Unscaled(s, usual);
  spike.factor = leap / limit;
  spike.gap = search->limit.gap;
  spike.clear = leap >= search->limit.clear * scale;
  return spike;
}

}  // namespace

std::vector<Spike> FindSpikes(const SeriesLayout& layout, double resolution) {
  Search search{layout, EvenlyScaled(layout, resolution), {}, {}, IsBelowZero(layout)};
  search.residuals = ResidualsOf(search.scaled);
  search.limit = LimitOf(search.scaled.layout, search.residuals);
  std::vector<Spike> spikes;
  if (search.limit.least <= 0) return spikes;
  for (size_t s = 0; s < layout.series.size(); ++s) {
    const size_t found = spikes.size();
    std::vector<size_t> points;
    for (size_t i = 1; i + 1 < layout.series[s].values.size(); ++i) {
      const auto spike = SpikeAt(s, i, &search);
      if (!spike) continue;
      points.push_back(i);
      spikes.push_back(*spike);
    }
    if (Recurs(points)) spikes.resize(found);
  }
  if (search.dying > spikes.size() || ChangesAtRandom(layout, spikes)) spikes.clear();
  MarkState(layout, &spikes);
  MarkEvents(search.limit, &spikes);
  return spikes;
}

}  // namespace assay
