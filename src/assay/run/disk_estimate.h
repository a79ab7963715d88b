// What a report may take on the disk, told before a long run.
#pragma once

#include <cstdint>
#include <string>

namespace assay {

// A warning when the folder has less room than the report of a table of `input_bytes` may need;
// "" when it has enough or nobody can say.
std::string LittleSpaceWarning(const std::string& folder, uint64_t input_bytes);

}  // namespace assay
