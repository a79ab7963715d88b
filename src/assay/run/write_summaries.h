// The files of a run that are made from its report as a whole.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "assay/base/result.h"
#include "assay/report/report.h"
#include "assay/run/job.h"
#include "assay/run/output_directory.h"

namespace assay {

bool WritesFormat(const Job& job, std::string_view format);

// Those of the job's formats; report.json is not one of them. `meanwhile` runs beside their making
// when there is more than one worker; it must leave the directory's list of files alone.
Status WriteSummaries(const Job& job, const Report& report, uint32_t workers,
                      const std::function<Status()>& meanwhile, OutputDirectory* output);

}  // namespace assay
