// The list of formats and the error for a wrong name.
#include "assay/run/report_formats.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/config_node.h"

namespace assay {

Status CheckFormats(const std::vector<std::string>& formats) {
  static const std::vector<std::string> kFormats = {"json", "csv",   "jsonl", "summary",
                                                    "html", "sarif", "junit"};
  for (const std::string& format : formats) {
    if (std::find(kFormats.begin(), kFormats.end(), format) != kFormats.end()) continue;
    return UsageError(
        fmt::format("--format: there is no format '{}'.{}", format, NearestHint(format, kFormats)));
  }
  return {};
}

}  // namespace assay
