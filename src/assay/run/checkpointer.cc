// First the files, then the checkpoint that speaks of them, then a journal of what follows it.
#include "assay/run/checkpointer.h"

#include <utility>

namespace assay {
namespace {

// A journal is read whole by a run that goes on. What it began with does not count: were that more,
// every block would begin a new one.
constexpr uint64_t kMostAddedBytes = uint64_t{64} << 20;

}  // namespace

Checkpointer::Checkpointer(std::string identity, std::vector<ReportFile*> files,
                           OutputDirectory* directory, int64_t interval_micros, Clock* clock)
    : files_(std::move(files)),
      directory_(directory),
      interval_micros_(interval_micros),
      clock_(clock),
      journal_(identity, directory),
      saved_micros_(clock->MonotonicMicros()) {
  marked_.identity = std::move(identity);
}

void Checkpointer::Mark(uint64_t next_block) {
  marked_.next_block = next_block;
  marked_.files.clear();
  for (const ReportFile* file : files_) {
    NamedDigest digest = file->Digest();
    marked_.files.push_back({std::move(digest.name), digest.bytes, std::move(digest.hex)});
  }
}

Status Checkpointer::LogWritten(const BlockResult& result) {
  return journal_.Append(WrittenRecord(marked_.next_block, marked_.files, result));
}

bool Checkpointer::IsDue() const {
  return clock_->MonotonicMicros() - saved_micros_ >= interval_micros_ ||
         journal_.added_bytes() > kMostAddedBytes;
}

Status Checkpointer::Save(const Tally& tally, const std::vector<Kept>& kept) {
  for (ReportFile* file : files_) ASSAY_TRY_STATUS(file->Sync());
  ASSAY_TRY_STATUS(directory_->WriteAside(kCheckpointFile, EncodeCheckpoint(marked_, tally, kept)));
  has_saved_ = true;
  saved_micros_ = clock_->MonotonicMicros();
  return {};
}

}  // namespace assay
