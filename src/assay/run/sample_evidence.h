// The evidence about a sample of rows, gathered before the detect pass: what calibration knows of
// the table.
#pragma once

#include "assay/combine/calibration.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/table_profile.h"
#include "assay/run/plan.h"

namespace assay {

// Puts at most 2,000 rows of the sample, evenly spread, before the value and row detectors of the
// plan.
EvidenceContext ContextOfSample(const Plan& plan, const EncodedSample& encoded,
                                const RowSample& sample);

}  // namespace assay
