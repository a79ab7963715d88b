// First the files, then the checkpoint that speaks of them.
#include "assay/run/checkpointer.h"

#include <utility>

namespace assay {

Checkpointer::Checkpointer(std::string identity, std::vector<ReportFile*> files,
                           OutputDirectory* directory, int64_t interval_micros, Clock* clock)
    : files_(std::move(files)),
      directory_(directory),
      interval_micros_(interval_micros),
      clock_(clock),
      saved_micros_(clock->MonotonicMicros()) {
  marked_.identity = std::move(identity);
}

void Checkpointer::Mark(uint64_t next_block) {
  marked_.next_block = next_block;
  marked_.files.clear();
  for (const ReportFile* file : files_) marked_.files.emplace_back(file->name(), file->bytes());
}

bool Checkpointer::IsDue() const {
  return clock_->MonotonicMicros() - saved_micros_ >= interval_micros_;
}

Status Checkpointer::Save(const Tally& tally, const std::vector<Kept>& kept) {
  for (ReportFile* file : files_) ASSAY_TRY_STATUS(file->Sync());
  Checkpoint checkpoint = marked_;
  checkpoint.tally = tally;
  checkpoint.kept = kept;
  ASSAY_TRY_STATUS(directory_->WriteAside(kCheckpointFile, EncodeCheckpoint(checkpoint)));
  has_saved_ = true;
  saved_micros_ = clock_->MonotonicMicros();
  return {};
}

}  // namespace assay
