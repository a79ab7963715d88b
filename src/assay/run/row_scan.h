// RowScanner: puts every row of a block before the row detectors, once for each combination of the
// cells that they read. Rows are taken 64 at a time, as ChangedCells tells of them in one word: a
// detector that nothing of it changed for has said all with the row above.
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
  class Tile;
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
  };
  // A detector, or a part of one that reads columns of its own; and what holds for the row that was
  // looked at last.
  struct Part {
    const PlannedRowDetector* planned = nullptr;
    const RowDetector* detector = nullptr;
    Memory answers;
    Memory gate;
    bool open = true;     // the gate: the detector may say something
    uint32_t answer = 0;  // its number; of use while the gate is open
  };

  void AddPart(const PlannedRowDetector& planned, const RowDetector& detector);
  void ForgetIfFull();
  // Append what the part says of the tile's rows, or of [begin, end) of them; how many cells it
  // flagged.
  uint64_t ScanPart(Tile* tile, Part* part, std::vector<CellEvidence>* found);
  uint64_t ScanRows(Tile* tile, uint32_t begin, uint32_t end, Part* part,
                    std::vector<CellEvidence>* found);
  template <typename Question>
  static uint32_t Recall(const Tile& row, Memory* memory, const Question& ask);
  uint32_t AnswerOf(const Tile& row, Part* part);
  uint32_t Ask(const Tile& row, const Part& part);

  const Plan& plan_;
  TimeAccount* times_;
  std::deque<Part> parts_;      // stay where they are
  std::deque<Answer> answers_;  // 0: nothing to say
  Answer asked_;                // scratch
  uint64_t last_number_ = 0;
};

}  // namespace assay
