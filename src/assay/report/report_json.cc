// report.json: the run in numbers; schemas/report.schema.json describes every key.
#include <map>

#include "assay/report/json_writer.h"
#include "assay/report/report.h"

namespace assay {
namespace {

constexpr uint64_t kSchemaVersion = 1;

// Findings summed over some counts.
struct Totals {
  uint64_t findings = 0;
  uint64_t critical = 0;
  uint64_t high_confidence = 0;

  void Add(const FindingCount& count) {
    findings += count.count;
    if (count.severity == Severity::kCritical) critical += count.count;
    high_confidence += count.high_confidence;
  }
};

void WriteTotals(const Totals& totals, JsonWriter* json) {
  json->Unsigned("findings", totals.findings);
  json->Unsigned("critical", totals.critical);
  json->Unsigned("high_confidence", totals.high_confidence);
}

void WriteSummary(const Report& report, JsonWriter* json) {
  json->BeginObject("summary");
  json->Unsigned("total_records", report.total_records);
  json->Unsigned("accepted_records", report.total_records - report.rejected_records);
  json->Unsigned("rejected_records", report.rejected_records);
  json->Unsigned("total_errors", report.total_errors);
  json->Unsigned("critical_errors", report.critical_errors);
  json->Unsigned("records_with_errors", report.records_with_errors);
  json->BeginObject("by_severity");
  for (size_t i = report.by_severity.size(); i-- > 0;) {
    json->Unsigned(SeverityName(static_cast<Severity>(i)), report.by_severity[i]);
  }
  json->EndObject();
  json->EndObject();
}

// The totals of one column by method; a field is told from its namesakes by its column.
void WriteFields(const Report& report, JsonWriter* json) {
  json->BeginArray("fields");
  for (const FieldSummary& field : report.fields) {
    std::map<Method, Totals> methods;
    for (const FindingCount& count : report.counts) {
      if (count.field == field.field && count.column == field.column)
        methods[count.method].Add(count);
    }
    json->BeginObject();
    json->String("field", field.field);
    json->String("column", field.column);
    json->Integer("column_index", field.column_index);
    json->Unsigned("findings", field.findings);
    json->Unsigned("critical", field.critical);
    json->BeginObject("methods");
    for (const auto& [method, totals] : methods)
      json->Unsigned(MethodName(method), totals.findings);
    json->EndObject();
    json->EndObject();
  }
  json->EndArray();
}

void WriteMethods(const Report& report, JsonWriter* json) {
  std::map<Method, Totals> methods;
  for (const FindingCount& count : report.counts) methods[count.method].Add(count);
  json->BeginObject("methods");
  for (const auto& [method, totals] : methods) {
    json->BeginObject(MethodName(method));
    WriteTotals(totals, json);
    json->EndObject();
  }
  json->EndObject();
}

std::map<Code, Totals> TotalsByCode(const Report& report) {
  std::map<Code, Totals> codes;
  for (const FindingCount& count : report.counts) codes[count.code].Add(count);
  return codes;
}

void WriteCodes(const Report& report, JsonWriter* json) {
  json->BeginObject("codes");
  for (const auto& [code, totals] : TotalsByCode(report)) {
    json->BeginObject(CodeName(code));
    WriteTotals(totals, json);
    json->String("summary", InfoOf(code).summary);
    json->EndObject();
  }
  json->EndObject();
}

void WriteDetectors(const Report& report, JsonWriter* json) {
  json->BeginArray("detectors");
  for (const Outcome& outcome : report.outcomes) {
    json->BeginObject();
    json->String("field", outcome.field);
    json->String("detector", outcome.detector);
    json->String("method", MethodName(outcome.method));
    json->String("state", StateName(outcome.state));
    json->String("reason", outcome.reason);
    json->Unsigned("flagged", outcome.flagged);
    json->EndObject();
  }
  json->EndArray();
}

void WriteHistogram(const Report& report, JsonWriter* json) {
  json->BeginObject("confidence_histogram");
  json->Probability("bin_width", 1.0 / static_cast<double>(report.confidence_histogram.size()));
  json->BeginArray("counts");
  for (uint64_t count : report.confidence_histogram) json->Unsigned(count);
  json->EndArray();
  json->EndObject();
}

// What a metrics store takes: flat counts, and one series of (method, field, error type).
void WriteMetrics(const Report& report, JsonWriter* json) {
  json->BeginObject("metrics");
  json->Unsigned("records_total", report.total_records);
  json->Unsigned("records_accepted", report.total_records - report.rejected_records);
  json->Unsigned("records_rejected", report.rejected_records);
  json->Unsigned("findings_total", report.total_errors);
  json->Unsigned("findings_critical", report.critical_errors);
  WriteHistogram(report, json);
  json->BeginArray("detection_total");
  for (const FindingCount& count : report.counts) {
    json->BeginObject();
    json->String("field", count.field);
    json->String("column", count.column);
    json->String("method", MethodName(count.method));
    json->String("detector", count.detector);
    json->String("error_type", CodeName(count.code));
    json->String("severity", SeverityName(count.severity));
    json->Unsigned("count", count.count);
    json->Unsigned("high_confidence", count.high_confidence);
    json->EndObject();
  }
  json->EndArray();
  json->EndObject();
}

void WriteDigests(std::string_view key, const std::vector<NamedDigest>& digests, JsonWriter* json) {
  json->BeginArray(key);
  for (const NamedDigest& digest : digests) {
    json->BeginObject();
    json->String("name", digest.name);
    json->String("algorithm", digest.algorithm);
    json->String("digest", digest.hex);
    json->Unsigned("bytes", digest.bytes);
    json->EndObject();
  }
  json->EndArray();
}

void WriteOrigin(const Report& report, JsonWriter* json) {
  json->BeginObject("settings");
  for (const auto& [key, value] : report.settings) json->String(key, value);
  json->EndObject();
  json->BeginArray("notes");
  for (const std::string& note : report.notes) json->String(note);
  json->EndArray();
  WriteDigests("digests", report.digests, json);
}

}  // namespace

std::string ReportJson(const Report& report, const std::vector<NamedDigest>& files) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.Unsigned("schema_version", kSchemaVersion);
  json.BeginObject("tool");
  json.String("name", "assay");
  json.String("version", report.assay_version);
  json.EndObject();
  if (report.brand.empty()) {
    json.Null("brand");
  } else {
    json.String("brand", report.brand);
  }
  WriteSummary(report, &json);
  json.BeginArray("columns");
  for (const std::string& column : report.columns) json.String(column);
  json.EndArray();
  WriteFields(report, &json);
  WriteMethods(report, &json);
  WriteCodes(report, &json);
  WriteDetectors(report, &json);
  WriteMetrics(report, &json);
  WriteOrigin(report, &json);
  WriteDigests("files", files, &json);
  json.EndObject();
  return json.Take();
}

}  // namespace assay
