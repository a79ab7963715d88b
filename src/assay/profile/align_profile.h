// Puts a saved profile onto another table of the same columns.
#pragma once

#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/profile/table_profile.h"

namespace assay {

// The profile with its columns in the order of `columns`, the other table's header; columns that
// are not among them are dropped. Of equal names, the first is the first. A column that the profile
// lacks is a usage error that names the nearest. The sample is no longer complete: it holds no row
// of that table.
Result<TableProfile> AlignProfile(TableProfile profile, const std::vector<std::string>& columns);

}  // namespace assay
