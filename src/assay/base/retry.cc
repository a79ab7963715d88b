// Waiting between retries, in slices so that a signal ends it.
#include "assay/base/retry.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <thread>

#include <fmt/format.h>

namespace assay {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr Seconds kSlice{0.1};

Status WaitFor(Seconds delay, const std::function<Status()>& may_wait) {
  const auto end = std::chrono::steady_clock::now() + delay;
  while (true) {
    if (may_wait) ASSAY_TRY_STATUS(may_wait());
    const Seconds left = end - std::chrono::steady_clock::now();
    if (left <= Seconds::zero()) return {};
    std::this_thread::sleep_for(std::min(left, kSlice));
  }
}

}  // namespace

uint64_t Retries::Round() {
  const std::lock_guard lock(mutex_);
  return used_;
}

Status Retries::WaitAfter(uint64_t round, const Error& fault) {
  const std::lock_guard lock(mutex_);
  if (round != used_) return {};  // another thread has waited since
  if (used_ >= policy_.max_retries) {
    Error last = fault;
    last.message += fmt::format("; given up after {} {}", used_, used_ == 1 ? "retry" : "retries");
    return last;
  }
  if (policy_.may_wait) ASSAY_TRY_STATUS(policy_.may_wait());  // a signal is no fault to be told
  if (policy_.told) {
    policy_.told(fmt::format("{}; retry {} of {} in {} s", fault.message, used_ + 1,
                             policy_.max_retries, policy_.delay_seconds));
  }
  ASSAY_TRY_STATUS(WaitFor(Seconds(policy_.delay_seconds), policy_.may_wait));
  ++used_;
  return {};
}

bool IsTransientFault(int code) {
  constexpr int kTransient[] = {EIO,        EAGAIN,       EINTR,       EBUSY,     ETIMEDOUT,
                                ESTALE,     ENETDOWN,     ENETUNREACH, EHOSTDOWN, EHOSTUNREACH,
                                ECONNRESET, ECONNABORTED, ENOBUFS,     EREMOTEIO};
  return std::find(std::begin(kTransient), std::end(kTransient), code) != std::end(kTransient);
}

}  // namespace assay
