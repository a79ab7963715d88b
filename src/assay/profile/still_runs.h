// Still runs: a series stands at one value far longer than it ever does otherwise, as a sensor that
// is stuck, or dead.
#pragma once

#include <cstddef>
#include <vector>

#include "assay/profile/series_layout.h"

namespace assay {

struct StillRun {
  size_t series = 0;
  size_t begin = 0, end = 0;  // the points of the series that stand still
  size_t drift = 0;           // points before them on the way to a value that is out of range
  size_t longest = 0;         // run of all others
  bool out_of_range = false;  // far from all that the series is otherwise
};

// The runs that chance does not explain and that have no like among the others. The series must
// change nearly always, and not in one direction only, as counters do. Zero, and what is lowest or
// highest in a series without being out of range, may be a state and is left out. Takes
// O(n log n) time in the points.
std::vector<StillRun> FindStillRuns(const SeriesLayout& layout);

}  // namespace assay
