// PlanFields: the first half of a plan: which column is which field, and what the job asks of it.
#pragma once

#include "assay/base/result.h"
#include "assay/run/plan.h"

namespace assay {

// Fills the columns of `plan` (field, checked, thresholds) and its notes, key columns and ignored
// codes and fingerprints. A brand that does not fit, an unknown column or an unknown code is a
// usage error.
Status PlanFields(const PlanInput& input, Plan* plan);

}  // namespace assay
