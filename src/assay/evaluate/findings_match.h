// Whether findings are of a table: their values are those of its cells.
#pragma once

#include <string>

#include "assay/evaluate/findings_file.h"
#include "assay/source/source.h"

namespace assay {

// An input error when more than half of the findings whose values are known tell another value than
// the table has in their cell: they are of another table, or of an earlier state of it. `path`
// names their file in the error.
Status CheckFindingsMatch(const std::string& table, const SourceOptions& source,
                          const std::string& path, const ReadFindings& findings);

}  // namespace assay
