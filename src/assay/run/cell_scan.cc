// The inner loop of the detect pass: hash what differs from the row above, look up, and only then
// decide.
#include "assay/run/cell_scan.h"

#include <algorithm>
#include <bit>

namespace assay {
namespace {

// The evidence bits of `flagged` that are strong enough for the column's thresholds.
uint64_t UsedBits(const Plan& plan, const ColumnPlan& column, uint64_t flagged,
                  std::string_view value) {
  uint64_t used = 0;
  for (uint64_t rest = flagged; rest != 0; rest &= rest - 1) {
    const int i = std::countr_zero(rest);
    const PlannedDetector& detector = column.detectors[static_cast<size_t>(i)];
    if (plan.UsesAll(column, detector.type->method) || plan.Uses(column, detector.Explain(value))) {
      used |= uint64_t{1} << i;
    }
  }
  return used;
}

}  // namespace

CellScanner::CellScanner(const Plan& plan, uint32_t batch_size, TimeAccount* times)
    : plan_(plan),
      batch_size_(std::max(batch_size, 1u)),
      times_(times),
      states_(plan.columns.size()) {}

void CellScanner::Scan(const Block& block, const ChangedCells& changed, const OrderedMasks& ordered,
                       std::vector<FlaggedCell>* cells, std::vector<uint64_t>* flagged_by_outcome) {
  for (uint32_t begin = 0; begin < block.rows();
       begin += std::min(batch_size_, block.rows() - begin)) {
    const uint32_t end = begin + std::min(batch_size_, block.rows() - begin);
    batch_.clear();
    for (uint32_t column = 0; column < block.columns; ++column) {
      if (plan_.columns[column].detectors.empty()) continue;
      HashChanged(block, changed, column, begin, end);
      ScanColumn(block, column, begin, end, ordered[column]);
    }
    // From column-major to row-major: a stable counting sort by row.
    row_offset_.assign(end - begin + 1, 0);
    for (const FlaggedCell& cell : batch_) ++row_offset_[cell.row - begin + 1];
    for (uint32_t i = 1; i < row_offset_.size(); ++i) row_offset_[i] += row_offset_[i - 1];
    const size_t base = cells->size();
    cells->resize(base + batch_.size());
    for (const FlaggedCell& cell : batch_) (*cells)[base + row_offset_[cell.row - begin]++] = cell;
  }
  for (uint32_t column = 0; column < block.columns; ++column) {
    AddCounts(column, ordered, flagged_by_outcome);
  }
}

void CellScanner::HashChanged(const Block& block, const ChangedCells& changed, uint32_t column,
                              uint32_t begin, uint32_t end) {
  const VerdictCache& cache = states_[column].cache;
  hashed_.clear();
  changed.ForEach(column, begin, end, [&](uint32_t row) {
    hashed_.push_back({row, HashCell(block.RawCell(row, column))});
    __builtin_prefetch(cache.PlaceOf(hashed_.back().hash));
  });
}

void CellScanner::ScanColumn(const Block& block, uint32_t column, uint32_t begin, uint32_t end,
                             const std::vector<uint64_t>& ordered) {
  uint32_t from = begin;
  for (const HashedCell& cell : hashed_) {
    TakeVerdict(column, from, cell.row, ordered);
    states_[column].last_verdict = VerdictOf(block, column, cell.row, cell.hash);
    from = cell.row;
  }
  TakeVerdict(column, from, end, ordered);
}

// The last verdict holds for all these rows.
void CellScanner::TakeVerdict(uint32_t column, uint32_t begin, uint32_t end,
                              const std::vector<uint64_t>& ordered) {
  ColumnState& state = states_[column];
  if (state.last_verdict == 0 && ordered.empty()) return;
  state.counts[state.last_verdict] += end - begin;
  const uint64_t used = state.verdicts[state.last_verdict].used;
  for (uint32_t row = begin; row < end; ++row) {
    const uint64_t mask = used | (ordered.empty() ? 0 : ordered[row]);
    if (mask != 0) batch_.push_back({row, column, mask});
  }
}

uint32_t CellScanner::VerdictOf(const Block& block, uint32_t column, uint32_t row,
                                const CellHash& hash) {
  VerdictCache& cache = states_[column].cache;
  uint32_t verdict = cache.Find(hash);
  if (verdict != VerdictCache::kMiss) return verdict;
  verdict = Decide(block, column, block.RawCell(row, column));
  cache.Insert(hash, verdict);
  return verdict;
}

uint32_t CellScanner::Decide(const Block& block, uint32_t column, std::string_view raw) {
  const ColumnPlan& plan = plan_.columns[column];
  const std::string_view value = plan_.Seen(CellValue(raw, block.dialect, &scratch_));
  Verdict verdict;
  const auto ask = [&](size_t i) {
    if (plan.detectors[i].value->Flags(value)) verdict.flagged |= uint64_t{1} << i;
  };
  const bool timed = times_ != nullptr && times_->TimesNext();
  for (uint64_t rest = plan.asked[static_cast<size_t>(ClassOf(value))]; rest != 0;
       rest &= rest - 1) {
    const auto i = static_cast<size_t>(std::countr_zero(rest));
    if (timed) {
      times_->Charge(plan.detectors[i].outcome, [&] { ask(i); });
    } else {
      ask(i);
    }
  }
  if (verdict.flagged == 0) return 0;
  verdict.used = UsedBits(plan_, plan, verdict.flagged, value);
  ColumnState& state = states_[column];
  const auto [found, is_new] =
      state.numbers.try_emplace(verdict, static_cast<uint32_t>(state.verdicts.size()));
  if (is_new) {
    state.verdicts.push_back(verdict);
    state.counts.push_back(0);
  }
  return found->second;
}

void CellScanner::AddCounts(uint32_t column, const OrderedMasks& ordered,
                            std::vector<uint64_t>* flagged_by_outcome) {
  const ColumnPlan& plan = plan_.columns[column];
  ColumnState& state = states_[column];
  const auto add = [&](uint64_t mask, uint64_t count) {
    for (uint64_t rest = mask; rest != 0; rest &= rest - 1) {
      (*flagged_by_outcome)[plan.detectors[static_cast<size_t>(std::countr_zero(rest))].outcome] +=
          count;
    }
  };
  for (size_t i = 0; i < state.counts.size(); ++i) {
    if (state.counts[i] != 0) add(state.verdicts[i].flagged, state.counts[i]);
    state.counts[i] = 0;
  }
  for (const uint64_t mask : ordered[column]) add(mask, 1);
}

void CellScanner::HashOnly(const Block& block, const ChangedCells& changed) {
  for (uint32_t begin = 0; begin < block.rows();
       begin += std::min(batch_size_, block.rows() - begin)) {
    const uint32_t end = begin + std::min(batch_size_, block.rows() - begin);
    for (uint32_t column = 0; column < block.columns; ++column) {
      VerdictCache& cache = states_[column].cache;
      HashChanged(block, changed, column, begin, end);
      for (const HashedCell& cell : hashed_)
        if (cache.Find(cell.hash) == VerdictCache::kMiss) cache.Insert(cell.hash, 0);
    }
  }
}

}  // namespace assay
