// The scale in which the noise of series is even: their numbers, or logarithms of them where noise
// grows with the level.
#pragma once

#include <cstddef>
#include <vector>

#include "assay/profile/series_layout.h"

namespace assay {

// Series in the scale in which their noise is even.
struct ScaledLayout {
  SeriesLayout layout;  // with scaled values
  // Of each series:
  std::vector<double> resolutions;  // what the last digit of its unscaled values is worth
  std::vector<double> units;        // where x is scaled to asinh(x / unit); empty: plain

  // Half of the resolution, scaled, at a scaled value of that series.
  double FloorAt(size_t series, double value) const;

  // The unscaled value.
  double Unscaled(size_t series, double value) const;
};

// Takes inverse hyperbolic sines (logarithms that know zero and what is below; Burbidge, Magee and
// Robb 1988) where that makes the noise much more even over low and high levels and hardly any
// value is not positive; else the values are as they are.
ScaledLayout EvenlyScaled(const SeriesLayout& layout, double resolution);

}  // namespace assay
