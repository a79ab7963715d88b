// Job files of earlier schema versions, rewritten for the present one.
#pragma once

#include <string>
#include <vector>

#include "assay/base/config_node.h"
#include "assay/base/result.h"

namespace assay {

// The version that this program writes. A job file says it as "schema_version"; without it, it is
// of version 1.
inline constexpr int kJobSchemaVersion = 2;

// The version that a job file says; a newer one than kJobSchemaVersion is a usage error at its
// place.
Result<int> JobSchemaVersion(const ConfigDocument& document);

struct MigratedConfig {
  int from = 0;
  std::string text;  // in the format of the file: JSON, or YAML when its name says so
  std::vector<std::string> changes;  // what was renamed, moved or dropped, one sentence each
};

// Rewrites a job file of any version up to the present one; what it sets stays set. The result is
// checked as a run would check it. Comments of YAML are not kept.
Result<MigratedConfig> MigrateJobFile(const ConfigDocument& document);

}  // namespace assay
