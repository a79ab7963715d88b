// Checkpointer: writes down every block that is done, and saves the whole state of the detect pass
// from time to time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/run/block_journal.h"
#include "assay/run/checkpoint.h"
#include "assay/run/output_directory.h"

namespace assay {

// All but LogWaiting is for the collector in its writing turn.
class Checkpointer {
 public:
  // Everything that the pass writes must be in `files`. An interval of 0 saves behind every block.
  Checkpointer(std::string identity, std::vector<ReportFile*> files, OutputDirectory* directory,
               int64_t interval_micros, Clock* clock);

  // The journal of the pass: a new one, which holds what waits to be written, or that of an earlier
  // run behind its first bytes. A new one also follows each Save; nobody may log meanwhile.
  Status StartJournal(const std::vector<std::string>& waiting) { return journal_.Start(waiting); }
  Status ContinueJournal(uint64_t whole_bytes) { return journal_.Continue(whole_bytes); }

  // The files hold all blocks below `next_block` and nothing else: the place that Save will save.
  void Mark(uint64_t next_block);
  // Writes down what the block before the marked place added: a killed run goes on behind it.
  Status LogWritten(const BlockResult& result);
  // The same for a block that must wait until it may be written. From any thread.
  Status LogWaiting(std::string_view record) { return journal_.Append(record); }

  bool IsDue() const;
  // Makes the files durable and writes the checkpoint.
  Status Save(const Tally& tally, const std::vector<Kept>& kept);
  bool has_saved() const { return has_saved_; }

 private:
  std::vector<ReportFile*> files_;
  OutputDirectory* directory_;
  int64_t interval_micros_;
  Clock* clock_;
  BlockJournal journal_;
  Checkpoint marked_;  // tally and kept stay empty: Save is given them
  int64_t saved_micros_;
  bool has_saved_ = false;
};

}  // namespace assay
