// Gaps in the tail of all residuals, each in multiples of its series' scale.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "assay/profile/median.h"
#include "assay/profile/series_limit_internal.h"
#include "assay/profile/tail_gap.h"

namespace assay {
namespace {

constexpr size_t kLeastPoints = 30;
constexpr double kScales = 5;         // a leap is this many robust deviations of the residuals
constexpr double kTails = 2.5;        // and this many times their 90th percentile
constexpr double kLarge = 4;          // times the usual residual: more than noise
constexpr double kMostSteps = 0.02;   // of the points
constexpr double kMostSpikes = 0.06;  // of the points; more is how the series behaves
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
constexpr double kManifestlyFar = 1.5;
constexpr double kOfCurve = 15;          // least evidence of a gap, as curves err at times
constexpr double kManifest = 60;         // evidence of a gap
constexpr double kMostOthers = 0.02;     // of the spikes may belong to the tail
constexpr double kStrays = 0.12;         // of the spikes: others beyond that limit
constexpr std::ptrdiff_t kSwitches = 2;  // to a spike
constexpr size_t kManyPoints = 200;      // whose tail is known

// Whether a curve that is led astray by a leap beside the point leaves its residual.
bool IsBeside(const Values& residuals, size_t i, double usual) {
  if (residuals[i] <= usual) return false;
  for (size_t k = i < kNear ? 0 : i - kNear; k <= std::min(residuals.size() - 1, i + kNear); ++k)
    if (residuals[k] >= 3 * residuals[i]) return true;
  return false;
}

// Whether most of the points around leap, too: the series behaves otherwise for a while.
bool IsInBurst(const Values& residuals, size_t i, double usual) {
  const double least = std::max(usual, residuals[i] / 3);
  size_t far = 0, all = 0;
  for (size_t k = i < kNear ? 0 : i - kNear; k <= std::min(residuals.size() - 1, i + kNear); ++k) {
    far += residuals[k] > least;
    ++all;
  }
  return residuals[i] > usual && 2 * far > all;
}

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

// Whether hardly anything but the spikes, behind this gap, leaps beyond `limit`, nor near them, so
// that the tail of the others, continued, reaches hardly any of them.
bool IsQuiet(const Values& sizes, const TailGap& gap, double limit) {
  double spikes = 0, strays = 0;
  for (const double size : sizes) {
    spikes += size >= gap.above;
    strays += size > limit && size <= gap.below;
  }
  const double others = (strays + 1) * std::pow(gap.above / gap.below, -gap.steepness);
  const double far = gap.evidence >= kManifest ? kManifestlyFar : kFar;
  return strays <= std::max(1.0, kStrays * spikes) && others <= kMostOthers * spikes &&
         gap.above >= far * std::min(limit, gap.below);
}

// Whether the level from this point on is another than before it, by half of the change at least.
bool IsLasting(const Values& values, size_t i, double change) {
  const size_t side = static_cast<size_t>(kSide);
  const double before = MedianOf(values, i - side, i, i);
  return std::abs(before - MedianOf(values, i, i + side, i + side)) >= change / 2;
}

// Whether changes of level are more frequent than the spikes behind this gap, and as far: these may
// be short levels.
bool IsSwitching(const SeriesLayout& layout, const Residuals& residuals, const Values& sizes,
                 double least) {
  auto left =
      kSwitches * std::count_if(sizes.begin(), sizes.end(), [&](double s) { return s >= least; });
  for (size_t s = 0; s < layout.series.size(); ++s) {
    const Values& values = layout.series[s].values;
    const size_t side = static_cast<size_t>(kSide);
    for (size_t i = side; i + side <= values.size() && left > 0; ++i) {
      const double change = std::abs(values[i] - values[i - 1]);
      left -= change >= least * residuals.scales[s] && IsLasting(values, i, change);
    }
  }
  return left <= 0;
}

// Sizes of the leaps of all series, in multiples of their scales.
struct Leaps {
  Values sizes;
  Values steps;  // those where the level changes, or for a while
};

// The shadows of leaps on the curves beside them are left out.
Leaps LeapsOf(const SeriesLayout& layout, const Residuals& residuals) {
  Leaps leaps;
  for (size_t s = 0; s < residuals.of_series.size(); ++s) {
    const Values& of_series = residuals.of_series[s];
    const double scale = residuals.scales[s];
    for (size_t i = 0; i < of_series.size(); ++i) {
      if (residuals.curved && IsBeside(of_series, i, kLarge * scale)) continue;
      const bool step = IsInBurst(of_series, i, kLarge * scale) ||
                        (!residuals.curved && of_series[i] > kLarge * scale &&
                         IsAtStep(layout.series[s].values, i, of_series[i]));
      (step ? leaps.steps : leaps.sizes).push_back(of_series[i] / scale);
    }
  }
  return leaps;
}

}  // namespace

// Where the level changes now and then, the changes are left out; a series that changes all the
// time has no level. Further gaps count where the leaps behind them are clear.
Limit LimitOf(const SeriesLayout& layout, const Residuals& residuals) {
  auto [sizes, steps] = LeapsOf(layout, residuals);
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
  if (residuals.curved && first.evidence < kOfCurve) return {};
  Limit limit{LeastBehind(first, usual)};
  limit.gap = first.above / first.below;
  if (points < kLongSeries * static_cast<double>(layout.series.size())) return limit;
  for (const TailGap& gap : gaps) {
    const bool known_order =
        layout.by_time ||
        IsSeriesOfRows(layout, gap.steepness, static_cast<double>(steps.size()), points);
    if (known_order && IsQuiet(sizes, gap, kQuiet * usual) &&
        !IsSwitching(layout, residuals, sizes, gap.above)) {
      limit.least = limit.clear = LeastBehind(gap, usual);
      limit.gap = gap.above / gap.below;
    }
  }
  return limit;
}

}  // namespace assay
