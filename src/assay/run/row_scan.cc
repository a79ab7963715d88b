// The view of a row that detectors get, and the bookkeeping of what they say.
#include "assay/run/row_scan.h"

#include <algorithm>

namespace assay {
namespace {

class BlockRow : public RowView {
 public:
  BlockRow(const Plan& plan, const Block& block) : plan_(plan), block_(block), scratch_(block.columns) {}

  void MoveTo(uint32_t row) { row_ = row; }
  std::string_view Value(uint32_t column) const override {
    return plan_.Seen(block_.Value(row_, column, &scratch_[column]));
  }
  uint64_t row() const override { return block_.RowOrdinal(row_); }

 private:
  const Plan& plan_;
  const Block& block_;
  uint32_t row_ = 0;
  mutable std::vector<std::string> scratch_;
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
