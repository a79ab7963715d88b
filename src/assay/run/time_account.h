// TimeAccount: what the steps and the detectors of the detect pass cost, measured on a sample of
// calls.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "assay/run/plan.h"
#include "assay/run/run_times.h"

namespace assay {

// One call in this many is timed: two looks at the clock cost as much as a cheap detector.
constexpr uint32_t kTimedCalls = 16;

enum class DetectStep : uint8_t { kRead, kOrdered, kCells, kRows, kIdentify, kReport, kCount };

// One a worker; without one, nothing is measured.
class TimeAccount {
 public:
  explicit TimeAccount(const Plan& plan);

  // Whether the next call is one of those that are timed.
  bool TimesNext() { return next_++ % kTimedCalls == 0; }

  // Calls `work` and charges the detector of that outcome for all the calls that this one stands
  // for.
  template <typename Work>
  void Charge(size_t outcome, const Work& work) {
    const Clock::time_point start = Clock::now();
    work();
    block_[outcome] += Since(start) * kTimedCalls;
  }

  // Charges a step for the time since the last step ended.
  void EndStep(DetectStep step) {
    const Clock::time_point now = Clock::now();
    steps_[static_cast<size_t>(step)] += Seconds(now - last_).count();
    last_ = now;
  }
  void EndBlock();

 private:
  using Clock = std::chrono::steady_clock;
  using Seconds = std::chrono::duration<double>;
  static double Since(Clock::time_point start) { return Seconds(Clock::now() - start).count(); }

  friend class TimeSum;
  uint32_t next_ = 0;
  Clock::time_point last_ = Clock::now();
  std::array<double, static_cast<size_t>(DetectStep::kCount)> steps_{};
  std::vector<double> block_;                 // of this block, by outcome
  std::vector<double> totals_;                // of finished blocks, by outcome
  std::vector<size_t> groups_;                // by outcome: the index of its method and field
  std::vector<std::vector<float>> finished_;  // by block, by group
};

// Takes the accounts of all workers together.
class TimeSum {
 public:
  void Add(const TimeAccount& account);
  // Fills everything but the stages.
  void FillIn(const Plan& plan, RunTimes* times) const;

 private:
  std::mutex mutex_;
  std::array<double, static_cast<size_t>(DetectStep::kCount)> steps_{};
  std::vector<double> totals_;
  std::vector<std::vector<float>> blocks_;
};

}  // namespace assay
