// SharedOrder: two date columns whose dates of the other order stand in the same rows: whoever
// wrote the row exchanged day and month in both.
#pragma once

#include <cstdint>
#include <vector>

#include "assay/profile/date_column.h"

namespace assay {

struct SharedOrder {
  size_t teller = 0, told = 0;  // indices of date columns
  uint32_t rows = 0;            // in which both tell their order and the teller has the other one
  double confidence = 0;        // that the told has it too
};

// Finds the pairs, in both directions.
std::vector<SharedOrder> FindSharedOrders(const std::vector<DateColumn>& columns);

}  // namespace assay
