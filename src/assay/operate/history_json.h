// Past runs and comparisons as JSON, the same for the command line and the service.
#pragma once

#include <string>

#include "assay/operate/compare_runs.h"
#include "assay/operate/history.h"
#include "assay/report/json_writer.h"

namespace assay {

void WriteRun(const HistoryRun& run, JsonWriter* json);
void WriteComparison(const RunComparison& comparison, JsonWriter* json);

// Where the report of a past run stands; a usage error when another run's stands there now.
Result<std::string> ReportDirectoryOf(const HistoryRun& run);

}  // namespace assay
