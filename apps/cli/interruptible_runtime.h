// A runtime whose writes end at SIGINT and SIGTERM, for commands that write more than a report.
#pragma once

#include "assay/base/runtime.h"
#include "assay/run/job.h"

namespace assay::cli {

// Watches for signals from now on. Once one came, every append to a file that is being written
// fails with kInterrupted or kTerminated, so that whoever writes it takes it away again.
Runtime InterruptibleRuntime();

// Hooks by which a run within such a command ends at the next block.
RunHooks InterruptibleHooks();

}  // namespace assay::cli
