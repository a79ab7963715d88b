// One finding for each piece of evidence about a column, in column order.
#include "assay/run/column_findings.h"

#include <algorithm>

#include "assay/base/hash.h"
#include "assay/run/finding_bytes.h"
#include "assay/run/redact.h"

namespace assay {

BlockResult ReportColumns(const Plan& plan, const std::vector<const FindingFormat*>& formats) {
  BlockResult result;
  result.bytes.resize(formats.size());
  for (const ColumnEvidence& item : plan.column_findings) {
    const MappedField& field = plan.columns[item.column].field;
    Finding finding;
    finding.scope = FindingScope::kColumn;
    finding.column_index = static_cast<int>(item.column);
    finding.column = field.column;
    finding.field = field.field;
    finding.evidence.push_back(item.evidence);
    finding.confidence = plan.calibration.Confidence(item.column, finding.evidence, plan.context);
    finding.suggestion_confidence =
        plan.calibration.SuggestionConfidence(finding.evidence, finding.confidence);
    if (!plan.Writes(plan.columns[item.column], finding)) continue;
    finding.fingerprint =
        Fingerprint(FingerprintSubject(field.field, item.evidence.code, ""), Hash64("column"));
    if (std::binary_search(plan.ignored_fingerprints.begin(), plan.ignored_fingerprints.end(),
                           finding.fingerprint)) {
      continue;
    }
    Redact(plan, &finding);
    for (size_t f = 0; f < formats.size(); ++f) {
      std::string middle;
      formats[f]->AppendMiddle(finding, &middle);
      formats[f]->AppendRecord(finding.scope, 0, 0, middle, finding.fingerprint, &result.bytes[f]);
    }
    result.tally.AddFinding({finding.column_index, item.evidence.method, item.evidence.detector,
                             item.evidence.code, item.evidence.severity},
                            finding.confidence);
    ByteWriter bytes;
    WriteFinding(finding, finding.value, 0, &bytes);
    result.kept.push_back({finding.confidence, 0, finding.column_index, bytes.Take()});
  }
  return result;
}

}  // namespace assay
