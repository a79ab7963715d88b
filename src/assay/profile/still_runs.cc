// The longest runs of equal values are set against the next longest, and against chance.
#include "assay/profile/still_runs.h"

#include <algorithm>
#include <cmath>

#include "assay/profile/median.h"

namespace assay {
namespace {

constexpr size_t kLeastSteps = 40;     // outside of the runs
constexpr size_t kLeastRun = 8;        // points
constexpr double kMuchLonger = 2.5;    // than the longest of the others
constexpr size_t kFewRuns = 3;         // of all series,
constexpr double kOfSeries = 0.1;      // or so many for each
constexpr double kMostRepeats = 0.3;   // share of the steps to the same value
constexpr double kByChance = 1e-6;     // expected runs of that length
constexpr double kOneWay = 0.95;       // of the changes: a counter
constexpr double kLeastLevels = 0.05;  // different values to a point
constexpr double kRim = 0.05;          // of the points, where states are
constexpr double kFarOut = 0.5;        // of the span between the rims
constexpr double kOut = 0.25;
constexpr size_t kMostDrift = 2;  // times as many points as stand still

using Values = std::vector<double>;

struct Run {
  size_t series = 0, begin = 0, length = 0;
};

std::vector<Run> RunsOf(const SeriesLayout& layout) {
  std::vector<Run> runs;
  for (size_t s = 0; s < layout.series.size(); ++s) {
    const Values& values = layout.series[s].values;
    for (size_t i = 0; i < values.size(); ++i) {
      if (i > 0 && values[i] == values[i - 1])
        ++runs.back().length;
      else
        runs.push_back({s, i, 1});
    }
  }
  std::stable_sort(runs.begin(), runs.end(),
                   [](const Run& a, const Run& b) { return a.length > b.length; });
  return runs;
}

// How many of the runs, longest first, are far longer than all others.
size_t FarLonger(const std::vector<Run>& runs, size_t series) {
  const size_t most =
      std::max(kFewRuns, static_cast<size_t>(kOfSeries * static_cast<double>(series)));
  for (size_t count = std::min(most, runs.size() - 1); count > 0; --count) {
    const double next = static_cast<double>(runs[count].length);
    const size_t length = runs[count - 1].length;
    if (length >= kLeastRun && static_cast<double>(length) >= kMuchLonger * next) return count;
  }
  return 0;
}

// Whether runs of that length are no chance where so many of the steps of the others repeat.
bool IsNoChance(const std::vector<Run>& runs, size_t count) {
  double points = 0, repeats = 0;
  for (size_t r = count; r < runs.size(); ++r) {
    points += static_cast<double>(runs[r].length);
    repeats += static_cast<double>(runs[r].length - 1);
  }
  if (points < static_cast<double>(kLeastSteps) || repeats > kMostRepeats * points) return false;
  const double length = static_cast<double>(runs[count - 1].length);
  return points * std::pow((repeats + 1) / points, length - 1) < kByChance;
}

bool IsCounter(const Values& values) {
  double up = 0, down = 0;
  for (size_t i = 1; i < values.size(); ++i) {
    up += values[i] > values[i - 1];
    down += values[i] < values[i - 1];
  }
  return std::max(up, down) >= kOneWay * (up + down);
}

// What a series is but for its run.
struct Usual {
  double low = 0, high = 0;  // the rims

  // How far a value is out of them, in their spans.
  double Beyond(double value) const {
    return std::max(low - value, value - high) / std::max(high - low, 1e-300);
  }
};

// Nothing where the series has few values, or counts.
bool UsualOf(const Values& values, const Run& run, Usual* usual) {
  Values others(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(run.begin));
  others.insert(others.end(), values.begin() + static_cast<std::ptrdiff_t>(run.begin + run.length),
                values.end());
  if (others.size() < kLeastSteps || IsCounter(others)) return false;
  usual->low = Quantile(others, kRim);
  usual->high = Quantile(others, 1 - kRim);
  std::sort(others.begin(), others.end());
  const auto levels = std::unique(others.begin(), others.end()) - others.begin();
  return static_cast<double>(levels) >=
             std::max(10.0, kLeastLevels * static_cast<double>(others.size())) &&
         usual->high > usual->low;
}

size_t DriftTo(const Values& values, const Run& run, const Usual& usual) {
  size_t drift = 0;
  while (drift < std::min(run.begin, kMostDrift * run.length) &&
         usual.Beyond(values[run.begin - drift - 1]) > kOut)
    ++drift;
  return drift;
}

}  // namespace

std::vector<StillRun> FindStillRuns(const SeriesLayout& layout) {
  const std::vector<Run> runs = RunsOf(layout);
  std::vector<StillRun> found;
  if (runs.size() < kLeastSteps) return found;
  const size_t count = FarLonger(runs, layout.series.size());
  if (count == 0 || !IsNoChance(runs, count)) return found;
  for (size_t r = 0; r < count; ++r) {
    const Run& run = runs[r];
    const Values& values = layout.series[run.series].values;
    const double value = values[run.begin];
    Usual usual;
    if (value == 0 || !UsualOf(values, run, &usual)) continue;
    const double beyond = usual.Beyond(value);
    if (beyond >= 0 && beyond < kFarOut) continue;
    StillRun still{run.series, run.begin,          run.begin + run.length,
                   0,          runs[count].length, beyond > 0};
    if (still.out_of_range) still.drift = DriftTo(values, run, usual);
    found.push_back(still);
  }
  return found;
}

}  // namespace assay
