// Target: the path and the query of a request, decoded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/base/result.h"

namespace assay::server {

struct Target {
  std::vector<std::string> segments;  // of "/v1/jobs": "v1", "jobs"
  std::vector<std::pair<std::string, std::string>> query;

  // The value of a query parameter; nothing when it does not stand there.
  std::optional<std::string> Find(std::string_view name) const;
};

// Strict: the text starts with '/', escapes are whole, and no segment is empty (but for one '/' at
// the end), "." or "..", or holds '/', '\\' or a control character. Everything else is a usage
// error.
Result<Target> ParseTarget(std::string_view text);

// A parameter that is a whole number from 1 to `most`; `otherwise` when it does not stand there.
Result<size_t> CountParameter(const Target& target, std::string_view name, size_t otherwise,
                              size_t most);

}  // namespace assay::server
