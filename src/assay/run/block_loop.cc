// Threads over a source.
#include "assay/run/block_loop.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "assay/base/heap.h"
#include "assay/run/guarded.h"
#include "assay/run/start_threads.h"

namespace assay {
namespace {

constexpr int64_t kProgressMicros = 100'000;

// What the threads of one loop share.
struct Shared {
  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::optional<Error> error;
  std::atomic<uint32_t> workers{1};  // that have not given up
  std::atomic<uint32_t> blocks{0};   // since the last one gave up
};

// Whether this worker leaves the blocks to the others, since memory is short. What one gives back
// shows once each of the others has begun a new block.
bool GivesUp(const BlockLoop& loop, Shared* shared) {
  const uint32_t before = shared->workers;
  if (!loop.memory_is_short || before < 2 || shared->blocks++ < before || !loop.memory_is_short())
    return false;
  const std::lock_guard lock(shared->mutex);
  if (shared->workers != before) return false;
  shared->workers = before - 1;
  shared->blocks = 0;
  if (loop.hooks->log) {
    loop.hooks->log("warning", fmt::format("memory is short: {} of {} workers go on", before - 1,
                                           loop.workers));
  }
  return true;
}

Status RunOne(const BlockLoop& loop, std::optional<Block> first, Shared* shared) {
  const std::unique_ptr<BlockWorker> worker = loop.make_worker();
  Block block;
  if (first) {
    block = std::move(*first);
    ASSAY_TRY_STATUS(worker->Process(block));
  }
  while (!shared->stop.load(std::memory_order_relaxed) && !GivesUp(loop, shared)) {
    ASSAY_TRY_STATUS(CheckStop(*loop.hooks));
    ASSAY_TRY(const bool more, loop.source->Next(&block));
    if (!more) break;
    ASSAY_TRY_STATUS(worker->Process(block));
  }
  return {};
}

}  // namespace

Status CheckStop(const RunHooks& hooks) {
  switch (hooks.stop_requested ? hooks.stop_requested() : StopRequest::kNone) {
    case StopRequest::kNone:
      return {};
    case StopRequest::kInterrupt:
      return Error{ErrorKind::kInterrupted, "the run was interrupted; nothing was written"};
    case StopRequest::kTerminate:
      return Error{ErrorKind::kTerminated, "the run was stopped"};
  }
  return {};
}

ProgressMeter::ProgressMeter(std::string stage, const Source& source, const Runtime& runtime,
                             const RunHooks& hooks)
    : source_(source), runtime_(runtime), hooks_(hooks) {
  progress_.stage = std::move(stage);
}

void ProgressMeter::Advance(uint64_t rows, uint64_t findings) {
  rows_.fetch_add(rows, std::memory_order_relaxed);
  if (!hooks_.progress || !mutex_.try_lock()) return;
  const std::lock_guard lock(mutex_, std::adopt_lock);
  const int64_t now = runtime_.clock->MonotonicMicros();
  if (now - last_micros_ < kProgressMicros) return;
  last_micros_ = now;
  Tell(findings);
}

void ProgressMeter::Finish(uint64_t findings) {
  if (!hooks_.progress) return;
  const std::lock_guard lock(mutex_);
  Tell(findings);
}

void ProgressMeter::Tell(uint64_t findings) {
  progress_.bytes_done = source_.BytesRead();
  progress_.bytes_total = source_.BytesTotal();
  progress_.rows = rows_.load(std::memory_order_relaxed);
  progress_.findings = findings;
  hooks_.progress(progress_);
}

Status BlockLoop::Run() {
  Shared shared;
  shared.workers = std::max(workers, 1u);
  const auto work = [&](std::optional<Block> mine) {
    const Status status = Guarded([&] { return RunOne(*this, std::move(mine), &shared); });
    if (shared.workers < workers) ReturnFreedMemory();  // for those that go on
    if (status) return;
    {
      const std::lock_guard lock(shared.mutex);
      if (!shared.error) shared.error = status.error();
    }
    shared.stop = true;
    if (on_error) on_error(status.error());
  };
  {
    const auto other = [&] { work(std::nullopt); };
    const auto threads = StartThreads(std::max(workers, 1u) - 1, other);
    work(std::move(first));
  }
  if (shared.error) return *shared.error;
  return {};
}

}  // namespace assay
