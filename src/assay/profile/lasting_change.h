// Lasting changes: rows about one thing that disagree because a fact changed for good, in the order
// of a date or number beside it, and not because one of them is wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

// The rows of one thing that say something of a column: `rows` on one side, `others` on the other.
struct TwoSides {
  std::vector<uint32_t> rows, others;
};

class LastingChange {
 public:
  // Columns of numbers and dates that could order the rows of a thing.
  explicit LastingChange(const EncodedSample& sample);

  // How far disagreements of the column `about` stand in an order, beyond chance: 0 to 1. `order`
  // is set to the other column that shows it most; -1: none.
  double Learn(const std::vector<TwoSides>& sides, uint32_t about, int* order) const;

  // Whether in that order nothing of the one side stands between rows of the other; nothing when
  // the rows are too few to tell.
  std::optional<bool> Lasts(const TwoSides& sides, int order) const;

 private:
  std::vector<uint32_t> columns_;            // that order rows
  std::vector<std::vector<double>> places_;  // by such a column, then by row
};

}  // namespace assay
