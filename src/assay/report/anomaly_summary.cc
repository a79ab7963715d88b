// anomaly_summary.csv: the counts of report.json as a table for a spreadsheet.
#include "assay/report/csv_text.h"
#include "assay/report/number_text.h"
#include "assay/report/report.h"

namespace assay {

std::string AnomalySummaryCsv(const Report& report) {
  std::string out =
      "field,column,method,detector,code,severity,count,high_confidence,share_of_records\n";
  const uint64_t accepted = report.total_records - report.rejected_records;
  for (const FindingCount& count : report.counts) {
    AppendCsvCell(count.field, false, &out);
    out.push_back(',');
    AppendCsvCell(count.column, false, &out);
    for (std::string_view name : {MethodName(count.method), std::string_view(count.detector),
                                  CodeName(count.code), SeverityName(count.severity)}) {
      out.push_back(',');
      out.append(name);
    }
    out.push_back(',');
    AppendUnsigned(count.count, &out);
    out.push_back(',');
    AppendUnsigned(count.high_confidence, &out);
    out.push_back(',');
    AppendConfidence(
        accepted == 0 ? 0 : static_cast<double>(count.count) / static_cast<double>(accepted), &out);
    out.push_back('\n');
  }
  return out;
}

}  // namespace assay
