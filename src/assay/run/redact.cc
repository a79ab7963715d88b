// Which columns are redacted, and what that takes from a finding.
#include "assay/run/redact.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/config_node.h"

namespace assay {
namespace {

// Detectors of rows may quote any column, and those of groups other rows.
bool SeesOtherColumns(const Plan& plan, const Evidence& evidence) {
  return std::any_of(plan.rows.begin(), plan.rows.end(), [&](const PlannedRowDetector& one) {
    return one.type->name == evidence.detector;
  });
}

}  // namespace

void Redact(const Plan& plan, Finding* finding) {
  if (!plan.redacts || finding->column_index < 0) return;
  const bool own = plan.columns[static_cast<size_t>(finding->column_index)].redacted;
  if (own && finding->scope == FindingScope::kCell) finding->value = kRedacted;
  for (Evidence& evidence : finding->evidence) {
    if (!own && !SeesOtherColumns(plan, evidence)) continue;
    evidence.expected.clear();
    evidence.message = InfoOf(evidence.code).summary;
    if (!own) continue;  // a suggestion is a value of the finding's own column
    evidence.suggestion.clear();
    evidence.has_suggestion = false;
  }
}

Status PlanRedaction(const PlanInput& input, Plan* plan) {
  std::vector<std::string> names;
  for (size_t i = 0; i < plan->columns.size(); ++i) {
    names.push_back(plan->columns[i].field.field);
    names.push_back(input.schema->columns[i]);
  }
  for (const std::string& name : input.job->redact) {
    bool found = false;
    for (size_t i = 0; i < plan->columns.size(); ++i) {
      if (plan->columns[i].field.field != name && input.schema->columns[i] != name) continue;
      plan->columns[i].redacted = true;
      plan->redacts = found = true;
    }
    if (found) continue;
    return UsageError(fmt::format("--redact: there is no field or column '{}'.{}", name,
                                  NearestHint(name, names)));
  }
  return {};
}

}  // namespace assay
