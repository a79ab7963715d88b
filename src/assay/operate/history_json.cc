// Writes runs and comparisons.
#include "assay/operate/history_json.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/config_node.h"

namespace assay {

void WriteRun(const HistoryRun& run, JsonWriter* json) {
  json->BeginObject();
  json->String("run_id", run.run_id);
  json->String("input", run.input);
  json->String("output_directory", run.output_directory);
  json->String("brand", run.brand);
  json->String("started", run.started);
  json->Decimal("seconds", run.seconds);
  json->Integer("exit_code", run.exit_code);
  json->Unsigned("rows", run.rows);
  json->Unsigned("rejected", run.rejected);
  json->Unsigned("total_errors", run.total_errors);
  json->Unsigned("critical_errors", run.critical_errors);
  json->String("error", run.error);
  json->String("version", run.version);
  json->EndObject();
}

void WriteComparison(const RunComparison& comparison, JsonWriter* json) {
  json->BeginObject();
  json->Unsigned("new", comparison.fresh);
  json->Unsigned("fixed", comparison.fixed);
  json->Unsigned("persisting", comparison.persisting);
  json->Unsigned("rows_before", comparison.rows_before);
  json->Unsigned("rows_after", comparison.rows_after);
  json->BeginObject("columns");
  for (const auto& [column, change] : comparison.fields) {
    json->BeginObject(column);
    json->Unsigned("before", change.before);
    json->Unsigned("after", change.after);
    json->Probability("share_before", std::min(change.share_before, 1.0));
    json->Probability("share_after", std::min(change.share_after, 1.0));
    json->EndObject();
  }
  json->EndObject();
  json->BeginArray("drift");
  for (const Drift& drift : comparison.drift) {
    json->BeginObject();
    json->String("column", drift.column);
    json->String("measure", drift.measure);
    json->Decimal("before", drift.before);
    json->Decimal("after", drift.after);
    json->EndObject();
  }
  json->EndArray();
  json->EndObject();
}

Result<std::string> ReportDirectoryOf(const HistoryRun& run) {
  const std::string path = run.output_directory + "/run.json";
  ASSAY_TRY(const ConfigDocument record, ReadConfigFile(path));
  const ConfigNode* id = record.root.Find("run_id");
  if (id != nullptr && id->text == run.run_id) return run.output_directory;
  return UsageError(
      fmt::format("{} holds the report of another run now ({}), not that of {}; give each run an "
                  "--output-dir of its own, or compare directories",
                  run.output_directory, id == nullptr ? "unknown" : id->text, run.run_id));
}

}  // namespace assay
