// Routes of past runs, and what the service says of itself.
#include <fmt/format.h>

#include "assay/operate/history.h"
#include "assay/operate/history_json.h"
#include "assay/report/json_writer.h"
#include "server/openapi.h"
#include "server/problem.h"
#include "server/service.h"

namespace assay::server {
namespace {

constexpr size_t kMostListed = 1000;
constexpr size_t kUsuallyListed = 50;

// The member of a page that lists: {"runs": […]}.
template <typename Items, typename Write>
HttpResponse ListAnswer(const char* key, const Items& items, const Write& write) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.BeginArray(key);
  for (const auto& item : items) write(item, &json);
  json.EndArray();
  json.EndObject();
  return HttpResponse{.headers = {}, .body = json.Take()};
}

void WriteToken(const AccessToken& token, JsonWriter* json) {
  json->BeginObject();
  json->String("name", token.name);
  json->String("role", RoleName(token.role));
  json->String("created", token.created);
  if (!token.expires.empty()) json->String("expires", token.expires);
  json->EndObject();
}

}  // namespace

std::vector<Route> Service::RunRoutes() {
  const Answer none{404, "There is no such run.", "Problem", "application/problem+json"};
  const Answer wrong{400, "There is no such run.", "Problem", "application/problem+json"};
  return {{"GET",
           "/v1/runs",
           "listRuns",
           "List past runs, newest first, those of the command line too",
           Role::kViewer,
           [this](const Call& call) { return ListRuns(call); },
           {{200, "The runs.", "RunList"}},
           {{"input", "string", "Only runs on a table of this file name."},
            {"limit", "integer", "At most so many, 1 to 1000."}}},
          {"GET",
           "/v1/runs/{run}",
           "showRun",
           "Show a past run, by its id, a start of it, or `last`",
           Role::kViewer,
           [this](const Call& call) { return ShowRun(call); },
           {{200, "The run.", "Run"}, none}},
          {"GET",
           "/v1/compare",
           "compareRuns",
           "Tell what is new, fixed and persisting between two runs",
           Role::kViewer,
           [this](const Call& call) { return Compare(call); },
           {{200, "The comparison.", "Comparison"}, wrong},
           {{"earlier", "string", "The run to compare with."},
            {"later", "string", "The run that is compared."}}}};
}

std::vector<Route> Service::AboutRoutes() {
  return {
      {"GET",
       "/v1/openapi.json",
       "openapi",
       "This document",
       std::nullopt,
       [this](const Call&) { return HttpResponse{.headers = {}, .body = OpenApiJson(routes_)}; },
       {{200, "The document.", "", "application/json"}}},
      {"GET",
       "/v1/me",
       "showCaller",
       "Who the token belongs to",
       Role::kViewer,
       [](const Call& call) {
         JsonWriter json(JsonWriter::Layout::kIndented);
         json.BeginObject();
         json.String("name", call.caller.name);
         json.String("role", RoleName(call.caller.role));
         json.EndObject();
         return HttpResponse{.headers = {}, .body = json.Take()};
       },
       {{200, "The caller.", "Caller"}}},
      {"GET",
       "/v1/tokens",
       "listTokens",
       "List tokens by name and role",
       Role::kAdmin,
       [this](const Call&) { return ListAnswer("tokens", gate_->tokens(), WriteToken); },
       {{200, "The tokens, without what could be used.", "TokenList"}}}};
}

HttpResponse Service::ListRuns(const Call& call) const {
  const auto limit = CountParameter(call.target, "limit", kUsuallyListed, kMostListed);
  if (!limit) return ProblemOf(limit.error());
  const auto history = History::Open(options_.operate.HistoryPath());
  if (!history) return ProblemOf(history.error());
  const auto runs =
      history->List({.input = call.target.Find("input").value_or(""), .most = *limit});
  return runs ? ListAnswer("runs", *runs, WriteRun) : ProblemOf(runs.error());
}

HttpResponse Service::ShowRun(const Call& call) const {
  const auto history = History::Open(options_.operate.HistoryPath());
  if (!history) return ProblemOf(history.error());
  const auto run = history->Find(call.path.at("run"));
  if (!run && run.error().kind == ErrorKind::kUsage) return Problem(404, run.error().message);
  if (!run) return ProblemOf(run.error());
  JsonWriter json(JsonWriter::Layout::kIndented);
  WriteRun(*run, &json);
  return HttpResponse{.headers = {}, .body = json.Take()};
}

HttpResponse Service::Compare(const Call& call) const {
  const auto compared = [&]() -> Result<RunComparison> {
    ASSAY_TRY(const History history, History::Open(options_.operate.HistoryPath()));
    std::string directories[2];
    for (const char* name : {"earlier", "later"}) {
      const auto id = call.target.Find(name);
      if (!id) return UsageError(fmt::format("the parameter '{}' is missing", name));
      ASSAY_TRY(const HistoryRun run, history.Find(*id));
      ASSAY_TRY(directories[name == std::string_view("later")], ReportDirectoryOf(run));
    }
    return CompareRuns(directories[0], directories[1], runtime_, {});
  }();
  if (!compared) return ProblemOf(compared.error());
  JsonWriter json(JsonWriter::Layout::kIndented);
  WriteComparison(*compared, &json);
  return HttpResponse{.headers = {}, .body = json.Take()};
}

}  // namespace assay::server
