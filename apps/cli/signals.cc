// Signal handlers that only remember.
#include "signals.h"

#include <unistd.h>

#include <atomic>
#include <csignal>

namespace assay::cli {
namespace {

std::atomic<bool> hung_up = false;
std::atomic<int> came = 0;  // lock-free, so a handler may use it
static_assert(std::atomic<int>::is_always_lock_free);

// Only async-signal-safe work: a run that hangs in a read can be left by a second Ctrl-C; what it
// built stands under .assay-tmp and goes away with the next run.
void Remember(int signal) {
  if (came != 0) _exit(128 + signal);
  came = signal;
}

}  // namespace

void WatchSignals() {
  struct sigaction action {};
  action.sa_handler = Remember;  // no SA_RESTART: a read of a slow pipe returns
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

int SignalThatCame() { return came; }

void WatchHangUp() {
  struct sigaction action {};
  action.sa_handler = [](int) { hung_up = true; };
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGHUP, &action, nullptr);
}

bool TakeHangUp() { return hung_up.exchange(false); }

}  // namespace assay::cli
