// Collector: takes block results from any worker in any order and writes them in block order.
#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/run/block_result.h"
#include "assay/run/checkpoint.h"
#include "assay/run/checkpointer.h"
#include "assay/run/output_directory.h"

namespace assay {

inline constexpr size_t kMostKept = 10000;

// The files that block results go to.
struct CollectorFiles {
  std::vector<ReportFile*> findings;  // in the order of BlockResult::bytes
  ReportFile* quarantine = nullptr;   // may be null
  ReportFile* row_journal = nullptr;  // may be null: the run keeps no checkpoints
};

class Collector {
 public:
  // `checkpointer` may be null.
  explicit Collector(CollectorFiles files, Checkpointer* checkpointer = nullptr);

  // Goes on where a checkpoint ended, instead of Begin.
  void Restore(Checkpoint checkpoint);

  // Takes what stands before the first block: findings about columns. Before any worker starts.
  Status Begin(BlockResult* result);
  // Hands over a finished block: when it comes back, a killed run needs not do the block again.
  // Waits while results that can't be written yet exceed the memory that is set aside for them. An
  // error of writing comes back to every worker.
  Status Submit(std::unique_ptr<BlockResult> result);
  // Writes and empties the bytes that an unfinished block has so far; waits for its turn.
  Status Flush(BlockResult* result);
  // Wakes everybody up: the run has failed.
  void Abort(const Error& error);

  // Findings below this confidence will not be kept. It only rises.
  double kept_threshold() const { return kept_threshold_.load(std::memory_order_relaxed); }
  uint64_t findings() const { return findings_.load(std::memory_order_relaxed); }

  // After all workers have ended, in whatever way: saves the state behind the last whole block.
  Status SaveCheckpoint();
  Tally& tally() { return tally_; }
  // The kept findings, most confident first.
  std::vector<Kept> TakeKept();

 private:
  bool IsTurn(uint64_t index) const { return index == next_ && !writing_; }
  Status LogWaiting(const BlockResult& result, std::unique_lock<std::mutex>* lock);
  Status Write(BlockResult* result);
  void Merge(BlockResult* result);
  void Keep(Kept kept);
  Status Boundary(const BlockResult& result, uint64_t next_block);
  Status SaveIfDue();

  CollectorFiles files_;
  Checkpointer* checkpointer_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<uint64_t, std::unique_ptr<BlockResult>> pending_;
  size_t pending_bytes_ = 0;
  uint64_t next_ = 0;
  bool writing_ = false;
  bool failed_ = false;
  Error error_;
  Tally tally_;
  std::vector<Kept> kept_;  // a heap with the worst on top
  std::atomic<double> kept_threshold_{-1};
  std::atomic<uint64_t> findings_{0};
};

}  // namespace assay
