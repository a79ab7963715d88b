// From where on a residual of series is a spike.
#pragma once

#include <limits>

#include "assay/profile/series_layout.h"
#include "assay/profile/series_residuals_internal.h"

namespace assay {

// From where on, in multiples of a series' scale, a leap is a spike; 0: nowhere.
struct Limit {
  double least = 0;
  // From where on it is a clear one: the series is quiet but for its spikes, which are far from
  // everything else; infinite: nowhere.
  double clear = std::numeric_limits<double>::infinity();
  double gap = 1;  // the leap behind the gap at which spikes begin, to that before it
};

// The limit of a layout's residuals: behind a gap that chance does not explain.
Limit LimitOf(const SeriesLayout& layout, const Residuals& residuals);

}  // namespace assay
