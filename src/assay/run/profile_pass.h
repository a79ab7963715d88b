// The profile pass: learns the statistics of a table before detection.
#pragma once

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/profile/table_profile.h"
#include "assay/run/job.h"
#include "assay/source/source.h"

namespace assay {

// Reads the whole source once. The source must be rewound for the next pass.
Result<TableProfile> ProfileTable(Source* source, const ProfileOptions& options, uint32_t workers,
                                  const Runtime& runtime, const RunHooks& hooks);

}  // namespace assay
