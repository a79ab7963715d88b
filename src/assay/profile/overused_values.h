// Overused values: values of a column that mostly tells things apart, in rows that have nothing in
// common.
#pragma once

#include <cstdint>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

struct OverusedValue {
  uint32_t column = 0;
  uint32_t code = 0;
  double wrong = 0;              // share of its rows that cannot be about the thing it belongs to
  std::vector<uint32_t> spared;  // sampled rows that agree with another one as its own rows would
};

// Where a value repeats in such a column, its rows usually are about one thing and agree in what
// the table says of it (address → name, town). A value in five rows or more that agree in all of
// that no more than any rows do was put there by a mistake. Columns are left out in which many
// values of two or three rows are so, too: chains and common names repeat by nature, and rarely
// more often than often. Near-linear time.
std::vector<OverusedValue> FindOverusedValues(const EncodedSample& sample);

}  // namespace assay
