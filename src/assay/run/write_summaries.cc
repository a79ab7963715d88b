// One line a file.
#include "assay/run/write_summaries.h"

#include <algorithm>
#include <string>

namespace assay {

bool WritesFormat(const Job& job, std::string_view format) {
  return std::find(job.formats.begin(), job.formats.end(), format) != job.formats.end();
}

Status WriteSummaries(const Job& job, const Report& report, OutputDirectory* output) {
  static constexpr struct {
    std::string_view format;
    const char* file;
    std::string (*make)(const Report&);
  } kSummaries[] = {{"summary", "anomaly_summary.csv", AnomalySummaryCsv},
                    {"html", "viewer.html", ViewerHtml},
                    {"sarif", "report.sarif", SarifJson},
                    {"junit", "junit.xml", JUnitXml}};
  for (const auto& summary : kSummaries) {
    if (!WritesFormat(job, summary.format)) continue;
    ASSAY_TRY_STATUS(output->Write(summary.file, summary.make(report)));
  }
  return {};
}

}  // namespace assay
