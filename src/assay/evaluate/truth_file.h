// truth.csv: the cells that injection made wrong, as it is written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace assay {

inline constexpr std::string_view kTruthHeader = "row,column,error_type,clean_value,dirty_value\n";

// Appends one line of truth.csv.
void AppendTruthLine(uint64_t row, std::string_view column, std::string_view error_type,
                     std::string_view clean, std::string_view dirty, std::string* out);

}  // namespace assay
