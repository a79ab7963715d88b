// The commands of the program, one file each.
#pragma once

#include "command.h"

namespace assay::cli {

Command DetectCommand();

}  // namespace assay::cli
