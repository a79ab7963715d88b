// The files of a run that are made from its report as a whole.
#pragma once

#include <string_view>

#include "assay/base/result.h"
#include "assay/report/report.h"
#include "assay/run/job.h"
#include "assay/run/output_directory.h"

namespace assay {

bool WritesFormat(const Job& job, std::string_view format);

// Those of the job's formats; report.json is not one of them.
Status WriteSummaries(const Job& job, const Report& report, OutputDirectory* output);

}  // namespace assay
