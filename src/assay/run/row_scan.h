// Row scan: puts every row of a block before the row detectors.
#pragma once

#include <cstdint>
#include <vector>

#include "assay/run/plan.h"
#include "assay/run/time_account.h"
#include "assay/table/block.h"

namespace assay {

// Evidence of a row detector about one cell.
struct CellEvidence {
  uint32_t row = 0;  // in the block
  uint32_t column = 0;
  Evidence evidence;
};

// Evidence that is strong enough to be written, ordered by row and column (within a cell as the
// detectors ran), and by outcome of the plan how many cells each detector flagged. `times` may be
// null.
std::vector<CellEvidence> ScanRows(const Plan& plan, const Block& block,
                                   std::vector<uint64_t>* flagged_by_outcome, TimeAccount* times);

}  // namespace assay
