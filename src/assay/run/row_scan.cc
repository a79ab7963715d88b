// The view of a row that detectors get, and the memory of what they said.
#include "assay/run/row_scan.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <utility>

#include "assay/base/hash.h"
#include "assay/combine/explained_away.h"
#include "assay/profile/encoded_sample.h"

namespace assay {
namespace {

constexpr uint32_t kSilent = 0;         // the answer that says nothing
constexpr size_t kSlots = 1024;         // of a part's answers; a power of two
constexpr size_t kGateSlots = 256;      // the same
constexpr size_t kMostAnswers = 8'192;  // that are kept for the next block

// Drops what another cell of the row explains, of the evidence [begin, end) of one row; how much.
size_t DropExplained(size_t begin, size_t end, std::vector<CellEvidence>* found) {
  const auto at = [&](size_t i) { return found->begin() + static_cast<std::ptrdiff_t>(i); };
  const auto relies = [](const CellEvidence& e) { return e.evidence->beside.has_value(); };
  if (std::none_of(at(begin), at(end), relies)) return 0;
  std::vector<RowEvidenceItem> items;
  for (size_t i = begin; i < end; ++i) items.push_back({(*found)[i].column, (*found)[i].evidence});
  const std::vector<size_t> away = ExplainedAway(items);
  for (auto i = away.rbegin(); i != away.rend(); ++i) found->erase(at(begin + *i));
  return away.size();
}

// Puts the evidence from `first` on, which came detector by detector, in the order of rows and
// columns, without what is explained.
void PutInOrder(size_t first, std::vector<CellEvidence>* found) {
  const auto at = [&](size_t i) { return found->begin() + static_cast<std::ptrdiff_t>(i); };
  std::stable_sort(at(first), found->end(),
                   [](const CellEvidence& a, const CellEvidence& b) { return a.row < b.row; });
  for (size_t begin = first; begin < found->size();) {
    size_t end = begin + 1;
    while (end < found->size() && (*found)[end].row == (*found)[begin].row) ++end;
    if (end - begin > 1) {
      end -= DropExplained(begin, end, found);
      std::stable_sort(at(begin), at(end), [](const CellEvidence& a, const CellEvidence& b) {
        return a.column < b.column;
      });
    }
    begin = end;
  }
}

// Calls visit(begin, end, is_changed) for the runs that [begin, end) falls into: each begins at a
// changed row, but for the first, which may go on with what stood before it.
template <typename Visit>
void ForEachRun(uint64_t changed, uint32_t begin, uint32_t end, const Visit& visit) {
  while (begin < end) {
    const uint64_t behind = changed & (~uint64_t{1} << begin);
    const uint32_t next =
        behind == 0 ? end : std::min(end, static_cast<uint32_t>(std::countr_zero(behind)));
    visit(begin, next, (changed >> begin & 1) != 0);
    begin = next;
  }
}

}  // namespace

// Up to 64 rows of a block, one of which is looked at. Unquotes and hashes a cell when it is asked
// for, once for all the rows below that hold the same.
class RowScanner::Tile final : public RowView {
 public:
  static constexpr uint32_t kRows = 64;  // those of a word of ChangedCells

  Tile(const Plan& plan, const Block& block, const ChangedCells& changed)
      : plan_(plan), block_(block), changed_(changed), cells_(block.columns) {}

  // Tiles are visited in ascending order.
  void MoveTo(uint32_t word) {
    word_ = word;
    first_ = word * kRows;
    rows_ = std::min(kRows, block_.rows() - first_);
    const uint64_t last_was_sampled = sampled_ >> (kRows - 1);
    sampled_ = SampledRows();
    sampled_changes_ = sampled_ ^ (sampled_ << 1 | last_was_sampled);
    for (Cell& cell : cells_) {
      cell.hashed = 0;
      cell.unquoted = kRows;
    }
  }
  uint32_t first() const { return first_; }  // row of the block
  uint32_t rows() const { return rows_; }

  // A bit for each row that may differ from the one above in what a detector depends on that reads
  // these columns. Of none: it may depend on anything.
  uint64_t Changed(std::span<const uint32_t> columns) const {
    if (columns.empty()) return ~uint64_t{0};
    uint64_t changed = sampled_changes_;
    for (const uint32_t column : columns) changed |= changed_.Word(column, word_);
    return changed;
  }

  void LookAt(uint32_t row) { row_ = row; }  // of the tile
  std::string_view Value(uint32_t column) const override {
    Cell& cell = cells_[column];
    const uint32_t home = HomeOf(column);
    if (cell.unquoted != home) {
      const std::string_view raw = block_.RawCell(first_ + home, column);
      cell.value = plan_.Seen(CellValue(raw, block_.dialect, &cell.scratch));
      cell.unquoted = home;
    }
    return cell.value;
  }
  uint64_t Hash(uint32_t column) const override {
    Cell& cell = cells_[column];
    const uint32_t home = HomeOf(column);
    if ((cell.hashed >> home & 1) == 0) {
      cell.hashes[home] = EncodedHash(Value(column));
      cell.hashed |= uint64_t{1} << home;
    }
    return cell.hashes[home];
  }
  uint64_t row() const override { return block_.RowOrdinal(first_ + row_); }
  bool IsSampled() const override { return (sampled_ >> row_ & 1) != 0; }

