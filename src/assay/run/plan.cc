// What a plan makes of values, evidence and findings while a run lasts.
#include "assay/run/plan.h"

#include <algorithm>

namespace assay {
namespace {

constexpr double kLeastEvidence = 0.2;  // weaker evidence never makes a finding

}  // namespace

Evidence PlannedDetector::Explain(std::string_view flagged) const {
  Evidence evidence = value != nullptr ? value->Explain(flagged) : ordered->Explain(flagged);
  evidence.method = type->method;
  evidence.detector = type->name;
  // What a rule says of wrong values does not hold for one that it could not decide.
  if (evidence.code == Code::kRuleUndetermined) return evidence;
  if (code) {
    evidence.code = *code;
    evidence.severity = InfoOf(*code).severity;
  }
  if (severity) evidence.severity = *severity;
  if (confidence) evidence.confidence = *confidence;
  evidence.confidence *= weight;
  if (!message.empty()) evidence.message = message;
  return evidence;
}

std::string_view Plan::Seen(std::string_view value) const {
  if (null_tokens.empty()) return value;
  const bool is_null = std::binary_search(null_tokens.begin(), null_tokens.end(), value);
  return is_null ? std::string_view() : value;
}

bool Plan::Uses(const ColumnPlan& column, const Evidence& evidence) const {
  double least = column.threshold[static_cast<size_t>(evidence.method)];
  if (evidence.method != Method::kValidation) least = std::min(least, kLeastEvidence);
  return evidence.confidence >= least && std::find(ignored_codes.begin(), ignored_codes.end(),
                                                   evidence.code) == ignored_codes.end();
}

bool Plan::Writes(const ColumnPlan& column, const Finding& finding) const {
  const bool by_rule =
      std::any_of(finding.evidence.begin(), finding.evidence.end(), [](const Evidence& e) {
        return e.method == Method::kValidation;  // Uses has applied their threshold
      });
  return by_rule ||
         finding.confidence >= column.threshold[static_cast<size_t>(finding.winner().method)];
}

}  // namespace assay
