// Numbers and values as people read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace assay::cli {

std::string FormatCount(uint64_t count);     // "1,234,567"
std::string FormatBytes(double bytes);       // "312.4 MB", powers of 1000
std::string FormatDuration(double seconds);  // "0.31 s", "1:05", "2:03:00"

// A value for a terminal: control characters and ill-formed bytes become visible, and what is
// longer than `most` code points is cut with an ellipsis.
std::string FormatValue(std::string_view value, size_t most);

}  // namespace assay::cli
