// The profile pass: learns the statistics of a table before detection.
#pragma once

#include <functional>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/profile/table_profile.h"
#include "assay/run/job.h"
#include "assay/run/profile_keeper.h"
#include "assay/source/source.h"

namespace assay {

struct ProfilePass {
  Source* source = nullptr;
  ProfileOptions options;
  uint32_t workers = 1;
  ProfileKeeper* keeper = nullptr;        // may be null: a killed pass is made again
  std::function<bool()> memory_is_short;  // may be empty
  bool was_read = false;                  // filled in: the source must be rewound for the next pass

  // Reads the whole source once, unless an earlier run got to its end. An error of the source or a
  // stop leaves what was learned so far to the keeper.
  Result<TableProfile> Run(const Runtime& runtime, const RunHooks& hooks);
};

}  // namespace assay