  // A hash of all that a detector depends on that reads these columns.
  uint64_t KeyOf(std::span<const uint32_t> columns) const {
    uint64_t key = IsSampled();
    for (const uint32_t column : columns) key = MixHash(key, Hash(column));
    return key;
  }

 private:
  struct Cell {
    uint64_t hashed = 0;        // a bit a row whose hash is known
    uint32_t unquoted = kRows;  // the row whose value is known
    std::string_view value;
    std::string scratch;
    std::array<uint64_t, kRows> hashes;
  };

  // The highest row of the tile from which on the column holds what the row looked at does.
  uint32_t HomeOf(uint32_t column) const {
    const uint64_t until = changed_.Word(column, word_) & (~uint64_t{0} >> (kRows - 1 - row_));
    return until == 0 ? 0 : kRows - 1 - static_cast<uint32_t>(std::countl_zero(until));
  }

  uint64_t SampledRows() const {
    uint64_t sampled = 0;
    const std::vector<uint64_t>& ordinals = plan_.sampled_rows;
    auto at = std::lower_bound(ordinals.begin(), ordinals.end(), block_.RowOrdinal(first_));
    for (uint32_t row = 0; row < rows_ && at != ordinals.end(); ++row) {
      if (*at != block_.RowOrdinal(first_ + row)) continue;
      sampled |= uint64_t{1} << row;
      ++at;
    }
    return sampled;
  }

  const Plan& plan_;
  const Block& block_;
  const ChangedCells& changed_;
  uint32_t word_ = 0;
  uint32_t first_ = 0;
  uint32_t rows_ = 0;
  uint32_t row_ = 0;
  uint64_t sampled_ = 0;
  uint64_t sampled_changes_ = 0;  // a bit a row that is sampled where the one above is not, or not
  mutable std::vector<Cell> cells_;
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
  ForgetIfFull();
  Tile tile(plan_, block, changed);
  for (uint32_t word = 0; word * Tile::kRows < block.rows(); ++word) {
    tile.MoveTo(word);
    const size_t first = found.size();
    for (Part& part : parts_)
      (*flagged_by_outcome)[part.planned->outcome] += ScanPart(&tile, &part, &found);
    PutInOrder(first, &found);
  }
  return found;
}

// All cells of a block's first row count as changed: no part needs its last answer then.
void RowScanner::ForgetIfFull() {
  if (answers_.size() <= kMostAnswers) return;
  answers_.resize(1);
  for (Part& part : parts_)
    std::fill(part.answers.slots.begin(), part.answers.slots.end(), Memory::Slot());
}

uint64_t RowScanner::ScanPart(Tile* tile, Part* part, std::vector<CellEvidence>* found) {
  if (part->gate.reads.empty()) return ScanRows(tile, 0, tile->rows(), part, found);
  uint64_t flagged = 0;
  ForEachRun(tile->Changed(part->gate.reads), 0, tile->rows(),
             [&](uint32_t begin, uint32_t end, bool is_changed) {
               if (is_changed) {
                 tile->LookAt(begin);
                 part->open = Recall(*tile, &part->gate, [&]() -> uint32_t {
                                return part->detector->MayFlag(*tile);
                              }) != 0;
               }
               if (part->open) flagged += ScanRows(tile, begin, end, part, found);
             });
  return flagged;
}

// Where a gate opens, what the part reads has changed: the gate's columns are among it.
uint64_t RowScanner::ScanRows(Tile* tile, uint32_t begin, uint32_t end, Part* part,
                              std::vector<CellEvidence>* found) {
  uint64_t flagged = 0;
  ForEachRun(
      tile->Changed(part->answers.reads), begin, end,
      [&](uint32_t from, uint32_t to, bool is_changed) {
        if (is_changed) {
          tile->LookAt(from);
          part->answer = AnswerOf(*tile, part);
        }
        if (part->answer == kSilent) return;
        const Answer& answer = answers_[part->answer];
        flagged += answer.flagged * (to - from);
        for (uint32_t row = from; row < to; ++row) {
          for (const Said& said : answer.used)
            found->push_back({tile->first() + row, said.column, said.number, &said.evidence});
        }
      });
  return flagged;
}

// What `ask` says of the row, or said of one that holds the same.
template <typename Question>
uint32_t RowScanner::Recall(const Tile& row, Memory* memory, const Question& ask) {
  const uint64_t key = row.KeyOf(memory->reads);
  Memory::Slot& slot = memory->slots[key % memory->slots.size()];
  if (!slot.used || slot.key != key) slot = {key, ask(), true};
  return slot.number;
}

uint32_t RowScanner::AnswerOf(const Tile& row, Part* part) {
  if (part->answers.reads.empty()) return Ask(row, *part);
  return Recall(row, &part->answers, [&] { return Ask(row, *part); });
}

uint32_t RowScanner::Ask(const Tile& row, const Part& part) {
  Sink sink(plan_, *part.planned, &last_number_, &asked_);
  if (times_ != nullptr && times_->TimesNext()) {
    times_->Charge(part.planned->outcome, [&] { part.detector->Check(row, &sink); });
  } else {
    part.detector->Check(row, &sink);
  }
  if (asked_.flagged == 0) return kSilent;
  answers_.push_back(std::exchange(asked_, Answer()));
  return static_cast<uint32_t>(answers_.size() - 1);
}

}  // namespace assay
