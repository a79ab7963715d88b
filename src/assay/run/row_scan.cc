// The view of a row that detectors get, and the bookkeeping of what they say.
#include "assay/run/row_scan.h"

#include <algorithm>
#include <string>

#include "assay/profile/encoded_sample.h"
#include "assay/run/same_cell.h"

namespace assay {
namespace {

// Unquotes and hashes a cell when it is asked for, and not at all when it stands in the row above
// too.
class BlockRow : public RowView {
 public:
  BlockRow(const Plan& plan, const Block& block)
      : plan_(plan),
        block_(block),
        cells_(block.columns),
        next_sampled_(plan.sampled_rows.begin()) {}

  // Rows are visited in ascending order.
  void MoveTo(uint32_t row) {
    row_ = row;
    const uint64_t ordinal = block_.RowOrdinal(row);
    const auto end = plan_.sampled_rows.end();
    if (row == 0) next_sampled_ = std::lower_bound(plan_.sampled_rows.begin(), end, ordinal);
    while (next_sampled_ != end && *next_sampled_ < ordinal) ++next_sampled_;
    is_sampled_ = next_sampled_ != end && *next_sampled_ == ordinal;
  }
  std::string_view Value(uint32_t column) const override { return CellAt(column).value; }
  uint64_t Hash(uint32_t column) const override {
    Cell& cell = CellAt(column);
    if (!cell.hashed) cell.hash = EncodedHash(cell.value);
    cell.hashed = true;
    return cell.hash;
  }
  uint64_t row() const override { return block_.RowOrdinal(row_); }
  bool IsSampled() const override { return is_sampled_; }
  bool IsSameAsAbove(uint32_t column) const {
    return row_ > 0 && SameCell(block_.RawCell(row_, column), block_.RawCell(row_ - 1, column));
  }

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
  std::vector<uint64_t>::const_iterator next_sampled_;
  bool is_sampled_ = false;
};

// What a detector said of the last row that it was asked about.
struct LastAnswer {
  bool is_known = false;
  bool is_sampled = false;  // the row was one of the sample
  uint64_t flagged = 0;
  std::vector<CellEvidence> used;  // strong enough to be written
};

// Takes the evidence of one detector about one row.
class RowSink : public RowEvidence {
 public:
  RowSink(const Plan& plan, const PlannedRowDetector& detector, bool is_sampled, LastAnswer* answer)
      : plan_(plan), type_(*detector.type), weight_(detector.weight), answer_(answer) {
    answer_->is_known = true;
    answer_->is_sampled = is_sampled;
    answer_->flagged = 0;
    answer_->used.clear();
  }

  void Add(uint32_t column, Evidence evidence) override {
    const ColumnPlan& plan = plan_.columns[column];
    if (!plan.checked) return;
    ++answer_->flagged;
    evidence.method = type_.method;
    evidence.detector = type_.name;
    evidence.confidence *= weight_;
    if (plan_.Uses(plan, evidence)) answer_->used.push_back({0, column, std::move(evidence)});
  }

 private:
  const Plan& plan_;
  const DetectorType& type_;
  double weight_;
  LastAnswer* answer_;
};

// Whether what was said of the row above holds for this one too.
bool HoldsFor(const BlockRow& row, const LastAnswer& answer, std::span<const uint32_t> columns) {
  return answer.is_known && answer.is_sampled == row.IsSampled() && !columns.empty() &&
         std::all_of(columns.begin(), columns.end(),
                     [&](uint32_t column) { return row.IsSameAsAbove(column); });
}

}  // namespace

std::vector<CellEvidence> ScanRows(const Plan& plan, const Block& block,
                                   std::vector<uint64_t>* flagged_by_outcome, TimeAccount* times) {
  std::vector<CellEvidence> found;
  if (plan.rows.empty()) return found;
  BlockRow view(plan, block);
  std::vector<LastAnswer> answers(plan.rows.size());
  for (uint32_t row = 0; row < block.rows(); ++row) {
    const size_t first = found.size();
    view.MoveTo(row);
    const bool timed = times != nullptr && times->TimesNext();
    for (size_t i = 0; i < plan.rows.size(); ++i) {
      const PlannedRowDetector& detector = plan.rows[i];
      LastAnswer& answer = answers[i];
      if (!HoldsFor(view, answer, detector.row->Reads())) {
        RowSink sink(plan, detector, view.IsSampled(), &answer);
        if (timed) {
          times->Charge(detector.outcome, [&] { detector.row->Check(view, &sink); });
        } else {
          detector.row->Check(view, &sink);
        }
      }
      (*flagged_by_outcome)[detector.outcome] += answer.flagged;
      for (const CellEvidence& used : answer.used)
        found.push_back({row, used.column, used.evidence});
    }
    if (found.size() - first < 2) continue;
    std::stable_sort(
        found.begin() + static_cast<std::ptrdiff_t>(first), found.end(),
        [](const CellEvidence& a, const CellEvidence& b) { return a.column < b.column; });
  }
  return found;
}

}  // namespace assay
