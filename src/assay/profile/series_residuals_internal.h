// Residuals of series: how far each point is from what the points around it say.
#pragma once

#include <cstddef>
#include <vector>

#include "assay/profile/series_layout.h"
#include "assay/profile/series_scale_internal.h"

namespace assay {

using Values = std::vector<double>;

constexpr std::ptrdiff_t kSide = 5;  // points before or after, more than twice a burst less one
constexpr size_t kNear = 3;          // points around

// The median of the points [from, to), at most seven, without the one at `i`.
double MedianOf(const Values& values, size_t from, size_t to, size_t i);

// The median of the points around the one at `i`, without it.
double MedianAround(const Values& values, size_t i);

// Where the curve through the points next to it would be; there must be one on each side.
double OnCurve(const Values& values, size_t i);

// Whether the level changes here, from the points before to those after, by half a leap: no telling
// what is a spike.
bool IsAtStep(const Values& values, size_t i, double leap);

// Residuals of all series, none below half of what the last written digit is worth there, and the
// scale of each series.
struct Residuals {
  std::vector<Values> of_series;
  Values scales;
  bool curved = false;  // they are from curves, not from levels
};

Residuals ResidualsOf(const ScaledLayout& scaled);

}  // namespace assay
