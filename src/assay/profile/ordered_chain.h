// OrderedChain: the rows of a column that rise (or fall) from the first to the last, and the rows
// whose values were copied from them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

struct OrderedChain {
  // Of a row that is out of order: the rows before and after it that are on the chain (one is
  // kNoRow at an end), and the one that has its value.
  struct Copy {
    uint32_t row = 0, before = 0, after = 0, original = 0;
  };
  static constexpr uint32_t kNoRow = UINT32_MAX;
  uint32_t rows = 0;  // on the chain
  std::vector<Copy> copies;
};

// The longest chain of a column without repetitions of its own, where nearly all rows that are out
// of order have the value of a row on it: numbers, days, or texts in the order of their letters.
// Nothing where the others are a sequence, too (a list that begins anew), stand before or behind
// the chain (rows appended to a list), or are few or unlike. The rows of `column` must be all rows
// of the table in their order. Time is n log n.
std::optional<OrderedChain> FindOrderedChain(const EncodedColumn& column);

}  // namespace assay
