// Routes of jobs: submit, list, show, follow, cancel, remove, and the files of their reports.
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/operate/audit_log.h"
#include "assay/operate/key_ring.h"
#include "assay/report/json_writer.h"
#include "assay/run/run_record.h"
#include "server/body_streams.h"
#include "server/job_request.h"
#include "server/problem.h"
#include "server/service.h"

namespace assay::server {
namespace {

constexpr size_t kLongestFileName = 100;
constexpr size_t kMostListed = 1000;
constexpr size_t kUsuallyListed = 50;

HttpResponse NoJob(const std::string& id) {
  return Problem(404, fmt::format("there is no job '{}'", id));
}

Answer NoJobAnswer() {
  return {404, "There is no such job.", "Problem", "application/problem+json"};
}

HttpResponse JobAnswer(unsigned status, const JobView& view) {
  HttpResponse response;
  response.status = status;
  response.body = JobJson(view.record, &view.progress) + "\n";
  return response;
}

// A name that is a plain file's here, whatever the client calls its table.
std::string SafeFileName(const std::string& name) {
  std::string safe = std::filesystem::path(name).filename().string().substr(0, kLongestFileName);
  for (char& c : safe) {
    const bool plain = IsLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
    if (!plain) c = '_';
  }
  if (safe.empty() || safe[0] == '.') safe.insert(0, "table");
  return safe;
}

Status MakePrivateFolder(const std::string& path) {
  std::error_code code;
  std::filesystem::create_directories(path, code);
  if (!code) std::filesystem::permissions(path, std::filesystem::perms::owner_all, code);
  if (code) return InputError(fmt::format("making '{}' failed: {}", path, code.message()));
  return {};
}

std::string_view ContentTypeOf(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".json", "application/json"},        {".csv", "text/csv; charset=utf-8"},
      {".jsonl", "application/x-ndjson"},   {".html", "text/html; charset=utf-8"},
      {".sarif", "application/sarif+json"}, {".xml", "application/xml"}};
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

// The part that a request wants of the file, provided that it is still the version it knows.
std::optional<ByteRange> RangeOf(const HttpRequest& request, std::string_view version,
                                 uint64_t size) {
  const std::string_view condition = request.Header("if-range");
  if (request.method != "GET" || (!condition.empty() && condition != version)) return std::nullopt;
  return ReadByteRange(request.Header("range"), size);
}

}  // namespace

std::vector<Route> Service::JobRoutes() {
  const Answer job{200, "The job.", "Job"};
  const Answer no_job = NoJobAnswer();
  std::vector<Route> routes;
  routes.push_back(
      {"POST",
       "/v1/jobs",
       "submitJob",
       "Submit a table: by its path below an input root, in JSON, or as the body",
       Role::kOperator,
       [this](const Call& call) { return SubmitJob(call); },
       {{202, "The job waits for its turn.", "Job"},
        {400, "The request is wrong; the detail says where.", "Problem",
         "application/problem+json"},
        {413, "The body is too large.", "Problem", "application/problem+json"},
        {415, "The content type is not one of those taken.", "Problem", "application/problem+json"},
        {503, "Too many jobs wait.", "Problem", "application/problem+json"}},
       {{"filename", "string", "The table's name, when it is the body itself."},
        {"name", "string", "What you call the job, when the table is the body itself."},
        {"config", "string", "The config as JSON, when the table is the body itself."}},
       BodyKind::kTable});
  routes.push_back({"GET",
                    "/v1/jobs",
                    "listJobs",
                    "List jobs, newest first",
                    Role::kViewer,
                    [this](const Call& call) { return ListJobs(call); },
                    {{200, "The jobs.", "JobList"}},
                    {{"state", "string", "Only jobs in this state."},
                     {"limit", "integer", "At most so many, 1 to 1000."}}});
  routes.push_back({"GET",
                    "/v1/jobs/{id}",
                    "showJob",
                    "Show a job and how far it is",
                    Role::kViewer,
                    [this](const Call& call) { return ShowJob(call); },
                    {job, no_job}});
  routes.push_back(
      {"DELETE",
       "/v1/jobs/{id}",
       "removeJob",
       "Delete a finished job and its report",
       Role::kAdmin,
       [this](const Call& call) { return RemoveJob(call); },
       {job, no_job, {409, "It has not ended.", "Problem", "application/problem+json"}}});
  routes.push_back({"POST",
                    "/v1/jobs/{id}/cancel",
                    "cancelJob",
                    "Cancel a job; nothing of it stays",
                    Role::kOperator,
                    [this](const Call& call) { return CancelJob(call); },
                    {{202, "It ends at its next block.", "Job"},
                     no_job,
                     {409, "It has ended already.", "Problem", "application/problem+json"}}});
  routes.push_back(
      {"GET",
       "/v1/jobs/{id}/events",
       "followJob",
       "Follow a job as server-sent events until it ends",
       Role::kViewer,
       [this](const Call& call) { return FollowJob(call); },
       {{200, "Events `state` and `progress`, each with the job as JSON.", "", "text/event-stream"},
        no_job}});
  return routes;
}

