// One line a file.
#include "assay/run/write_summaries.h"

#include <algorithm>
#include <string>
#include <vector>

#include "assay/run/side_by_side.h"

namespace assay {
namespace {

struct Summary {
  const char* file;
  std::string bytes;
};

std::vector<Summary> MakeSummaries(const Job& job, const Report& report) {
  static constexpr struct {
    std::string_view format;
    const char* file;
    std::string (*make)(const Report&);
  } kSummaries[] = {{"summary", "anomaly_summary.csv", AnomalySummaryCsv},
                    {"html", "viewer.html", ViewerHtml},
                    {"sarif", "report.sarif", SarifJson},
                    {"junit", "junit.xml", JUnitXml}};
  std::vector<Summary> made;
  for (const auto& summary : kSummaries) {
    if (WritesFormat(job, summary.format)) made.push_back({summary.file, summary.make(report)});
  }
  return made;
}

}  // namespace

bool WritesFormat(const Job& job, std::string_view format) {
  return std::find(job.formats.begin(), job.formats.end(), format) != job.formats.end();
}

Status WriteSummaries(const Job& job, const Report& report, uint32_t workers,
                      const std::function<Status()>& meanwhile, OutputDirectory* output) {
  std::vector<Summary> summaries;
  ASSAY_TRY_STATUS(SideBySide(workers, meanwhile, [&]() -> Status {
    summaries = MakeSummaries(job, report);
    return {};
  }));
  for (const Summary& summary : summaries)
    ASSAY_TRY_STATUS(output->Write(summary.file, summary.bytes));
  return {};
}

}  // namespace assay
