// findings.csv: one line for each finding; what a cell's evidence says beyond the winner stands in
// findings.jsonl.
#include <charconv>

#include "assay/report/csv_text.h"
#include "assay/report/finding_writer.h"
#include "assay/report/number_text.h"

namespace assay {
namespace {

class CsvFormat final : public FindingFormat {
 public:
  explicit CsvFormat(const FindingFormatOptions& options) : defuse_(options.defuse_formulas) {}

  std::string_view file_name() const override { return "findings.csv"; }

  std::string Header() const override {
    return "row,line,column,column_index,scope,field,method,detector,code,severity,confidence,"
           "value,"
           "expected,suggestion,message,evidence_count,fingerprint\n";
  }

  void AppendMiddle(const Finding& finding, std::string* out) const override {
    const Evidence& winner = finding.winner();
    AppendCsvCell(finding.column, false, out);
    out->push_back(',');
    if (finding.column_index >= 0) AppendInteger(finding.column_index, out);
    AppendName(ScopeName(finding.scope), out);
    out->push_back(',');
    AppendCsvCell(finding.field, false, out);
    AppendName(MethodName(winner.method), out);
    AppendName(winner.detector, out);
    AppendName(CodeName(winner.code), out);
    AppendName(SeverityName(winner.severity), out);
    out->push_back(',');
    AppendConfidence(finding.confidence, out);
    out->push_back(',');
    AppendCsvCell(finding.value, defuse_, out);
    out->push_back(',');
    AppendCsvCell(winner.expected, defuse_, out);
    out->push_back(',');
    if (winner.has_suggestion) AppendCsvCell(winner.suggestion, defuse_, out);
    out->push_back(',');
    AppendCsvCell(winner.message, false, out);
    out->push_back(',');
    AppendUnsigned(finding.evidence.size(), out);
    out->push_back(',');
  }

  void AppendRecord(FindingScope scope, uint64_t row, uint64_t line, std::string_view middle,
                    uint64_t fingerprint, std::string* out) const override {
    char head[44];
    char* end = head;
    const bool cell = scope == FindingScope::kCell;
    if (cell) end = std::to_chars(end, end + 20, row).ptr;
    *end++ = ',';
    if (cell) end = std::to_chars(end, end + 20, line).ptr;
    *end++ = ',';
    char tail[17];
    *WriteHex64(fingerprint, tail) = '\n';
    out->append(head, end);
    out->append(middle);
    out->append(tail, sizeof tail);
  }

 private:
  // Names are ours: they never need quoting.
  static void AppendName(std::string_view name, std::string* out) {
    out->push_back(',');
    out->append(name);
  }

  bool defuse_;
};

}  // namespace

std::unique_ptr<FindingFormat> MakeCsvFormat(const FindingFormatOptions& options) {
  return std::make_unique<CsvFormat>(options);
}

}  // namespace assay
