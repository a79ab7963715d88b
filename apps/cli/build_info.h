// What this program was built from and by. The values come from cmake/BuildInfo.cmake.
#pragma once

namespace assay::cli {

struct BuildInfo {
  const char* version;
  const char* commit;  // with "-dirty" when the tree was changed; "unknown" outside a repository
  const char* build_type;
  const char* compiler;
  const char* target;
};

extern const BuildInfo kBuildInfo;

}  // namespace assay::cli
