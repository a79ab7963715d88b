// Quarantine: the file of records that could not be accepted.
#pragma once

#include <string>
#include <string_view>

#include "assay/table/block.h"

namespace assay {

inline constexpr std::string_view kQuarantineFile = "quarantine.csv";
inline constexpr std::string_view kQuarantineHeader = "row,line,offset,column,reason,text\n";

// One record of quarantine.csv. `text` is the rejected record as it was read.
void AppendQuarantineLine(const Reject& reject, bool redacts, std::string* out);

}  // namespace assay
