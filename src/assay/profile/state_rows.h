// States: values beside a constant that last for rows on end, as a pedal stays pressed.
#pragma once

#include <cstddef>

#include "assay/profile/table_profile.h"

namespace assay {

// Whether the rows of the column that hold another number than `constant` follow each other, far
// more often than they would by chance: mistakes strike single rows. False where the sample does
// not hold all rows, or few of them are others. Takes linear time in the rows.
bool OthersFollowEachOther(const RowSample& sample, size_t column, double constant,
                           char decimal_mark);

}  // namespace assay
