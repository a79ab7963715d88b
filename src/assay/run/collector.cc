// In-order writing with a bounded backlog, and the heap of kept findings.
#include "assay/run/collector.h"

#include <algorithm>

namespace assay {
namespace {

constexpr size_t kMostPendingBytes = size_t{48} << 20;
constexpr size_t kMostLoggedBytes = size_t{1} << 20;  // larger results wait for their turn instead

}  // namespace

Collector::Collector(CollectorFiles files, Checkpointer* checkpointer)
    : files_(std::move(files)), checkpointer_(checkpointer) {}

Status Collector::Begin(BlockResult* result) {
  ASSAY_TRY_STATUS(Write(result));
  const Status status = Boundary(*result, 0);
  Merge(result);
  return status;
}

void Collector::Restore(Checkpoint checkpoint) {
  next_ = checkpoint.next_block;
  tally_ = std::move(checkpoint.tally);
  for (Kept& kept : checkpoint.kept) Keep(std::move(kept));
  findings_ = tally_.findings;
  if (checkpointer_ != nullptr) checkpointer_->Mark(next_);
}

// Whoever brings the block whose turn it is writes it and all that follow it without a gap. The
// lock is not held while writing.
Status Collector::Submit(std::unique_ptr<BlockResult> result) {
  std::unique_lock lock(mutex_);
  const uint64_t index = result->index;
  changed_.wait(lock,
                [&] { return failed_ || index == next_ || pending_bytes_ < kMostPendingBytes; });
  if (checkpointer_ != nullptr && !failed_ && !IsTurn(index))
    ASSAY_TRY_STATUS(LogWaiting(*result, &lock));
  if (failed_) return error_;
  pending_bytes_ += OutputBytes(*result);
  pending_.emplace(index, std::move(result));
  while (!writing_ && !failed_ && !pending_.empty() && pending_.begin()->first == next_) {
    std::unique_ptr<BlockResult> ready = std::move(pending_.begin()->second);
    pending_.erase(pending_.begin());
    pending_bytes_ -= OutputBytes(*ready);
    writing_ = true;
    lock.unlock();
    Status status = Write(ready.get());
    if (status) {
      status = Boundary(*ready, ready->index + 1);
      Merge(ready.get());  // also where that failed: counts and files must not part
      if (status) status = SaveIfDue();
    }
    lock.lock();
    writing_ = false;
    ++next_;
    if (!status && !failed_) {
      failed_ = true;
      error_ = status.error();
    }
    changed_.notify_all();
  }
  if (failed_) return error_;
  return {};
}

// The lock is given back while the record is made: the block's turn may come meanwhile.
Status Collector::LogWaiting(const BlockResult& result, std::unique_lock<std::mutex>* lock) {
  if (OutputBytes(result) > kMostLoggedBytes) {
    changed_.wait(*lock, [&] { return failed_ || IsTurn(result.index); });
    return {};
  }
  lock->unlock();
  const std::string record = WaitingRecord(result);
  lock->lock();
  return failed_ || IsTurn(result.index) ? Status() : checkpointer_->LogWaiting(record);
}

Status Collector::Flush(BlockResult* result) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return failed_ || (result->index == next_ && !writing_); });
  if (failed_) return error_;
  // The turn stays with this block until it is submitted, so nobody else writes.
  lock.unlock();
  return Write(result);
}

void Collector::Abort(const Error& error) {
  std::lock_guard lock(mutex_);
  if (!failed_) error_ = error;
  failed_ = true;
  changed_.notify_all();
}

Status Collector::Write(BlockResult* result) {
  for (size_t i = 0; i < files_.findings.size(); ++i) {
    ASSAY_TRY_STATUS(files_.findings[i]->Append(result->bytes[i]));
    result->bytes[i].clear();
  }
  if (files_.quarantine != nullptr) ASSAY_TRY_STATUS(files_.quarantine->Append(result->quarantine));
  if (files_.row_journal != nullptr)
    ASSAY_TRY_STATUS(files_.row_journal->Append(result->row_journal));
  result->quarantine.clear();
  result->row_journal.clear();
  return {};
}

// Everything below `next_block` is in the files, and nothing of it: `result` was the last.
Status Collector::Boundary(const BlockResult& result, uint64_t next_block) {
  if (checkpointer_ == nullptr) return {};
  checkpointer_->Mark(next_block);
  return checkpointer_->LogWritten(result);
}

Status Collector::SaveIfDue() {
  return checkpointer_ != nullptr && checkpointer_->IsDue() ? SaveCheckpoint() : Status();
}

// The journal begins anew behind it, so that what waits is written down once more.
Status Collector::SaveCheckpoint() {
  if (checkpointer_ == nullptr) return {};
  ASSAY_TRY_STATUS(checkpointer_->Save(tally_, kept_));
  const std::lock_guard lock(mutex_);
  std::vector<std::string> waiting;
  for (const auto& [index, result] : pending_) waiting.push_back(WaitingRecord(*result));
  return checkpointer_->StartJournal(waiting);
}

void Collector::Merge(BlockResult* result) {
  tally_.Add(result->tally);
  findings_.store(tally_.findings, std::memory_order_relaxed);
  for (Kept& kept : result->kept) Keep(std::move(kept));
}

void Collector::Keep(Kept kept) {
  if (kept_.size() == kMostKept) {
    if (!KeptBefore(kept, kept_.front())) return;
    std::pop_heap(kept_.begin(), kept_.end(), KeptBefore);
    kept_.pop_back();
  }
  kept_.push_back(std::move(kept));
  std::push_heap(kept_.begin(), kept_.end(), KeptBefore);
  if (kept_.size() == kMostKept) {
    kept_threshold_.store(kept_.front().confidence, std::memory_order_relaxed);
  }
}

std::vector<Kept> Collector::TakeKept() {
  std::sort(kept_.begin(), kept_.end(), KeptBefore);
  return std::move(kept_);
}

}  // namespace assay
