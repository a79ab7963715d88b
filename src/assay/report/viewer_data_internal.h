// The data block of viewer.html, as web/viewer/viewer.js reads it.
#pragma once

#include <string>

#include "assay/report/report.h"

namespace assay {

// Compact JSON without a byte that is markup. Findings are arrays:
//   [row, line, column index, field#, scope, confidence, value#, fingerprint, row number, evidence]
//   evidence: [method, detector#, code#, severity, confidence, expected#, suggestion# or -1,
//   message#]
// Rows are [index of the first cell's column, value#, value#, …].
// Here x# is an index into "strings", the row number one into "rows" (-1: none), and enumerations
// are indices into "methods", "severities" and "scopes". Its size is bounded, whatever the report.
std::string ViewerData(const Report& report);

}  // namespace assay
