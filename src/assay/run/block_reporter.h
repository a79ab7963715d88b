// BlockReporter: turns the evidence about a block's cells into findings and their bytes.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/byte_stream.h"
#include "assay/report/finding_writer.h"
#include "assay/run/block_result.h"
#include "assay/run/cell_scan.h"
#include "assay/run/collector.h"
#include "assay/run/plan.h"
#include "assay/run/row_identity.h"
#include "assay/run/row_scan.h"

namespace assay {

// A row with at least one wrong cell.
struct DirtyRow {
  uint32_t row = 0;      // in the block
  uint64_t hash = 0;     // of RowHasher
  uint32_t ordinal = 0;  // among equal rows
};

// All evidence about one cell.
struct WrongCell {
  uint32_t column = 0;
  uint32_t dirty = 0;           // index into the dirty rows
  uint64_t mask = 0;            // of FlaggedCell; may be 0
  uint32_t evidence_begin = 0;  // range of the row detectors' evidence
  uint32_t evidence_end = 0;
};

// The wrong cells of a block, in row-major order.
struct WrongCells {
  std::vector<DirtyRow> rows;
  std::vector<WrongCell> cells;
  std::vector<CellEvidence> evidence;
};

// Joins what the value detectors and the row detectors flagged.
WrongCells JoinEvidence(const std::vector<FlaggedCell>& flagged,
                        std::vector<CellEvidence> evidence);

// One a worker: remembers how repeated wrong values are written.
class BlockReporter {
 public:
  // `collector` takes bytes early when a block has very many findings, or more than `most_held` (0:
  // any number); everything outlives this.
  BlockReporter(const Plan& plan, const std::vector<const FindingFormat*>& formats,
                const RowHasher& hasher, Collector* collector, uint64_t most_held);

  // Adds findings, counts and kept findings of `wrong` to `result`.
  Status Report(const Block& block, const WrongCells& wrong, BlockResult* result);

 private:
  // How a wrong value of a column is written, whatever its row.
  struct Rendered {
    CellHash hash;
    uint64_t mask = 0;  // of the cell
    uint64_t said = 0;  // a hash of the numbers of its row evidence; with mask 0: free
    uint32_t column = 0;
    bool written = false;  // sure enough
    double confidence = 0;
    uint32_t counter = 0;              // index into counters_
    uint64_t subject = 0;              // of the fingerprint
    std::vector<std::string> middles;  // by format
  };
  struct Candidate {
    double confidence = 0;
    uint32_t cell = 0;
    uint64_t line = 0;
  };

  Finding Explain(uint32_t column, std::string_view value, const WrongCell& cell,
                  const WrongCells& wrong) const;
  const Rendered& Render(std::string_view raw, std::string_view value, const WrongCell& cell,
                         const WrongCells& wrong);
  void Fill(Finding finding, Rendered* rendered);
  uint32_t CounterOf(const Finding& finding);
  bool IsIgnored(uint64_t fingerprint) const;
  void Consider(const Candidate& candidate);
  Finding KeptOf(const Block& block, const WrongCells& wrong, const Candidate& candidate);
  // Into encoded_: the finding and the cells of its row.
  void Encode(const Block& block, uint32_t row, const Finding& finding);
  void KeepBest(const Block& block, const WrongCells& wrong, BlockResult* result);
  void MoveCounts(Tally* tally);

  const Plan& plan_;
  const std::vector<const FindingFormat*>& formats_;
  const RowHasher& hasher_;
  Collector* collector_;
  const uint64_t most_held_;
  std::vector<Rendered> cache_;
  Rendered uncached_;
  std::map<CountKey, uint32_t> counter_of_;
  std::vector<CountKey> counter_keys_;
  std::vector<Count> counters_;
  std::vector<Candidate> candidates_;
  double local_threshold_ = -1;
  ByteWriter encoded_;
  std::vector<size_t>
      held_;  // bytes of the last block's records by format: room for the next one's
  std::string scratch_;
};

}  // namespace assay
