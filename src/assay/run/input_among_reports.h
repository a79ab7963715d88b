// Guards the input against a run whose reports would take its place.
#pragma once

#include "assay/base/result.h"
#include "assay/run/job.h"

namespace assay {

// A usage error when the input is a file of the output directory with the name of a report: the run
// would replace what it reads.
Status CheckInputIsNoReport(const Job& job);

}  // namespace assay
