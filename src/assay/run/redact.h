// Redaction: no output shows a value of the fields that a job names.
#pragma once

#include <string_view>

#include "assay/finding/finding.h"
#include "assay/run/plan.h"
#include "assay/table/block.h"

namespace assay {

inline constexpr std::string_view kRedacted = "[redacted]";

// Takes out of a finding what the plan's redacted columns hold: in such a column the value, what is
// expected, the suggestion and the message; elsewhere the texts of detectors that see whole rows,
// which may quote them. Codes, confidences and the fingerprint stay. `Finding::value` becomes
// kRedacted.
void Redact(const Plan& plan, Finding* finding);

// Marks the columns that the job's `redact` names by field or header; an unknown name is a usage
// error.
Status PlanRedaction(const PlanInput& input, Plan* plan);

}  // namespace assay
