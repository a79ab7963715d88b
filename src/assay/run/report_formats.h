// The reports that a run can write, by the names that --format takes.
#pragma once

#include <string>
#include <vector>

#include "assay/base/result.h"

namespace assay {

// A usage error for the first name that is no format; it names the nearest one.
Status CheckFormats(const std::vector<std::string>& formats);

}  // namespace assay
