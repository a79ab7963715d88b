// Jobs as JSON and back.
#include "server/job_record.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/operate/timestamp.h"
#include "assay/report/json_writer.h"
#include "server/json_text_of.h"

namespace assay::server {
namespace {

void WriteTime(const char* key, int64_t micros, JsonWriter* json) {
  if (micros > 0) json->String(key, UtcTimestamp(micros));
}

void WriteProgress(const Progress& progress, JsonWriter* json) {
  json->BeginObject("progress");
  json->String("stage", progress.stage);
  json->Unsigned("bytes_done", progress.bytes_done);
  json->Unsigned("bytes_total", progress.bytes_total);
  json->Unsigned("rows", progress.rows);
  json->Unsigned("findings", progress.findings);
  json->EndObject();
}

void WriteReport(const JobRecord& record, JsonWriter* json) {
  json->BeginObject("report");
  json->Unsigned("total_records", record.total_records);
  json->Unsigned("rejected_records", record.rejected_records);
  json->Unsigned("total_errors", record.total_errors);
  json->Unsigned("critical_errors", record.critical_errors);
  json->EndObject();
}

// The members of a job's object, absent ones as empty texts and zeros.
class Members {
 public:
  explicit Members(const ConfigNode& object) : object_(object) {}
  std::string Text(std::string_view key) const {
    const ConfigNode* node = object_.Find(key);
    return node == nullptr ? "" : node->text;
  }
  uint64_t Number(std::string_view key) const {
    const std::string text = Text(key);
    uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }
  Result<int64_t> Time(std::string_view key) const {
    const std::string text = Text(key);
    if (text.empty()) return int64_t{0};
    return ParseUtcTimestamp(text);
  }

 private:
  const ConfigNode& object_;
};

}  // namespace

std::string JobJson(const JobRecord& record, const Progress* progress) {
  JsonWriter json(JsonWriter::Layout::kCompact);
  json.BeginObject();
  json.String("id", record.id);
  json.String("name", record.name);
  json.String("state", JobStateName(record.state));
  json.String("submitted_by", record.submitted_by);
  json.String("input", record.input);
  if (!record.path.empty()) json.String("path", record.path);
  json.Json("config", record.config);
  WriteTime("submitted", record.submitted_micros, &json);
  WriteTime("started", record.started_micros, &json);
  WriteTime("finished", record.finished_micros, &json);
  json.Unsigned("starts", record.starts);
  if (record.exit_code) json.Integer("exit_code", *record.exit_code);
  if (!record.error.empty()) json.String("error", record.error);
  if (record.has_report) WriteReport(record, &json);
  if (progress != nullptr && !progress->stage.empty()) WriteProgress(*progress, &json);
  json.EndObject();
  return json.Take();
}

Result<JobRecord> ParseJobRecord(std::string_view text, const std::string& file) {
  ASSAY_TRY(const ConfigDocument document, ParseJson(text, file));
  const Members members(document.root);
  JobRecord record;
  record.id = members.Text("id");
  record.name = members.Text("name");
  const auto* state =
      std::find(std::begin(kJobStateNames), std::end(kJobStateNames), members.Text("state"));
  if (record.id.empty() || state == std::end(kJobStateNames)) {
    return InputError(fmt::format("{}: this is no job of the service", file));
  }
  record.state = static_cast<JobState>(state - std::begin(kJobStateNames));
  record.submitted_by = members.Text("submitted_by");
  record.input = members.Text("input");
  record.path = members.Text("path");
  if (const ConfigNode* config = document.root.Find("config")) record.config = JsonTextOf(*config);
  ASSAY_TRY(record.submitted_micros, members.Time("submitted"));
  ASSAY_TRY(record.started_micros, members.Time("started"));
  ASSAY_TRY(record.finished_micros, members.Time("finished"));
  record.starts = static_cast<uint32_t>(members.Number("starts"));
  if (document.root.Find("exit_code") != nullptr)
    record.exit_code = static_cast<int>(members.Number("exit_code"));
  record.error = members.Text("error");
  if (const ConfigNode* report = document.root.Find("report")) {
    const Members counts(*report);
    record.has_report = true;
    record.total_records = counts.Number("total_records");
    record.rejected_records = counts.Number("rejected_records");
    record.total_errors = counts.Number("total_errors");
    record.critical_errors = counts.Number("critical_errors");
  }
  return record;
}

}  // namespace assay::server
