// Noise at low levels is compared with that at high ones, in both scales.
#include <algorithm>
#include <cmath>
#include <utility>

#include "assay/profile/median.h"
#include "assay/profile/series_residuals_internal.h"
#include "assay/profile/series_scale_internal.h"

namespace assay {
namespace {

constexpr double kMostly = 0.9;         // of the values
constexpr double kSlack = 1e-6;         // of a step, for what binary fractions lose
constexpr double kUnit = 0.1;           // the quantile of a series that is its unit
constexpr double kMostNegative = 0.02;  // of the values may be mistakes
constexpr size_t kBins = 8;             // of levels
constexpr size_t kLeastOfBin = 20;      // points
constexpr double kUneven = 0.4;         // usual logarithm of a bin's noise against that of all
constexpr double kMuchMoreEven = 0.5;

// The largest power of ten, at least `least`, of which most of the values are multiples: quantities
// in one column may be written with different decimals.
double ResolutionOf(const Values& values, double least) {
  for (double step = 1; step > least; step /= 10) {
    const auto multiples = std::count_if(values.begin(), values.end(), [&](double value) {
      return std::abs(value / step - std::round(value / step)) < kSlack;
    });
    if (static_cast<double>(multiples) >= kMostly * static_cast<double>(values.size())) return step;
  }
  return least;
}

// How far the noise of the points, from the lowest level to the highest, is from even.
double UnevennessOf(const ScaledLayout& scaled) {
  const Residuals residuals = ResidualsOf(scaled);
  std::vector<std::pair<double, double>> points;  // level and noise, both as multiples of the usual
  for (size_t s = 0; s < scaled.layout.series.size(); ++s) {
    const Values& values = scaled.layout.series[s].values;
    const double usual = Median(values);
    for (size_t i = 0; i < values.size(); ++i)
      points.push_back(
          {MedianAround(values, i) - usual, residuals.of_series[s][i] / residuals.scales[s]});
  }
  if (points.size() < kBins * kLeastOfBin) return 0;
  std::sort(points.begin(), points.end());
  Values noises;
  for (size_t bin = 0; bin < kBins; ++bin) {
    Values of_bin;
    for (size_t i = bin * points.size() / kBins; i < (bin + 1) * points.size() / kBins; ++i)
      of_bin.push_back(points[i].second);
    noises.push_back(Median(std::move(of_bin)));
  }
  const double usual = Median(noises);
  for (double& noise : noises) noise = std::abs(std::log(noise / usual));
  return Median(std::move(noises));
}

}  // namespace

double ScaledLayout::FloorAt(size_t series, double value) const {
  const double half = resolutions[series] / 2;
  return units.empty() ? half : half / (units[series] * std::cosh(value));
}

double ScaledLayout::Unscaled(size_t series, double value) const {
  return units.empty() ? value : units[series] * std::sinh(value);
}

ScaledLayout EvenlyScaled(const SeriesLayout& layout, double resolution) {
  ScaledLayout plain{layout, {}, {}};
  for (const Series& series : layout.series)
    plain.resolutions.push_back(ResolutionOf(series.values, resolution));
  double points = 0, negative = 0;
  ScaledLayout logarithms = plain;
  for (Series& series : logarithms.layout.series) {
    points += static_cast<double>(series.values.size());
    for (const double value : series.values) negative += value < 0;
    const double unit = Quantile(series.values, kUnit);
    if (unit < resolution) return plain;
    logarithms.units.push_back(unit);
    for (double& value : series.values) value = std::asinh(value / unit);
  }
  if (negative > kMostNegative * points) return plain;
  const double unevenness = UnevennessOf(plain);
  if (unevenness < kUneven || UnevennessOf(logarithms) > kMuchMoreEven * unevenness) return plain;
  return logarithms;
}

}  // namespace assay
