// SIGINT and SIGTERM (and, for services, SIGHUP) as a question that a run asks between its blocks.
#pragma once

namespace assay::cli {

// From now on the first SIGINT or SIGTERM is remembered; a second one ends the program at once.
void WatchSignals();

// The signal that came, or 0.
int SignalThatCame();

// From now on SIGHUP ends nothing; TakeHangUp tells once that one came.
void WatchHangUp();
bool TakeHangUp();

}  // namespace assay::cli
