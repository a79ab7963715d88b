// The commands of the program, one file each.
#pragma once

#include "command.h"

namespace assay::cli {

Command DetectCommand();
Command SampleDataCommand();

}  // namespace assay::cli
