// The view of a row that detectors get, and the memory of what they said.
#include "assay/run/row_scan.h"

#include <algorithm>
#include <string>
#include <utility>

#include "assay/base/hash.h"
#include "assay/profile/encoded_sample.h"
#include "assay/table/same_cell.h"

namespace assay {
namespace {

constexpr uint32_t kSilent = 0;         // the answer that says nothing
constexpr size_t kSlots = 1024;         // a part; a power of two
constexpr size_t kMostAnswers = 8'192;  // that are kept for the next block

}  // namespace

// Unquotes and hashes a cell when it is asked for, and not at all when it was the same in the row
// that it was last asked for in.
class RowScanner::BlockRow final : public RowView {
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

  // A hash of all that a detector depends on that reads these columns.
  uint64_t KeyOf(std::span<const uint32_t> columns) const {
    uint64_t key = is_sampled_;
    for (const uint32_t column : columns) key = MixHash(key, Hash(column));
    return key;
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

// Takes the evidence of one detector about one row.
class RowScanner::Sink final : public RowEvidence {
 public:
  Sink(const Plan& plan, const PlannedRowDetector& detector, uint64_t* last_number, Answer* answer)
      : plan_(plan),
        type_(*detector.type),
        weight_(detector.weight),
        last_number_(last_number),
        answer_(answer) {}

  void Add(uint32_t column, Evidence evidence) override {
    const ColumnPlan& plan = plan_.columns[column];
    if (!plan.checked) return;
    ++answer_->flagged;
    evidence.method = type_.method;
    evidence.detector = type_.name;
    evidence.confidence *= weight_;
    if (plan_.Uses(plan, evidence))
      answer_->used.push_back({column, ++*last_number_, std::move(evidence)});
  }

 private:
  const Plan& plan_;
  const DetectorType& type_;
  double weight_;
  uint64_t* last_number_;
  Answer* answer_;
};

RowScanner::RowScanner(const Plan& plan, TimeAccount* times)
    : plan_(plan), times_(times), answers_(1) {
  for (const PlannedRowDetector& planned : plan.rows) {
    const auto add = [&](const RowDetector& detector) {
      Part& part = parts_.emplace_back();
      part.planned = &planned;
      part.detector = &detector;
      part.reads = detector.Reads();
      if (!part.reads.empty()) part.slots.resize(kSlots);
    };
    const auto parts = planned.row->Parts();
    for (const auto& part : parts) add(*part);
    if (parts.empty()) add(*planned.row);
  }
  for (size_t i = 0; i < parts_.size(); ++i) {
    for (const uint32_t column : parts_[i].reads) readers_[column].push_back(i);
  }
}

std::vector<CellEvidence> RowScanner::Scan(const Block& block,
                                           std::vector<uint64_t>* flagged_by_outcome) {
  std::vector<CellEvidence> found;
  if (parts_.empty()) return found;
  StartBlock(block);
  BlockRow view(plan_, block);
  for (uint32_t row = 0; row < block.rows(); ++row) {
    const size_t first = found.size();
    view.MoveTo(row);
    const bool timed = times_ != nullptr && times_->TimesNext();
    for (Part& part : parts_) {
      const uint32_t number = AnswerOf(view, row, timed, &part);
      if (number == kSilent) continue;
      const Answer& answer = answers_[number];
      (*flagged_by_outcome)[part.planned->outcome] += answer.flagged;
      for (const Said& said : answer.used)
        found.push_back({row, said.column, said.number, &said.evidence});
    }
    if (found.size() - first < 2) continue;
    std::stable_sort(
        found.begin() + static_cast<std::ptrdiff_t>(first), found.end(),
        [](const CellEvidence& a, const CellEvidence& b) { return a.column < b.column; });
  }
  return found;
}

void RowScanner::StartBlock(const Block& block) {
  const bool forgets = answers_.size() > kMostAnswers;
  if (forgets) answers_.resize(1);
  for (Part& part : parts_) {
    if (forgets) std::fill(part.slots.begin(), part.slots.end(), Slot());
    if (!part.reads.empty()) part.changed.assign(block.rows(), 0);
  }
  for (const auto& [column, readers] : readers_) FindChanges(block, column, readers);
}

// Column by column: most rows of most parts need no other look at their cells.
void RowScanner::FindChanges(const Block& block, uint32_t column,
                             const std::vector<size_t>& readers) {
  changed_.assign(block.rows(), 0);
  std::string_view above;
  for (uint32_t row = 0; row < block.rows(); ++row) {
    const std::string_view raw = block.RawCell(row, column);
    changed_[row] = row == 0 || !SameCell(raw, above);
    above = raw;
  }
  for (const size_t reader : readers) {
    std::vector<uint8_t>& changed = parts_[reader].changed;
    for (size_t row = 0; row < changed.size(); ++row) changed[row] |= changed_[row];
  }
}

uint32_t RowScanner::AnswerOf(const BlockRow& row, uint32_t number, bool timed, Part* part) {
  if (part->reads.empty()) return Ask(row, timed, *part);
  if (part->changed[number] == 0 && part->last_was_sampled == row.IsSampled()) return part->last;
  const uint64_t key = row.KeyOf(part->reads);
  Slot& slot = part->slots[key % kSlots];
  if (!slot.used || slot.key != key) slot = {key, Ask(row, timed, *part), true};
  part->last = slot.answer;
  part->last_was_sampled = row.IsSampled();
  return slot.answer;
}

uint32_t RowScanner::Ask(const BlockRow& row, bool timed, const Part& part) {
  Sink sink(plan_, *part.planned, &last_number_, &asked_);
  if (timed) {
    times_->Charge(part.planned->outcome, [&] { part.detector->Check(row, &sink); });
  } else {
    part.detector->Check(row, &sink);
  }
  if (asked_.flagged == 0) return kSilent;
  answers_.push_back(std::exchange(asked_, Answer()));
  return static_cast<uint32_t>(answers_.size() - 1);
}

}  // namespace assay
