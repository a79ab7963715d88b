// A look at the first rows of a column, before anything is judged: cheap, and the same in every
// run.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "assay/table/block.h"

namespace assay {

inline constexpr uint32_t kHeadRows = 2000;

// Calls visit(std::string_view value) for about kHeadRows rows of the block, evenly spaced.
template <typename Visit>
void ForEachHeadValue(const Block& head, uint32_t column, Visit visit) {
  const uint32_t step = std::max(1u, head.rows() / kHeadRows);
  std::string scratch;
  for (uint32_t row = 0; row < head.rows(); row += step) visit(head.Value(row, column, &scratch));
}

}  // namespace assay
