// Describes blocks in parallel and merges them in order.
#include "assay/run/profile_pass.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include <fmt/format.h>

#include "assay/run/block_loop.h"

namespace assay {
namespace {

// Merges described blocks in their order. A worker whose block must wait leaves it here and goes on
// with the next one.
class OrderedMerge {
 public:
  OrderedMerge(std::unique_ptr<TableProfileBuilder> builder, ProfileKeeper* keeper,
               size_t most_waiting)
      : builder_(std::move(builder)), keeper_(keeper), most_waiting_(most_waiting) {}

  TableProfileBuilder& builder() { return *builder_; }
  const ProfilePlace& place() const { return place_; }
  bool has_unsaved() const { return place_.next_block > saved_.next_block; }

  // Before any block comes: what the builder holds already.
  void StartAt(const ProfilePlace& place) {
    place_ = saved_ = place;
    next_ = place.next_block;
  }
  // Whoever brings the block whose turn it is merges it and all that follow it without a gap.
  Status Add(const Block& block, std::unique_ptr<BlockProfile> described) {
    std::unique_lock lock(mutex_);
    changed_.wait(
        lock, [&] { return aborted_ || block.index == next_ || waiting_.size() < most_waiting_; });
    waiting_[block.index] = {block.record_count, std::move(described)};
    while (!aborted_ && !merging_ && waiting_.begin()->first == next_) {
      Waiting ready = std::move(waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
      merging_ = true;
      lock.unlock();
      const Status status = Merge(std::move(ready));
      lock.lock();
      if (!status) return status;
      merging_ = false;
      ++next_;
      changed_.notify_all();
      if (waiting_.empty()) break;
    }
    return {};
  }
  // Wakes everybody; nothing is merged any more.
  void Abort() {
    const std::lock_guard lock(mutex_);
    aborted_ = true;
    changed_.notify_all();
  }
  // Behind the last block.
  void EndWhole() { place_.is_whole = true; }
  Status Keep() {
    ASSAY_TRY_STATUS(keeper_->Save(place_, *builder_));
    saved_ = place_;
    return {};
  }

 private:
  struct Waiting {
    uint64_t records = 0;
    std::unique_ptr<BlockProfile> described;
  };

  // In the turn of the block, without the lock.
  Status Merge(Waiting ready) {
    builder_->Merge(std::move(ready.described));
    ++place_.next_block;
    place_.records += ready.records;
    return keeper_ != nullptr && keeper_->IsDue() ? Keep() : Status();
  }

  std::unique_ptr<TableProfileBuilder> builder_;
  ProfileKeeper* keeper_;  // may be null
  const size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<uint64_t, Waiting> waiting_;  // by block
  uint64_t next_ = 0;                    // the block whose turn it is
  bool merging_ = false;
  bool aborted_ = false;
  ProfilePlace place_;  // of the builder; whoever merges changes it
  ProfilePlace saved_;  // what the keeper has
};

class ProfileWorker : public BlockWorker {
 public:
  ProfileWorker(OrderedMerge* merge, uint64_t first_block, std::atomic<uint64_t>* skipped_records,
                ProgressMeter* meter)
      : merge_(merge),
        first_block_(first_block),
        skipped_records_(skipped_records),
        meter_(meter) {}

  Status Process(const Block& block) override {
    meter_->Advance(block.record_count, 0);
    if (block.index < first_block_) {
      *skipped_records_ += block.record_count;
      return {};
    }
    return merge_->Add(block, merge_->builder().Describe(block));
  }

 private:
  OrderedMerge* merge_;
  uint64_t first_block_;
  std::atomic<uint64_t>* skipped_records_;
  ProgressMeter* meter_;
};

// Reads the blocks that the builder does not know.
Status ReadBlocks(const ProfilePass& pass, OrderedMerge* merge, const Runtime& runtime,
                  const RunHooks& hooks) {
  const ProfilePlace from = merge->place();
  std::atomic<uint64_t> skipped_records{0};
  ProgressMeter meter("profile", *pass.source, runtime, hooks);
  BlockLoop loop;
  loop.source = pass.source;
  loop.workers = pass.workers;
  loop.hooks = &hooks;
  loop.memory_is_short = pass.memory_is_short;
  loop.make_worker = [&] {
    return std::make_unique<ProfileWorker>(merge, from.next_block, &skipped_records, &meter);
  };
  loop.on_error = [&](const Error&) { merge->Abort(); };
  ASSAY_TRY_STATUS(loop.Run());
  if (skipped_records != from.records) {
    return InputError(
        fmt::format("{}: the input has changed since the run that was to be resumed; run with "
                    "--no-resume to start over",
                    pass.source->name()));
  }
  meter.Finish(0);
  merge->EndWhole();
  return {};
}

// What an earlier run left of the pass, if it left anything, else a new beginning.
std::unique_ptr<OrderedMerge> Begin(const ProfilePass& pass, const RunHooks& hooks) {
  const auto fresh = [&] {
    return std::make_unique<OrderedMerge>(
        MakeTableProfileBuilder(pass.source->schema().columns, pass.options), pass.keeper,
        std::max(pass.workers, 1u));
  };
  auto merge = fresh();
  if (pass.keeper == nullptr) return merge;
  const auto place = pass.keeper->Load(&merge->builder());
  if (!place) return fresh();
  merge->StartAt(*place);
  if (hooks.log && !place->is_whole) {
    hooks.log("info", fmt::format("resuming the first pass of an unfinished run behind its first "
                                  "{} records",
                                  place->records));
  }
  return merge;
}

}  // namespace

Result<TableProfile> ProfilePass::Run(const Runtime& runtime, const RunHooks& hooks) {
  const auto merge = Begin(*this, hooks);
  if (merge->place().is_whole) return merge->builder().Finish();
  was_read = true;
  const Status status = ReadBlocks(*this, merge.get(), runtime, hooks);
  if (!status) {
    const bool is_wanted = status.error().kind == ErrorKind::kTerminated ||
                           status.error().kind == ErrorKind::kTransient;
    if (keeper != nullptr && merge->has_unsaved() && is_wanted) {
      const Status kept = merge->Keep();
      if (!kept && hooks.log) hooks.log("warning", kept.error().message);
    }
    return status.error();
  }
  // The last state too, once the pass was long enough for any.
  if (keeper != nullptr && (keeper->has_saved() || keeper->IsDue())) {
    ASSAY_TRY_STATUS(merge->Keep());
  }
  return merge->builder().Finish();
}

}  // namespace assay
