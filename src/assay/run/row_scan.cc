// The view of a row that detectors get, and the bookkeeping of what they say.
#include "assay/run/row_scan.h"

#include <algorithm>
#include <string>

#include "assay/profile/encoded_sample.h"
#include "assay/run/same_cell.h"

namespace assay {
namespace {

// Unquotes and hashes a cell when it is asked for, and not at all when it stands in the row above too.
class BlockRow : public RowView {
 public:
  BlockRow(const Plan& plan, const Block& block) : plan_(plan), block_(block), cells_(block.columns) {}

  void MoveTo(uint32_t row) { row_ = row; }
  std::string_view Value(uint32_t column) const override { return CellAt(column).value; }
  uint64_t Hash(uint32_t column) const override {
    Cell& cell = CellAt(column);
    if (!cell.hashed) cell.hash = EncodedHash(cell.value);
    cell.hashed = true;
    return cell.hash;
  }
  uint64_t row() const override { return block_.RowOrdinal(row_); }

 private:
  struct Cell {
    uint32_t row = UINT32_MAX;  // that it was last asked for
    bool hashed = false;
    uint64_t hash = 0;
    std::string_view raw;
    std::string_view value;
    std::string scratch;
  };

  Cell& CellAt(uint32_t column) const {
    Cell& cell = cells_[column];
    if (cell.row == row_) return cell;
    const std::string_view raw = block_.RawCell(row_, column);
    if (cell.row == UINT32_MAX || !SameCell(raw, cell.raw)) {
      cell.raw = raw;
      cell.value = plan_.Seen(CellValue(raw, block_.dialect, &cell.scratch));
      cell.hashed = false;
    }
    cell.row = row_;
    return cell;
  }

  const Plan& plan_;
  const Block& block_;
  uint32_t row_ = 0;
  mutable std::vector<Cell> cells_;
};

class RowSink : public RowEvidence {
 public:
  RowSink(const Plan& plan, std::vector<CellEvidence>* out, std::vector<uint64_t>* flagged)
      : plan_(plan), out_(out), flagged_(flagged) {}

  void MoveTo(uint32_t row, const PlannedRowDetector* detector) {
    row_ = row;
    detector_ = detector;
  }
  void Add(uint32_t column, Evidence evidence) override {
    const ColumnPlan& plan = plan_.columns[column];
    if (!plan.checked) return;
    ++(*flagged_)[detector_->outcome];
    evidence.method = detector_->type->method;
    evidence.detector = detector_->type->name;
    if (plan_.Uses(plan, evidence)) out_->push_back({row_, column, std::move(evidence)});
  }

 private:
  const Plan& plan_;
  std::vector<CellEvidence>* out_;
  std::vector<uint64_t>* flagged_;
  uint32_t row_ = 0;
  const PlannedRowDetector* detector_ = nullptr;
};

}  // namespace

std::vector<CellEvidence> ScanRows(const Plan& plan, const Block& block,
                                   std::vector<uint64_t>* flagged_by_outcome) {
  std::vector<CellEvidence> found;
  if (plan.rows.empty()) return found;
  BlockRow view(plan, block);
  RowSink sink(plan, &found, flagged_by_outcome);
  for (uint32_t row = 0; row < block.rows(); ++row) {
    const size_t first = found.size();
    view.MoveTo(row);
    for (const PlannedRowDetector& detector : plan.rows) {
      sink.MoveTo(row, &detector);
      detector.row->Check(view, &sink);
    }
    std::stable_sort(found.begin() + static_cast<std::ptrdiff_t>(first), found.end(),
                     [](const CellEvidence& a, const CellEvidence& b) { return a.column < b.column; });
  }
  return found;
}

}  // namespace assay
