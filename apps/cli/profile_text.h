// Where a run's time and memory went, as a table for people.
#pragma once

#include <string>

#include "assay/run/run_times.h"

namespace assay::cli {

// Stages, the steps of detection, and the detectors that took longest.
std::string FormatProfile(const RunTimes& times);

}  // namespace assay::cli
