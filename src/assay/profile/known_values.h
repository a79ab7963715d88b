// The values of a column as far as they are known.
#pragma once

#include <string>

#include "assay/profile/table_profile.h"

namespace assay {

// Gives `take` each value of the column and its rows; where there are too many values, those of the
// sampled rows, one by one.
template <typename Take>
void ForKnownValues(const ColumnProfile& column, const RowSample& sample, const Take& take) {
  if (column.values_exact) {
    for (const Counted& value : column.values) take(value.text, value.count);
  } else if (column.index < sample.columns.size()) {
    for (const std::string& cell : sample.columns[column.index]) take(cell, uint64_t{1});
  }
}

}  // namespace assay
