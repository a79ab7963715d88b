// The check behind `assay validate-config`: tells brand files, job files and rule packs apart by
// their keys and checks each as a run would.
#pragma once

#include <string>

#include "assay/base/result.h"

namespace assay {

// Reads the file (JSON or YAML) and gives a readable summary of several lines; the first mistake is
// a usage error at file:line:column. A brand is also checked against the rules of the program.
Result<std::string> ValidateConfig(const std::string& path);

}  // namespace assay
