// A fifth of the input, and some room for the summaries.
#include "assay/run/disk_estimate.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace assay {

std::string LittleSpaceWarning(const std::string& folder, uint64_t input_bytes) {
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  const uint64_t estimate = input_bytes / 5 + (uint64_t{32} << 20);
  if (error || space.available >= estimate) return "";
  return fmt::format("{}: {} MB are free; a table of this size may need {} MB for its report",
                     folder, space.available >> 20, estimate >> 20);
}

}  // namespace assay