std::vector<Route> Service::FileRoutes() {
  const Answer no_job = NoJobAnswer();
  std::vector<Route> routes;
  routes.push_back({"GET",
                    "/v1/jobs/{id}/files",
                    "listFiles",
                    "List the files of a job's report",
                    Role::kViewer,
                    [this](const Call& call) { return ListFiles(call); },
                    {{200, "The files.", "FileList"}, no_job}});
  routes.push_back({"GET",
                    "/v1/jobs/{id}/files/{name}",
                    "fetchFile",
                    "Fetch a file of a job's report",
                    Role::kViewer,
                    [this](const Call& call) { return SendFile(call, call.path.at("name")); },
                    {{200, "The file.", "", "application/octet-stream"},
                     {206, "The part that Range names.", "", "application/octet-stream"},
                     {416, "The file has no such part.", "Problem", "application/problem+json"},
                     {304, "If-None-Match names it."},
                     no_job}});
  routes.push_back({"GET",
                    "/v1/jobs/{id}/viewer",
                    "viewReport",
                    "The report as a page for a browser",
                    Role::kViewer,
                    [this](const Call& call) { return SendFile(call, "viewer.html"); },
                    {{200, "The page.", "", "text/html"},
                     {206, "The part that Range names.", "", "text/html"},
                     {416, "The page has no such part.", "Problem", "application/problem+json"},
                     {304, "If-None-Match names it."},
                     no_job}});
  return routes;
}

HttpResponse Service::SubmitJob(const Call& call) {
  JobRecord record;
  record.submitted_micros = runtime_.clock->WallMicros();
  record.id = MakeRunId(record.submitted_micros);
  record.submitted_by = call.caller.name;
  Status taken =
      call.request->body_file.empty() ? TakeJson(call, &record) : TakeUpload(call, &record);
  if (taken) taken = queue_->Submit(record);
  if (!taken) {
    std::error_code ignored;
    std::filesystem::remove_all(queue_->FolderOf(record.id), ignored);
    return ProblemOf(taken.error());
  }
  Audit(call.caller, "job_submit", record);
  HttpResponse response = JobAnswer(202, {record, {}, 0});
  response.headers.emplace_back("Location", "/v1/jobs/" + record.id);
  return response;
}

Status Service::TakeUpload(const Call& call, JobRecord* record) {
  if (call.request->body_bytes == 0)
    return UsageError("the body is empty; expected a table with a header line");
  record->input = SafeFileName(call.target.Find("filename").value_or("table.csv"));
  record->name = call.target.Find("name").value_or("");
  ASSAY_TRY_STATUS(CheckJobName(record->name));
  if (const auto config = call.target.Find("config")) {
    ASSAY_TRY(record->config, CheckJobConfig(*config, "parameter config"));
  }
  const std::string folder = queue_->FolderOf(record->id) + kInputFolder;
  ASSAY_TRY_STATUS(MakePrivateFolder(folder));
  ASSAY_TRY_STATUS(runtime_.files->Rename(call.request->body_file, folder + record->input));
  return runtime_.files->SyncDirectory(folder);
}

Status Service::TakeJson(const Call& call, JobRecord* record) {
  if (!call.target.query.empty()) {
    return UsageError("with a JSON body, 'name' and 'config' stand in it, not in the query");
  }
  ASSAY_TRY(const JobRequest request, ParseJobRequest(call.request->body));
  record->name = request.name;
  record->config = request.config;
  record->path = request.path;
  record->input = SafeFileName(request.path.empty() ? "table.csv" : request.path);
  if (!request.csv) {
    ASSAY_TRY(const ConfinedFile file, OpenInput(options_.input_roots, request.path));
    return MakePrivateFolder(queue_->FolderOf(record->id));
  }
  if (request.csv->empty())
    return UsageError("'csv' is empty; expected a table with a header line");
  const std::string folder = queue_->FolderOf(record->id) + kInputFolder;
  ASSAY_TRY_STATUS(MakePrivateFolder(folder));
  ASSAY_TRY(auto file, runtime_.files->Create(folder + record->input));
  ASSAY_TRY_STATUS(file->Append(*request.csv));
  ASSAY_TRY_STATUS(file->Sync());
  return file->Close();
}

HttpResponse Service::ListJobs(const Call& call) const {
  const auto limit = CountParameter(call.target, "limit", kUsuallyListed, kMostListed);
  if (!limit) return ProblemOf(limit.error());
  std::optional<JobState> state;
  if (const auto name = call.target.Find("state")) {
    const auto* found = std::find(std::begin(kJobStateNames), std::end(kJobStateNames), *name);
    if (found == std::end(kJobStateNames)) {
      return Problem(400, fmt::format("state: found '{}', expected one of {}", *name,
                                      fmt::join(kJobStateNames, ", ")));
    }
    state = static_cast<JobState>(found - std::begin(kJobStateNames));
  }
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.BeginArray("jobs");
  for (const JobView& view : queue_->List(state, *limit))
    json.Json(JobJson(view.record, &view.progress));
  json.EndArray();
  json.EndObject();
  return HttpResponse{.headers = {}, .body = json.Take()};
}

