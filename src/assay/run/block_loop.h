// Block loop: several threads take blocks from one source until it ends, fails or the run is
// cancelled.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/run/job.h"
#include "assay/source/source.h"

namespace assay {

// The error that ends the run when the outside world asked for it.
Status CheckStop(const RunHooks& hooks);

// Tells the caller how far a pass is, at most ten times a second.
class ProgressMeter {
 public:
  ProgressMeter(std::string stage, const Source& source, const Runtime& runtime,
                const RunHooks& hooks);
  void Advance(uint64_t rows, uint64_t findings);
  // Reports the end of the pass.
  void Finish(uint64_t findings);

 private:
  void Tell(uint64_t findings);

  Progress progress_;
  const Source& source_;
  const Runtime& runtime_;
  const RunHooks& hooks_;
  std::mutex mutex_;
  std::atomic<uint64_t> rows_{0};
  int64_t last_micros_ = 0;
};

// What one worker does with each of its blocks.
class BlockWorker {
 public:
  virtual ~BlockWorker() = default;
  virtual Status Process(const Block& block) = 0;
};

struct BlockLoop {
  Source* source = nullptr;
  uint32_t workers = 1;
  std::optional<Block> first;  // a block that was taken from the source before
  std::function<std::unique_ptr<BlockWorker>()> make_worker;  // called once in each thread
  std::function<void(const Error&)> on_error;  // must wake workers that wait for each other
  const RunHooks* hooks = nullptr;
  std::function<bool()> memory_is_short;  // empty: it never is

  // Runs to the end of the source. The first error stops everybody and is returned. While memory is
  // short, one worker after the other gives up, but for the last, and the log tells of it.
  Status Run();
};

}  // namespace assay
