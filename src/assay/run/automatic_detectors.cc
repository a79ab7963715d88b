// Threads take the next detector from shared counters.
#include "assay/run/automatic_detectors.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <new>
#include <utility>

#include "assay/base/heap.h"
#include "assay/run/start_threads.h"

namespace assay {
namespace {

template <typename T>
Status Keep(Result<std::unique_ptr<T>> made, std::unique_ptr<T>* to) {
  ASSAY_TRY(*to, std::move(made));
  return {};
}

Status Make(AutomaticDetector* detector) {
  const DetectorType& type = *detector->type;
  const Params params = DefaultParams(type.params);
  if (type.make_row != nullptr) {
    return Keep(type.make_row(params, detector->context, &detector->reason), &detector->row);
  }
  if (type.make_column != nullptr) {
    return Keep(type.make_column(params, detector->context, &detector->reason), &detector->column);
  }
  return Keep(type.make_value(params, detector->context, &detector->reason), &detector->value);
}

// Exceptions of libraries must not leave their thread.
Status MakeGuarded(AutomaticDetector* detector) {
  std::unique_lock<std::mutex> lock;
  if (detector->turn != nullptr) lock = std::unique_lock(*detector->turn);
  try {
    return Make(detector);
  } catch (const std::bad_alloc&) {
    return InputError("out of memory while learning from the table; raise the memory limit");
  } catch (const std::exception& exception) {
    return InternalError(exception.what());
  }
}

// Asking the allocator takes milliseconds: what was learned about one column in less holds next to
// nothing.
Status MakeMeasured(AutomaticDetector* detector, uint64_t* allocated) {
  constexpr double kWorthAsking = 0.002;  // seconds
  const auto start = std::chrono::steady_clock::now();
  Status made = MakeGuarded(detector);
  detector->cost.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (detector->cost.seconds < kWorthAsking && detector->type->make_row == nullptr) return made;
  const uint64_t after = AllocatedBytes();
  detector->cost.bytes = after > *allocated ? after - *allocated : 0;
  *allocated = after;
  return made;
}

// Counts the detectors that have learned, from any thread.
class LearnedCount {
 public:
  LearnedCount(const PlanInput& input, size_t total) : input_(input), total_(total) { Tell(); }

  void Add() {
    const std::lock_guard lock(mutex_);
    ++done_;
    Tell();
  }

 private:
  void Tell() const {
    if (input_.learned) input_.learned(done_, total_);
  }

  const PlanInput& input_;
  const size_t total_;
  std::mutex mutex_;
  size_t done_ = 0;
};

}  // namespace

Status MakeAutomaticDetectors(const PlanInput& input, size_t rows,
                              const std::function<void()>& prepare,
                              std::vector<AutomaticDetector>* detectors) {
  std::atomic<size_t> next_row{0}, next_column{rows};
  std::atomic<bool> prepared{false};
  uint64_t allocated = input.measures ? AllocatedBytes() : 0;  // measured on one thread
  LearnedCount learned(input, detectors->size());
  const auto make = [&](std::atomic<size_t>* next, size_t end) {
    for (size_t i = (*next)++; i < end && input.CheckStop(); i = (*next)++) {
      AutomaticDetector& detector = (*detectors)[i];
      const Status made =
          input.measures ? MakeMeasured(&detector, &allocated) : MakeGuarded(&detector);
      if (!made) detector.error = made.error();
      learned.Add();
    }
  };
  const auto beside = [&] {
    make(&next_column, detectors->size());
    if (prepared) make(&next_row, rows);
  };
  const size_t wanted = std::min<size_t>(input.measures ? 1 : input.workers, detectors->size());
  {
    const auto threads =
        StartThreads(static_cast<uint32_t>(std::max<size_t>(wanted, 1)) - 1, beside);
    prepare();
    prepared = true;
    make(&next_row, rows);
    make(&next_column, detectors->size());
  }
  return input.CheckStop();
}

}  // namespace assay
