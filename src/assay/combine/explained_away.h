// Explaining away: what looks wrong only beside a cell that is wrong itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "assay/finding/finding.h"

namespace assay {

// What a row detector says about the cell of a column.
struct RowEvidenceItem {
  uint32_t column = 0;
  const Evidence* evidence = nullptr;
};

// Which of the items, all of one row, fall away: another one says convincingly, or at least as
// surely, that the cell is wrong which this one takes to be right, and does not take this one's
// cell to be right in turn. A number that is far from its group's is the group's fault when the
// group is wrong. Indices, ascending.
std::vector<size_t> ExplainedAway(std::span<const RowEvidenceItem> items);

}  // namespace assay
