// Paths from the table of routes; schemas from a table of their members.
#include "server/openapi.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "assay/report/json_writer.h"
#include "server/job_record.h"
#include "server/job_request.h"

namespace assay::server {
namespace {

// `type` is of JSON Schema, "Name" for a schema of this document, or "Name[]" for a list of them.
struct Member {
  std::string_view name;
  std::string_view type;
  std::string_view description;
  bool required = true;
};

struct Schema {
  std::string_view name;
  std::string_view description;
  std::span<const Member> members;
};

constexpr Member kProblem[] = {
    {"type", "string", "about:blank"},
    {"title", "string", "The status in words."},
    {"status", "integer", "The status."},
    {"detail", "string", "What was found, what was expected, what to do."}};
constexpr Member kHealth[] = {{"status", "string", "healthy or unhealthy"},
                              {"checks", "HealthChecks", "Each check."}};
constexpr Member kHealthChecks[] = {{"database", "boolean", "The history answers."},
                                    {"models", "boolean", "Rules and models are there."},
                                    {"disk_space", "boolean", "There is space for reports."},
                                    {"memory", "boolean", "There is memory for a run."}};
constexpr Member kProgress[] = {{"stage", "string", "profile or detect"},
                                {"bytes_done", "integer", "Bytes of the table read in this stage."},
                                {"bytes_total", "integer", "Its bytes; 0: not known."},
                                {"rows", "integer", "Records read in this stage."},
                                {"findings", "integer", "Findings so far."}};
constexpr Member kJobReport[] = {{"total_records", "integer", "Records of the table."},
                                 {"rejected_records", "integer", "Those that could not be read."},
                                 {"total_errors", "integer", "Findings."},
                                 {"critical_errors", "integer", "Those of severity critical."}};
constexpr Member kJob[] = {
    {"id", "string", "The job, and its run in the history."},
    {"name", "string", "What the submitter calls it."},
    {"state", "string", "queued, running, succeeded, failed or cancelled"},
    {"submitted_by", "string", "The token's name."},
    {"input", "string", "The table's file name."},
    {"path", "string", "Where it stands below an input root.", false},
    {"config", "JobConfig", "As it was submitted."},
    {"submitted", "string", "UTC, RFC 3339."},
    {"started", "string", "UTC; absent while it waits.", false},
    {"finished", "string", "UTC; absent before its end.", false},
    {"starts", "integer", "How often it was begun; a restart of the service goes on with it."},
    {"exit_code", "integer", "As `assay detect` would have ended.", false},
    {"error", "string", "Why it failed.", false},
    {"report", "JobReport", "Counts of its report.", false},
    {"progress", "Progress", "While it runs.", false}};
constexpr Member kJobList[] = {{"jobs", "Job[]", "Newest first."}};
constexpr Member kFile[] = {{"name", "string", "For /v1/jobs/{id}/files/{name}."},
                            {"bytes", "integer", "Its size."},
                            {"content_type", "string", "Its type."}};
constexpr Member kFileList[] = {
    {"files", "File[]", "By name; none before the report is complete."}};
constexpr Member kRun[] = {{"run_id", "string", "Its identifier."},
                           {"input", "string", "The table."},
                           {"output_directory", "string", "Where its report was written."},
                           {"brand", "string", "The brand; may be empty."},
                           {"started", "string", "UTC, RFC 3339."},
                           {"seconds", "number", "Wall time."},
                           {"exit_code", "integer", "How it ended."},
                           {"rows", "integer", "Records."},
                           {"rejected", "integer", "Records that could not be read."},
                           {"total_errors", "integer", "Findings."},
                           {"critical_errors", "integer", "Those of severity critical."},
                           {"error", "string", "Why there is no report; empty when there is one."},
                           {"version", "string", "Of the program."}};
constexpr Member kRunList[] = {{"runs", "Run[]", "Newest first."}};
constexpr Member kDrift[] = {
    {"column", "string", "Its header."},
    {"measure", "string", "empty_share, numeric_share, distinct, mean_length, median or column."},
    {"before", "number", "Of the earlier run; for column, whether it was there."},
    {"after", "number", "Of the later run."}};
constexpr Member kComparison[] = {
    {"new", "integer", "Findings of the later run only."},
    {"fixed", "integer", "Of the earlier run only."},
    {"persisting", "integer", "Of both."},
    {"rows_before", "integer", "Records of the earlier run."},
    {"rows_after", "integer", "Records of the later run."},
    {"columns", "object", "By column: before, after, share_before, share_after."},
    {"drift", "Drift[]", "What moved in the columns, wrong or not."}};
constexpr Member kCaller[] = {
    {"name", "string", "The token's name; local where there are no tokens."},
    {"role", "string", "viewer, operator or admin"}};
constexpr Member kToken[] = {{"name", "string", "Whose it is."},
                             {"role", "string", "viewer, operator or admin"},
                             {"created", "string", "UTC, RFC 3339."},
                             {"expires", "string", "UTC; absent: never.", false}};
constexpr Member kTokenList[] = {{"tokens", "Token[]", "In the order of the file."}};
constexpr Member kJobRequest[] = {
    {"path", "string", "A table below an input root; this or `csv`.", false},
    {"csv", "string", "The table itself.", false},
    {"name", "string", "What you call the job.", false},
    {"config", "JobConfig", "What is to be done otherwise than by default.", false}};

constexpr Schema kSchemas[] = {{"Problem", "Problem details (RFC 9457).", kProblem},
                               {"Health", "The service and what it stands on.", kHealth},
                               {"HealthChecks", "The checks.", kHealthChecks},
                               {"Job", "A submitted table and what became of it.", kJob},
                               {"JobRequest", "A table by its path or as text.", kJobRequest},
                               {"JobReport", "Counts of a report.", kJobReport},
                               {"Progress", "How far a job is.", kProgress},
                               {"JobList", "Jobs.", kJobList},
                               {"File", "A file of a report.", kFile},
                               {"FileList", "Files of a report.", kFileList},
                               {"Run", "A run of the history.", kRun},
                               {"RunList", "Runs of the history.", kRunList},
                               {"Drift", "A statistic of a column that moved.", kDrift},
                               {"Comparison", "What changed between two runs.", kComparison},
                               {"Caller", "Who asks.", kCaller},
                               {"Token", "A token, without its text.", kToken},
                               {"TokenList", "Tokens.", kTokenList}};

void WriteReference(std::string_view name, JsonWriter* json) {
  json->BeginObject();
  json->String("$ref", fmt::format("#/components/schemas/{}", name));
  json->EndObject();
}

void WriteType(const Member& member, JsonWriter* json) {
  json->BeginObject(member.name);
  const bool is_schema = member.type[0] >= 'A' && member.type[0] <= 'Z';
  if (!is_schema) {
    json->String("type", member.type);
  } else if (member.type.ends_with("[]")) {
    json->String("type", "array");
    json->Key("items");
    WriteReference(member.type.substr(0, member.type.size() - 2), json);
  } else {
    json->String("$ref", fmt::format("#/components/schemas/{}", member.type));
  }
  json->String("description", member.description);
  json->EndObject();
}

void WriteSchema(const Schema& schema, JsonWriter* json) {
  json->BeginObject(schema.name);
  json->String("type", "object");
  json->String("description", schema.description);
  json->BeginArray("required");
  for (const Member& member : schema.members) {
    if (member.required) json->String(member.name);
  }
  json->EndArray();
  json->BeginObject("properties");
  for (const Member& member : schema.members) WriteType(member, json);
  json->EndObject();
  json->EndObject();
}

// The keys of a job file that a request may set; their types are those of schemas/job.schema.json.
void WriteConfigSchema(JsonWriter* json) {
  json->BeginObject("JobConfig");
  json->String("type", "object");
  json->String(
      "description",
      fmt::format("Keys of a job file (docs/reference/configuration.md): {}. A dot stands for "
                  "an object within.",
                  fmt::join(JobConfigKeys(), ", ")));
  json->EndObject();
}

void WriteParameter(std::string_view name, std::string_view in, std::string_view type,
                    std::string_view description, JsonWriter* json) {
  json->BeginObject();
  json->String("name", name);
  json->String("in", in);
  json->Bool("required", in == "path");
  json->String("description", description);
  json->BeginObject("schema");
  json->String("type", type);
  json->EndObject();
  json->EndObject();
}

void WriteParameters(const Route& route, JsonWriter* json) {
  json->BeginArray("parameters");
  for (size_t at = route.path.find('{'); at != std::string::npos;
       at = route.path.find('{', at + 1)) {
    WriteParameter(route.path.substr(at + 1, route.path.find('}', at) - at - 1), "path", "string",
                   "", json);
  }
  for (const QueryParameter& parameter : route.query) {
    WriteParameter(parameter.name, "query", parameter.type, parameter.description, json);
  }
  json->EndArray();
}

void WriteContent(std::string_view type, std::string_view schema, JsonWriter* json) {
  json->BeginObject(type);
  if (!schema.empty()) {
    json->Key("schema");
    WriteReference(schema, json);
  }
  json->EndObject();
}

void WriteBody(JsonWriter* json) {
  json->BeginObject("requestBody");
  json->Bool("required", true);
  json->BeginObject("content");
  WriteContent("application/json", "JobRequest", json);
  for (const char* type :
       {"text/csv", "application/gzip", "application/zstd", "application/octet-stream"}) {
    WriteContent(type, "", json);
  }
  json->EndObject();
  json->EndObject();
}

void WriteAnswer(const Answer& answer, JsonWriter* json) {
  json->BeginObject(std::to_string(answer.status));
  json->String("description", answer.description);
  json->BeginObject("content");
  WriteContent(answer.content_type, answer.schema, json);
  json->EndObject();
  json->EndObject();
}

void WriteAnswers(const Route& route, JsonWriter* json) {
  const std::string problem = "application/problem+json";
  json->BeginObject("responses");
  for (const Answer& answer : route.answers) WriteAnswer(answer, json);
  if (route.least_role) {
    WriteAnswer({401, "A token is missing, unknown or expired.", "Problem", problem}, json);
    WriteAnswer({403, "The token's role does not suffice.", "Problem", problem}, json);
    WriteAnswer(
        {429, "Too many requests; Retry-After says when to come again.", "Problem", problem}, json);
  }
  json->EndObject();
}

void WriteOperation(const Route& route, JsonWriter* json) {
  std::string method = route.method;
  std::transform(method.begin(), method.end(), method.begin(),
                 [](char c) { return static_cast<char>(c | 0x20); });
  json->BeginObject(method);
  json->String("operationId", route.id);
  json->String("summary", route.summary);
  if (route.least_role) json->String("x-least-role", RoleName(*route.least_role));
  json->BeginArray("security");
  if (route.least_role) {
    json->BeginObject();
    json->BeginArray("token");
    json->EndArray();
    json->EndObject();
  }
  json->EndArray();
  WriteParameters(route, json);
  if (route.body == BodyKind::kTable) WriteBody(json);
  WriteAnswers(route, json);
  json->EndObject();
}

// One object a path, with its methods in the order of the table.
void WritePaths(const std::vector<Route>& routes, JsonWriter* json) {
  std::vector<std::string> written;
  json->BeginObject("paths");
  for (const Route& first : routes) {
    if (std::find(written.begin(), written.end(), first.path) != written.end()) continue;
    written.push_back(first.path);
    json->BeginObject(first.path);
    for (const Route& route : routes) {
      if (route.path == first.path) WriteOperation(route, json);
    }
    json->EndObject();
  }
  json->EndObject();
}

}  // namespace

std::string OpenApiJson(const std::vector<Route>& routes) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.String("openapi", "3.1.0");
  json.BeginObject("info");
  json.String("title", "Assay");
  json.String("version", kApiVersion);
  json.String("description",
              "Finds the wrong cells of tables. Errors are problem details (RFC 9457).");
  json.EndObject();
  WritePaths(routes, &json);
  json.BeginObject("components");
  json.BeginObject("securitySchemes");
  json.BeginObject("token");
  json.String("type", "http");
  json.String("scheme", "bearer");
  json.EndObject();
  json.EndObject();
  json.BeginObject("schemas");
  for (const Schema& schema : kSchemas) WriteSchema(schema, &json);
  WriteConfigSchema(&json);
  json.EndObject();
  json.EndObject();
  json.EndObject();
  return json.Take();
}

}  // namespace assay::server