HttpResponse Service::ShowJob(const Call& call) const {
  const auto view = queue_->Find(call.path.at("id"));
  return view ? JobAnswer(200, *view) : NoJob(call.path.at("id"));
}

HttpResponse Service::FollowJob(const Call& call) const {
  const std::string id = call.path.at("id");
  if (!queue_->Find(id)) return NoJob(id);
  HttpResponse response;
  response.content_type = "text/event-stream";
  response.headers.emplace_back("X-Accel-Buffering", "no");
  response.stream = MakeJobEvents([this, id] { return queue_->Find(id); }, runtime_);
  return response;
}

HttpResponse Service::CancelJob(const Call& call) {
  const std::string id = call.path.at("id");
  const CancelResult result = queue_->Cancel(id);
  const auto view = queue_->Find(id);
  if (result == CancelResult::kUnknown || !view) return NoJob(id);
  if (result == CancelResult::kFinished) {
    return Problem(409,
                   fmt::format("the job has ended: it is {}", JobStateName(view->record.state)));
  }
  Audit(call.caller, "job_cancel", view->record);
  return JobAnswer(202, *view);
}

HttpResponse Service::RemoveJob(const Call& call) {
  const std::string id = call.path.at("id");
  const auto view = queue_->Find(id);
  if (!view) return NoJob(id);
  switch (queue_->Remove(id)) {
    case CancelResult::kUnknown:
      return NoJob(id);
    case CancelResult::kFinished:
      return Problem(409, "the job has not ended; cancel it first");
    case CancelResult::kDone:
      break;
  }
  Audit(call.caller, "job_remove", view->record);
  return JobAnswer(200, *view);
}

HttpResponse Service::ListFiles(const Call& call) const {
  const std::string id = call.path.at("id");
  if (!queue_->Find(id)) return NoJob(id);
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.BeginArray("files");
  const std::string folder = queue_->FolderOf(id) + kReportFolder;
  std::vector<std::string> names;
  if (runtime_.files->Exists(folder + "/report.json")) {
    if (auto all = runtime_.files->List(folder)) names = *std::move(all);
  }
  for (const std::string& name : names) {
    const auto file = ConfinedFile::Open(folder, name, false);
    if (name.starts_with('.') || !file) continue;
    json.BeginObject();
    json.String("name", name);
    json.Unsigned("bytes", file->size());
    json.String("content_type", ContentTypeOf(name));
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return HttpResponse{.headers = {}, .body = json.Take()};
}

HttpResponse Service::SendFile(const Call& call, const std::string& name) const {
  const std::string id = call.path.at("id");
  const auto view = queue_->Find(id);
  if (!view) return NoJob(id);
  const std::string folder = queue_->FolderOf(id) + kReportFolder;
  if (name.starts_with('.') || !runtime_.files->Exists(folder)) {
    return Problem(404, fmt::format("the job has no file '{}'; it is {}", name,
                                    JobStateName(view->record.state)));
  }
  auto file = ConfinedFile::Open(folder, name, false);
  if (!file)
    return Problem(404, fmt::format("the job has no file '{}'; it is {}", name,
                                    JobStateName(view->record.state)));
  HttpResponse response;
  const std::string version = file->Version();
  response.headers.emplace_back("ETag", version);
  if (call.request->Header("if-none-match") == version) {
    response.status = 304;
    return response;
  }
  const uint64_t size = file->size();
  const auto range = RangeOf(*call.request, version, size);
  if (range && range->bytes == 0) {
    HttpResponse refused = Problem(416, fmt::format("the file '{}' has {} bytes", name, size));
    refused.headers.emplace_back("Content-Range", fmt::format("bytes */{}", size));
    return refused;
  }
  const ByteRange sent = range.value_or(ByteRange{0, size});
  response.headers.emplace_back("Accept-Ranges", "bytes");
  response.headers.emplace_back("Content-Security-Policy", "frame-ancestors 'none'");
  if (range) {
    response.status = 206;
    response.headers.emplace_back("Content-Range", fmt::format("bytes {}-{}/{}", sent.first,
                                                               sent.first + sent.bytes - 1, size));
  }
  response.content_type = ContentTypeOf(name);
  response.stream_bytes = sent.bytes;
  response.stream = MakeFileBody(*std::move(file), sent);
  return response;
}

void Service::Audit(const Caller& caller, const std::string& action,
                    const JobRecord& record) const {
  if (options_.operate.audit_log.empty()) return;
  AuditEntry entry;
  entry.user = caller.name;
  entry.action = action;
  entry.data_file = record.path.empty() ? record.input : record.path;
  entry.config = {{"job", record.id}};
  entry.ip_address = caller.address;
  const auto keys = ReadKeys(options_.operate.audit_key);
  const auto line = keys ? AppendAudit(options_.operate.audit_log, entry, *keys, runtime_)
                         : Result<uint64_t>(keys.error());
  if (!line) options_.log("error", line.error().message);
}

}  // namespace assay::server
