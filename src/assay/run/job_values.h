// The effective values of a job under the names of a job file, for `assay config show`.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "assay/run/job.h"

namespace assay {

// One pair a key that steers something, in the order of JobFileKeys: "performance.batch_size" and
// its value as a job file would have it; what is not set reads "(detected)", "(none)" and the like.
std::vector<std::pair<std::string, std::string>> JobValues(const Job& job);

}  // namespace assay
