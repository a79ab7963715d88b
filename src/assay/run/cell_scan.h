// CellScanner: puts every cell of a block before its column's value detectors, once a distinct
// value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "assay/run/plan.h"
#include "assay/run/time_account.h"
#include "assay/run/verdict_cache.h"
#include "assay/table/block.h"
#include "assay/table/changed_cells.h"

namespace assay {

// A cell with evidence that is strong enough to be written.
struct FlaggedCell {
  uint32_t row = 0;  // in the block
  uint32_t column = 0;
  uint64_t mask = 0;  // bit i: detector i of the column has evidence to be used
};

// What the ordered detectors of a column flagged in a block: one mask a row; empty when it has
// none.
using OrderedMasks = std::vector<std::vector<uint64_t>>;

// One a worker. Its caches live as long as the worker; the flagged cells are a function of the
// block.
class CellScanner {
 public:
  // `times` may be null.
  CellScanner(const Plan& plan, uint32_t batch_size, TimeAccount* times);

  // Appends the flagged cells of the block in row-major order to `cells` and adds, by outcome of
  // the plan, how many cells each detector flagged. `changed` is the block's; `ordered` is indexed
  // by column.
  void Scan(const Block& block, const ChangedCells& changed, const OrderedMasks& ordered,
            std::vector<FlaggedCell>* cells, std::vector<uint64_t>* flagged_by_outcome);

  // For benchmarks: hashes and looks up every cell that changed but runs no detector.
  void HashOnly(const Block& block, const ChangedCells& changed);

 private:
  // Which detectors flagged a value, and which of them with enough confidence to be written.
  struct Verdict {
    uint64_t flagged = 0;
    uint64_t used = 0;
    bool operator==(const Verdict&) const = default;
  };
  struct VerdictHash {
    size_t operator()(const Verdict& v) const { return v.flagged * 0x9e3779b97f4a7c15ULL ^ v.used; }
  };
  struct ColumnState {
    VerdictCache cache;
    std::vector<Verdict> verdicts{Verdict{}};  // by number; 0 is clean
    std::unordered_map<Verdict, uint32_t, VerdictHash> numbers;
    std::vector<uint64_t> counts{0};  // cells of this block by verdict number
    uint32_t last_verdict = 0;        // of the last cell that was looked up
  };
  struct HashedCell {
    uint32_t row = 0;
    CellHash hash;
  };

  void ScanColumn(const Block& block, uint32_t column, uint32_t begin, uint32_t end,
                  const std::vector<uint64_t>& ordered);
  // Hashes the cells of the column that changed in these rows, all before the first is looked up:
  // memory has time to come.
  void HashChanged(const Block& block, const ChangedCells& changed, uint32_t column, uint32_t begin,
                   uint32_t end);
  void TakeVerdict(uint32_t column, uint32_t begin, uint32_t end,
                   const std::vector<uint64_t>& ordered);
  uint32_t VerdictOf(const Block& block, uint32_t column, uint32_t row, const CellHash& hash);
  uint32_t Decide(const Block& block, uint32_t column, std::string_view raw);
  void AddCounts(uint32_t column, const OrderedMasks& ordered,
                 std::vector<uint64_t>* flagged_by_outcome);

  const Plan& plan_;
  const uint32_t batch_size_;
  TimeAccount* times_;
  std::vector<ColumnState> states_;
  std::vector<FlaggedCell> batch_;    // of one batch, column by column
  std::vector<HashedCell> hashed_;    // of one batch and column
  std::vector<uint32_t> row_offset_;  // scratch of the reordering
  std::string scratch_;
};

}  // namespace assay
