// RowScanner: puts every row of a block before the row detectors, once for each combination of the
// cells that they read.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "assay/run/plan.h"
#include "assay/run/time_account.h"
#include "assay/table/block.h"
#include "assay/table/changed_cells.h"

namespace assay {

// Evidence of a row detector about one cell.
struct CellEvidence {
  uint32_t row = 0;  // in the block
  uint32_t column = 0;
  uint64_t number = 0;                 // not 0; the scanner never gives it to other evidence
  const Evidence* evidence = nullptr;  // the scanner's, until it scans the next block
};

// One a worker. Its memory of answers is bounded and unobservable, because row detectors are pure.
class RowScanner {
 public:
  // `times` may be null.
  RowScanner(const Plan& plan, TimeAccount* times);

  // Evidence that is strong enough to be written, ordered by row and column (within a cell as the
  // detectors ran); adds, by outcome of the plan, how many cells each detector flagged. `changed`
  // is the block's.
  std::vector<CellEvidence> Scan(const Block& block, const ChangedCells& changed,
                                 std::vector<uint64_t>* flagged_by_outcome);

 private:
  class BlockRow;
  class Sink;
  struct Said {
    uint32_t column = 0;
    uint64_t number = 0;
    Evidence evidence;
  };
  // What a detector said of a row.
  struct Answer {
    uint64_t flagged = 0;    // cells
    std::vector<Said> used;  // strong enough to be written
  };
  // Numbers that depend on some columns of a row only, by a hash of what these hold.
  struct Memory {
    struct Slot {
      uint64_t key = 0;
      uint32_t number = 0;
      bool used = false;
    };
    std::span<const uint32_t> reads;
    std::vector<Slot> slots;
    std::vector<uint64_t> changed;   // a bit a row of the block: it reads other bytes than above
    uint32_t last_row = UINT32_MAX;  // of the block, that it was last asked for
    uint32_t last = 0;               // the number given then
    bool last_was_sampled = false;
  };
  // A detector, or a part of one that reads columns of its own.
  struct Part {
    const PlannedRowDetector* planned = nullptr;
    const RowDetector* detector = nullptr;
    Memory answers;
    Memory gate;  // 0: the detector says nothing
  };

  void AddPart(const PlannedRowDetector& planned, const RowDetector& detector);
  void StartBlock(const Block& block, const ChangedCells& changed);
  template <typename Question>
  static uint32_t Recall(const BlockRow& row, uint32_t number, Memory* memory, const Question& ask);
  uint32_t AnswerOf(const BlockRow& row, uint32_t number, bool timed, Part* part);
  uint32_t Ask(const BlockRow& row, bool timed, const Part& part);

  const Plan& plan_;
  TimeAccount* times_;
  std::deque<Part> parts_;      // stay where they are
  std::deque<Answer> answers_;  // 0: nothing to say
  Answer asked_;                // scratch
  uint64_t last_number_ = 0;
};

}  // namespace assay
