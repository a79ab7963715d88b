// ScoredCell: a cell that was flagged, is wrong, or both; what the figures are counted from.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "assay/evaluate/evaluation.h"

namespace assay {

struct ScoredCell {
  uint64_t row = 0;
  double confidence = 0;
  bool found = false;
  bool wrong = false;
  // Indices into the names of the groups; kNoGroup where it has none.
  uint32_t groups[5] = {};
};
inline constexpr uint32_t kNoGroup = UINT32_MAX;
enum : int { kFieldGroup, kMethodGroup, kDetectorGroup, kCodeGroup, kTypeGroup, kGroupKinds };

// The figures of cells sorted by falling confidence, those not found last; each counts `weights[i]`
// times. Empty weights: once each.
Headline ComputeHeadline(std::span<const ScoredCell> cells, std::span<const uint8_t> weights);

// The groups of one kind, by index; `weights` as above.
std::vector<CellCounts> CountGroups(std::span<const ScoredCell> cells,
                                    std::span<const uint8_t> weights, int kind, size_t groups);

// What bootstrap needs to know of the groups of one kind, and where the intervals go.
struct GroupIntervals {
  int kind = 0;
  std::vector<GroupFigures*> figures;
};

// Fills the intervals by drawing rows with replacement (Poisson weights of mean 1), `resamples`
// times.
void BootstrapIntervals(std::span<const ScoredCell> cells, std::span<const GroupIntervals> groups,
                        uint32_t resamples, uint64_t seed,
                        std::array<Interval, kHeadlineCount>* headline);

}  // namespace assay
