// Block journal: what each block adds to the last checkpoint, appended as soon as the block is
// done. Nothing waits for the disk: what a killed program wrote is there. What a stopped machine
// lost shows in the digests of the marks; the checkpoint is used then.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/run/block_result.h"
#include "assay/run/checkpoint.h"
#include "assay/run/output_directory.h"

namespace assay {

inline constexpr std::string_view kBlockJournalFile = "block_journal";

// A block's record: it is in the files, which are as long as `marks` say.
std::string WrittenRecord(uint64_t next_block, const std::vector<FileMark>& marks,
                          const BlockResult& result);
// The record of a block that waits for an earlier one to be written, with all that it found.
std::string WaitingRecord(const BlockResult& result);

// Blocks that were detected and not yet written, by index.
using WaitingBlocks = std::map<uint64_t, std::unique_ptr<BlockResult>>;

struct JournalReplay {
  uint64_t whole_bytes = 0;  // a record that was not finished, or is damaged, ends what counts
  std::optional<Checkpoint> checkpoint;  // with the blocks behind it; none: nothing to go on from
  bool has_added = false;                // the journal knew of blocks behind the checkpoint
  WaitingBlocks waiting;
};

// What `bytes`, a journal of the run `identity`, add to the last checkpoint. Another run's journal
// adds nothing.
JournalReplay ReplayBlocks(std::string_view bytes, const std::string& identity,
                           std::optional<Checkpoint> checkpoint);

class BlockJournal {
 public:
  BlockJournal(std::string identity, OutputDirectory* directory)
      : identity_(std::move(identity)), directory_(directory) {}

  // Begins a journal with these records; it takes the last one's place at once.
  Status Start(const std::vector<std::string>& records);
  // Goes on behind the first `whole_bytes` of an earlier run's.
  Status Continue(uint64_t whole_bytes);
  // May be called from any thread.
  Status Append(std::string_view record);
  // Since it began, or since the beginning of the earlier run's.
  uint64_t added_bytes() const { return added_bytes_.load(std::memory_order_relaxed); }

 private:
  std::string identity_;
  OutputDirectory* directory_;
  std::mutex mutex_;
  std::unique_ptr<OutputFile> file_;
  std::atomic<uint64_t> added_bytes_{0};
};

}  // namespace assay
