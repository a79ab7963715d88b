// The view of a row that detectors get, and the memory of what they said.
#include "assay/run/row_scan.h"

#include <algorithm>
#include <string>
#include <utility>

#include "assay/base/hash.h"
#include "assay/combine/explained_away.h"
#include "assay/profile/encoded_sample.h"
#include "assay/table/same_cell.h"

namespace assay {
namespace {

constexpr uint32_t kSilent = 0;         // the answer that says nothing
constexpr size_t kSlots = 1024;         // of a part's answers; a power of two
constexpr size_t kGateSlots = 256;      // the same
constexpr size_t kMostAnswers = 8'192;  // that are kept for the next block

// Drops what another cell of the row explains, of the evidence of one row from `first` on.
void DropExplained(size_t first, std::vector<CellEvidence>* found) {
  const auto begin = found->begin() + static_cast<std::ptrdiff_t>(first);
  const auto relies = [](const CellEvidence& e) { return e.evidence->beside.has_value(); };
  if (std::none_of(begin, found->end(), relies)) return;
  std::vector<RowEvidenceItem> items;
  for (auto at = begin; at != found->end(); ++at) items.push_back({at->column, at->evidence});
  const std::vector<size_t> away = ExplainedAway(items);
  for (auto i = away.rbegin(); i != away.rend(); ++i)
    found->erase(found->begin() + static_cast<std::ptrdiff_t>(first + *i));
}

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
    const auto parts = planned.row->Parts();
    for (const auto& part : parts) AddPart(planned, *part);
    if (parts.empty()) AddPart(planned, *planned.row);
  }
}

void RowScanner::AddPart(const PlannedRowDetector& planned, const RowDetector& detector) {
  Part& part = parts_.emplace_back();
  part.planned = &planned;
  part.detector = &detector;
  const auto remember = [&](std::span<const uint32_t> reads, size_t slots, Memory* memory) {
    memory->reads = reads;
    if (!reads.empty()) memory->slots.resize(slots);
  };
  remember(detector.Reads(), kSlots, &part.answers);
  remember(detector.Gate(), kGateSlots, &part.gate);
}

std::vector<CellEvidence> RowScanner::Scan(const Block& block, const ChangedCells& changed,
                                           std::vector<uint64_t>* flagged_by_outcome) {
  std::vector<CellEvidence> found;
  if (parts_.empty()) return found;
  StartBlock(block, changed);
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
    DropExplained(first, &found);
    std::stable_sort(
        found.begin() + static_cast<std::ptrdiff_t>(first), found.end(),
        [](const CellEvidence& a, const CellEvidence& b) { return a.column < b.column; });
  }
  return found;
}

void RowScanner::StartBlock(const Block& block, const ChangedCells& changed) {
  const bool forgets = answers_.size() > kMostAnswers;
  if (forgets) answers_.resize(1);
  for (Part& part : parts_) {
    if (forgets) std::fill(part.answers.slots.begin(), part.answers.slots.end(), Memory::Slot());
    for (Memory* memory : {&part.answers, &part.gate}) {
      memory->last_row = UINT32_MAX;
      memory->changed.assign((block.rows() + 63) / 64, 0);
      for (uint32_t word = 0; word < memory->changed.size(); ++word) {
        for (const uint32_t column : memory->reads)
          memory->changed[word] |= changed.Word(column, word);
      }
    }
  }
}

// What `ask` says of the row, or said of one that holds the same.
template <typename Question>
uint32_t RowScanner::Recall(const BlockRow& row, uint32_t number, Memory* memory,
                            const Question& ask) {
  const bool follows = number != 0 && memory->last_row + 1 == number;
  if (follows && (memory->changed[number / 64] >> number % 64 & 1) == 0 &&
      memory->last_was_sampled == row.IsSampled()) {
    memory->last_row = number;
    return memory->last;
  }
  const uint64_t key = row.KeyOf(memory->reads);
  Memory::Slot& slot = memory->slots[key % memory->slots.size()];
  if (!slot.used || slot.key != key) slot = {key, ask(), true};
  memory->last_row = number;
  memory->last = slot.number;
  memory->last_was_sampled = row.IsSampled();
  return slot.number;
}

uint32_t RowScanner::AnswerOf(const BlockRow& row, uint32_t number, bool timed, Part* part) {
  const RowDetector& detector = *part->detector;
  if (!part->gate.reads.empty() &&
      Recall(row, number, &part->gate, [&]() -> uint32_t { return detector.MayFlag(row); }) == 0)
    return kSilent;
  if (part->answers.reads.empty()) return Ask(row, timed, *part);
  return Recall(row, number, &part->answers, [&] { return Ask(row, timed, *part); });
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
