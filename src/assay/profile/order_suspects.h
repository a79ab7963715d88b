// Order suspects: which column of an ordered pair the rows that break the order are to blame on.
#pragma once

#include <cstdint>
#include <vector>

#include "assay/profile/ordered_columns.h"

namespace assay {

struct OrderSuspect {
  int64_t column = -1;  // -1: the table does not tell
  // Whether half of the breaking rows could be exchanges of the two values, by how far these are
  // apart.
  bool exchanges = false;
};

// For each pair. In a column that is right, the values of the breaking rows are like those of the
// other rows; in the one that is wrong, they stand mostly high (or low) among them: Mann and
// Whitney's rank test on both, one of which must be clearly off and far more than the other. Time:
// a sort of each column.
std::vector<OrderSuspect> FindOrderSuspects(const EncodedSample& sample,
                                            const std::vector<OrderedPair>& pairs);

}  // namespace assay
