// SideBySide: two pieces of work that do not need each other.
#pragma once

#include <cstdint>

#include "assay/base/result.h"
#include "assay/run/guarded.h"
#include "assay/run/start_threads.h"

namespace assay {

// Runs both to their ends, at the same time when there is more than one worker and the machine
// gives a thread. Gives the error of `beside`, else that of `here`.
template <typename Beside, typename Here>
Status SideBySide(uint32_t workers, const Beside& beside, const Here& here) {
  Status first, second;
  const auto work = [&] { first = Guarded(beside); };
  {
    const auto threads = StartThreads(workers > 1 ? 1 : 0, work);
    if (threads.empty()) work();
    second = Guarded(here);
  }
  return first ? second : first;
}

}  // namespace assay
