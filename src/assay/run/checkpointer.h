// Checkpointer: saves the state of the detect pass from time to time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/run/checkpoint.h"
#include "assay/run/output_directory.h"

namespace assay {

// Not thread-safe: the collector calls it in its writing turn.
class Checkpointer {
 public:
  // Everything that the pass writes must be in `files`. An interval of 0 saves behind every block.
  Checkpointer(std::string identity, std::vector<ReportFile*> files, OutputDirectory* directory,
               int64_t interval_micros, Clock* clock);

  // The files hold all blocks below `next_block` and nothing else: the place that Save will save.
  void Mark(uint64_t next_block);
  bool IsDue() const;
  // Makes the files durable and writes the checkpoint, unless this place is saved already.
  Status Save(const Tally& tally, const std::vector<Kept>& kept);
  bool has_saved() const { return has_saved_; }

 private:
  std::vector<ReportFile*> files_;
  OutputDirectory* directory_;
  int64_t interval_micros_;
  Clock* clock_;
  Checkpoint marked_;  // tally and kept stay empty: Save is given them
  int64_t saved_micros_;
  bool has_saved_ = false;
};

}  // namespace assay
