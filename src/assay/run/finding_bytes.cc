// Evidence by evidence.
#include "assay/run/finding_bytes.h"

#include "assay/detect/registry.h"

namespace assay {
namespace {

constexpr uint64_t kLeastEvidenceBytes = 72;
constexpr uint64_t kScopes = 3;

void WriteEvidence(const Evidence& evidence, ByteWriter* out) {
  out->Number(static_cast<uint64_t>(evidence.code));
  out->Number(static_cast<uint64_t>(evidence.severity));
  out->Real(evidence.confidence);
  out->Text(evidence.expected);
  out->Text(evidence.suggestion);
  out->Number(evidence.has_suggestion);
  out->Text(evidence.message);
  out->Number(static_cast<uint64_t>(evidence.method));
  out->Text(evidence.detector);
}

Evidence ReadEvidence(ByteReader* in, bool* known) {
  Evidence evidence;
  evidence.code = ReadEnum<Code>(in, kCodeCount, known);
  evidence.severity = ReadEnum<Severity>(in, kSeverityCount, known);
  evidence.confidence = in->Real();
  evidence.expected = in->Text();
  evidence.suggestion = in->Text();
  evidence.has_suggestion = in->Number() != 0;
  evidence.message = in->Text();
  evidence.method = ReadEnum<Method>(in, kMethodCount, known);
  evidence.detector = ReadDetectorName(in, known);
  return evidence;
}

}  // namespace

std::string_view ReadDetectorName(ByteReader* in, bool* known) {
  const DetectorType* type = FindDetectorType(in->Text());
  if (type == nullptr) *known = false;
  return type == nullptr ? std::string_view() : type->name;
}

void WriteFinding(const Finding& finding, std::string_view value, size_t cells, ByteWriter* out) {
  out->Number(static_cast<uint64_t>(finding.scope));
  out->Number(finding.row);
  out->Number(finding.line);
  out->Number(static_cast<uint64_t>(finding.column_index));
  out->Real(finding.confidence);
  out->Real(finding.suggestion_confidence);
  out->Number(finding.fingerprint);
  out->Text(value);
  out->Number(finding.evidence.size());
  for (const Evidence& evidence : finding.evidence) WriteEvidence(evidence, out);
  out->Number(cells);
}

void ReadFinding(ByteReader* in, KeptFinding* kept, bool* known) {
  Finding& finding = kept->finding;
  finding.scope = ReadEnum<FindingScope>(in, kScopes, known);
  finding.row = in->Number();
  finding.line = in->Number();
  finding.column_index = static_cast<int>(static_cast<int64_t>(in->Number()));
  finding.confidence = in->Real();
  finding.suggestion_confidence = in->Real();
  finding.fingerprint = in->Number();
  kept->value = in->Text();
  finding.evidence.resize(in->Count(kLeastEvidenceBytes));
  for (Evidence& evidence : finding.evidence) evidence = ReadEvidence(in, known);
  if (finding.evidence.empty()) *known = false;
  kept->row_values.resize(in->Count(8));
  for (std::string& cell : kept->row_values) cell = in->Text();
}

KeptFinding DecodeFinding(std::string_view bytes, bool* known) {
  KeptFinding kept;
  ByteReader in(bytes);
  ReadFinding(&in, &kept, known);
  if (!in.done()) *known = false;
  return kept;
}

}  // namespace assay
