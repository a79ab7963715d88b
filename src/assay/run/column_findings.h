// Findings about whole columns: known from the profile, written before those of the first row.
#pragma once

#include <vector>

#include "assay/report/finding_writer.h"
#include "assay/run/block_result.h"
#include "assay/run/plan.h"

namespace assay {

BlockResult ReportColumns(const Plan& plan, const std::vector<const FindingFormat*>& formats);

}  // namespace assay
