// findings.jsonl: one JSON object a line with everything a finding knows, values exact.
#include <charconv>
#include <cstring>

#include "assay/base/utf8.h"
#include "assay/report/finding_writer.h"
#include "assay/report/json_text.h"
#include "assay/report/number_text.h"

namespace assay {
namespace {

// `key` comes with its quotes, colon and leading comma: R"(,"value":)".
void AppendText(std::string_view key, std::string_view text, std::string* out) {
  out->append(key);
  AppendJsonString(text, out);
}

// Names are ours: they never need escaping.
void AppendName(std::string_view key, std::string_view name, std::string* out) {
  out->append(key);
  out->push_back('"');
  out->append(name);
  out->push_back('"');
}

// Appends the text, and its exact bytes under base64_key when they are not UTF-8.
void AppendExact(std::string_view key, std::string_view base64_key, std::string_view text,
                 std::string* out) {
  AppendText(key, text, out);
  if (IsValidUtf8(text)) return;
  out->append(base64_key);
  out->push_back('"');
  AppendBase64(text, out);
  out->push_back('"');
}

void AppendSuggestion(const Evidence& evidence, std::string* out) {
  if (evidence.has_suggestion) {
    AppendExact(R"(,"suggestion":)", R"(,"suggestion_base64":)", evidence.suggestion, out);
  } else {
    out->append(R"(,"suggestion":null)");
  }
}

void AppendEvidence(const Evidence& evidence, std::string* out) {
  AppendName(R"({"method":)", MethodName(evidence.method), out);
  AppendName(R"(,"detector":)", evidence.detector, out);
  AppendName(R"(,"code":)", CodeName(evidence.code), out);
  AppendName(R"(,"severity":)", SeverityName(evidence.severity), out);
  out->append(R"(,"confidence":)");
  AppendConfidence(evidence.confidence, out);
  AppendExact(R"(,"expected":)", R"(,"expected_base64":)", evidence.expected, out);
  AppendSuggestion(evidence, out);
  AppendText(R"(,"message":)", evidence.message, out);
  out->push_back('}');
}

class JsonLinesFormat final : public FindingFormat {
 public:
  std::string_view file_name() const override { return "findings.jsonl"; }
  std::string Header() const override { return ""; }

  void AppendMiddle(const Finding& finding, std::string* out) const override {
    const Evidence& winner = finding.winner();
    AppendExact(R"(,"column":)", R"(,"column_base64":)", finding.column, out);
    out->append(R"(,"column_index":)");
    if (finding.column_index >= 0) {
      AppendInteger(finding.column_index, out);
    } else {
      out->append("null");
    }
    AppendName(R"(,"scope":)", ScopeName(finding.scope), out);
    AppendText(R"(,"field":)", finding.field, out);
    AppendName(R"(,"method":)", MethodName(winner.method), out);
    AppendName(R"(,"detector":)", winner.detector, out);
    AppendName(R"(,"code":)", CodeName(winner.code), out);
    AppendName(R"(,"severity":)", SeverityName(winner.severity), out);
    out->append(R"(,"confidence":)");
    AppendConfidence(finding.confidence, out);
    AppendExact(R"(,"value":)", R"(,"value_base64":)", finding.value, out);
    AppendExact(R"(,"expected":)", R"(,"expected_base64":)", winner.expected, out);
    AppendSuggestion(winner, out);
    if (winner.has_suggestion) {
      out->append(R"(,"suggestion_confidence":)");
      AppendConfidence(finding.suggestion_confidence, out);
    }
    AppendText(R"(,"message":)", winner.message, out);
    out->append(R"(,"evidence":[)");
    for (size_t i = 0; i < finding.evidence.size(); ++i) {
      if (i > 0) out->push_back(',');
      AppendEvidence(finding.evidence[i], out);
    }
    out->append(R"(],"fingerprint":")");
  }

  void AppendRecord(FindingScope scope, uint64_t row, uint64_t line, std::string_view middle,
                    uint64_t fingerprint, std::string* out) const override {
    static constexpr std::string_view kNoRow = R"({"row":null,"line":null)";
    static constexpr std::string_view kRow = R"({"row":)";
    static constexpr std::string_view kLine = R"(,"line":)";
    constexpr size_t kDigits = 20;  // of the largest uint64_t
    if (scope == FindingScope::kCell) {
      char head[kRow.size() + kLine.size() + 2 * kDigits];
      char* end = head + kRow.copy(head, kRow.size());
      end = std::to_chars(end, end + kDigits, row).ptr;
      end += kLine.copy(end, kLine.size());
      end = std::to_chars(end, end + kDigits, line).ptr;
      out->append(head, end);
    } else {
      out->append(kNoRow);
    }
    out->append(middle);
    char tail[19];
    std::memcpy(WriteHex64(fingerprint, tail), "\"}\n", 3);
    out->append(tail, sizeof tail);
  }
};

}  // namespace

std::unique_ptr<FindingFormat> MakeJsonLinesFormat() { return std::make_unique<JsonLinesFormat>(); }

}  // namespace assay
