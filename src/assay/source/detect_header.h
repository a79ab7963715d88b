// Tells whether the first record of a table names its columns.
#pragma once

#include <string>
#include <vector>

namespace assay {

using RecordValues = std::vector<std::string>;  // of one record, unquoted

// False only where the first of the records looks like the ones below: in at least half of the
// columns that can tell, its value is a number among numbers, a date among dates, a code of the
// shape that all codes have, or one that comes again, and hardly any column holds what would be a
// name there. Numbers in steps (2019, 2020, 2021) are names. Records with another number of values
// than the first are left out; fewer than three below it tell nothing.
bool HasHeader(const std::vector<RecordValues>& records);

}  // namespace assay
