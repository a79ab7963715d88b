// MarkedCells: a row detector whose verdicts were all reached when it was made, from a complete
// sample.
#pragma once

#include <unordered_map>
#include <utility>
#include <vector>

#include "assay/detect/detector.h"

namespace assay {

class MarkedCells final : public RowDetector {
 public:
  // `row` is the ordinal of the row in the table.
  void Mark(uint64_t row, uint32_t column, Evidence evidence) {
    rows_[row].emplace_back(column, std::move(evidence));
  }
  bool empty() const { return rows_.empty(); }

  void Check(const RowView& row, RowEvidence* evidence) const override {
    const auto found = rows_.find(row.row());
    if (found == rows_.end()) return;
    for (const auto& [column, item] : found->second) evidence->Add(column, item);
  }

 private:
  std::unordered_map<uint64_t, std::vector<std::pair<uint32_t, Evidence>>> rows_;
};

}  // namespace assay
