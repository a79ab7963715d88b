// The nearest of several predictions counts, so that neither steps nor slopes leave a residual.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "assay/profile/median.h"
#include "assay/profile/series_residuals_internal.h"

namespace assay {
namespace {

constexpr double kFewPoints = 20;  // that say little of a series' own scale
constexpr double kCurved = 0.5;    // of the residuals is left when the curve is followed

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

std::vector<Values> AllResiduals(const ScaledLayout& scaled, bool curved) {
  std::vector<Values> all;
  for (size_t s = 0; s < scaled.layout.series.size(); ++s) {
    const Values& values = scaled.layout.series[s].values;
    Values& residuals = all.emplace_back();
    for (size_t i = 0; i < values.size(); ++i)
      residuals.push_back(std::max(scaled.FloorAt(s, values[i]), ResidualOf(values, i, curved)));
  }
  return all;
}

double PooledMedian(const std::vector<Values>& all) {
  Values pooled;
  for (const Values& values : all) pooled.insert(pooled.end(), values.begin(), values.end());
  return Median(std::move(pooled));
}

}  // namespace

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

// Whether the level changes here, from the points before to those after, by half a leap: no telling
// what is a spike.
bool IsAtStep(const Values& values, size_t i, double leap) {
  const size_t side = static_cast<size_t>(kSide);
  if (i < side || i + side >= values.size()) return false;
  const double before = MedianOf(values, i - side, i, i);
  return std::abs(before - MedianOf(values, i + 1, i + 1 + side, i)) > leap / 2;
}

Residuals ResidualsOf(const ScaledLayout& scaled) {
  Residuals residuals{AllResiduals(scaled, false), {}, false};
  double usual = PooledMedian(residuals.of_series);
  auto along = AllResiduals(scaled, true);
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

}  // namespace assay
