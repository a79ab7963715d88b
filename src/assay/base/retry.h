// Retries: tries again what a fault stopped that may pass: a bounded number of times, a while
// between.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

#include "assay/base/result.h"

namespace assay {

struct RetryPolicy {
  uint32_t max_retries = 2;
  double delay_seconds = 0.5;        // before each retry
  std::function<Status()> may_wait;  // asked ten times a second; an error ends the waiting
  std::function<void(const std::string& message)> told;  // hears of every retry; may be empty
};

// The retries of one run or one delivery: `max_retries` of them, whoever needs them. Only an error
// of kind kTransient is retried. Threads that meet a fault while another waits share its wait and
// its retry.
class Retries {
 public:
  explicit Retries(RetryPolicy policy) : policy_(std::move(policy)) {}

  // Calls `operation` until it succeeds, fails for good, or the retries are used up: then the error
  // is still kTransient and says how often it was tried. `operation` returns a Result.
  template <typename Operation>
  auto Do(const Operation& operation) -> decltype(operation()) {
    while (true) {
      const uint64_t round = Round();
      auto result = operation();
      if (result || result.error().kind != ErrorKind::kTransient) return result;
      if (Status waited = WaitAfter(round, result.error()); !waited) return waited.error();
    }
  }

 private:
  uint64_t Round();
  Status WaitAfter(uint64_t round, const Error& fault);

  const RetryPolicy policy_;
  std::mutex mutex_;
  uint64_t used_ = 0;  // retries so far; a round is the time between two of them
};

// Whether a system call that failed with `code` may succeed later with the same arguments.
bool IsTransientFault(int code);

}  // namespace assay
