// Runs a job on each of its inputs and turns what happened into an exit code.
#pragma once

#include <string>
#include <vector>

#include "run_settings.h"

namespace assay::cli {

// The more serious of two exit codes: ended by a signal, then 4 > 3 > 2 > 75 > 6 > 1 > 5 > 0.
int WorseExitCode(int a, int b);

// The folder of each input below `directory`: its name without extensions, numbered where two are
// equal.
std::vector<std::string> OutputDirectories(const std::string& directory,
                                           const std::vector<std::string>& inputs);

// Runs every input; an input that fails does not stop the others. Ends early on SIGINT and SIGTERM.
int RunInputs(const RunSettings& settings);

// What the signal that came asks of a run; for RunHooks::stop_requested.
StopRequest StopAskedFor();

}  // namespace assay::cli
