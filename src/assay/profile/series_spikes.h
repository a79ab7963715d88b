// Spikes of series: points far from what the points around them say, which agree with each other.
#pragma once

#include <cstdint>
#include <vector>

#include "assay/profile/series_layout.h"

namespace assay {

struct Spike {
  uint32_t row = 0, row_before = 0;  // of the sample; both of the same series
  double value = 0;
  double before = 0, after = 0;  // the points next to it
  double usual = 0;              // what is expected here
  double factor = 0;             // how far beyond the limit it leaps, at least 1
  double gap = 1;                // the least of all spikes, to the largest leap that is none
  bool clear = false;            // behind a gap that only the leaps of a quiet series leave
  bool state = false;            // many leaps, all of them to this value: perhaps full, or off
  bool event = false;  // many leaps, all of them one way and not much beyond what the others reach
};

// Finds the spikes of a layout whose numbers are written with steps of `resolution`. A leap must be
// far beyond the usual residuals, with a gap below it that chance does not explain; each series is
// measured by its own scale. Levels that change for good, bursts that die away, and leaps that
// recur at equal distances are none. Takes O(n log n) time in the points.
std::vector<Spike> FindSpikes(const SeriesLayout& layout, double resolution);

}  // namespace assay
