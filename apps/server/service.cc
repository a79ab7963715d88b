// Admission of requests, and the routes of operations.
#include "server/service.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "assay/operate/crypto.h"
#include "assay/operate/history.h"
#include "server/problem.h"

namespace assay::server {
namespace {

constexpr uint64_t kMostJsonBytes = uint64_t{16} << 20;
constexpr const char* kUploads = "/uploads";

// The type without its parameters: "text/csv; charset=utf-8" is "text/csv".
std::string_view ContentType(const HttpRequest& head) {
  const std::string_view type = head.Header("content-type");
  return type.substr(0, type.find_first_of("; "));
}

bool IsTable(std::string_view type) {
  return type == "text/csv" || type == "application/gzip" || type == "application/zstd" ||
         type == "application/octet-stream";
}

HttpResponse NoRoute(const RouteMatch& match, const HttpRequest& head) {
  if (match.allowed.empty()) {
    return Problem(404,
                   fmt::format("there is no '{}' here; GET /v1/openapi.json lists what there is",
                               head.target));
  }
  HttpResponse response =
      Problem(405, fmt::format("found {}, expected one of {}", head.method, match.allowed));
  response.headers.emplace_back("Allow", match.allowed);
  return response;
}

}  // namespace

Service::Service(ServiceOptions options, const Runtime& runtime)
    : options_(std::move(options)), runtime_(runtime) {
  for (const auto& part : {HealthRoutes(), AboutRoutes(), JobRoutes(), FileRoutes(), RunRoutes()}) {
    routes_.insert(routes_.end(), part.begin(), part.end());
  }
}

Service::~Service() { Drain(0); }

Result<std::unique_ptr<Service>> Service::Open(ServiceOptions options, const Runtime& runtime) {
  std::unique_ptr<Service> service(new Service(std::move(options), runtime));
  ASSAY_TRY_STATUS(service->Start());
  return service;
}

Status Service::Start() {
  ASSAY_TRY(gate_, Gatekeeper::Open(options_.gate, runtime_));
  ASSAY_TRY_STATUS(runtime_.files->MakeDirectories(options_.operate.StateDirectory()));
  ASSAY_TRY(const History history, History::Open(options_.operate.HistoryPath()));
  ASSAY_TRY(const auto last_success, history.LastSuccess());
  metrics_ = std::make_unique<ServiceMetrics>(last_success.value_or(0));
  std::error_code ignored;
  std::filesystem::remove_all(options_.data_directory + kUploads, ignored);
  ASSAY_TRY_STATUS(runtime_.files->MakeDirectories(options_.data_directory + kUploads));
  RunJobOptions run{.base = options_.base,
                    .operate = options_.operate,
                    .input_roots = options_.input_roots,
                    .directory = options_.queue.directory,
                    .most_seconds = options_.most_job_seconds,
                    .models = options_.models,
                    .log = options_.log,
                    .finished = [this](const RunFacts& facts) { metrics_->AddRun(facts); }};
  Job probe = options_.base;  // what can't be used by any job must be told now
  ASSAY_TRY_STATUS(UseTodaysFiles(run, runtime_, &probe));
  const auto warn = [this](std::string_view message) { options_.log("warning", message); };
  ASSAY_TRY(queue_, JobQueue::Open(options_.queue, MakeJobRunner(std::move(run)), warn, runtime_));
  const auto reload = [this] {
    if (const Status status = gate_->Reload(); !status)
      options_.log("error", status.error().message);
  };
  health_ = std::make_unique<HealthMonitor>(options_.health, reload, runtime_);
  return {};
}

void Service::Drain(double grace_seconds) {
  draining_ = true;
  if (queue_) queue_->Drain(grace_seconds);
}

Admission Service::Admit(const HttpRequest& head) {
  Admission admission;
  const auto target = ParseTarget(head.target);
  if (!target) {
    admission.answer = ProblemOf(target.error());
    return admission;
  }
  RouteMatch match = MatchRoute(routes_, head.method, *target);
  if (head.monitoring && (match.route == nullptr || !match.route->monitoring)) match = {};
  if (match.route == nullptr) {
    admission.answer = NoRoute(match, head);
    return admission;
  }
  const Route& route = *match.route;
  Call call{*target, std::move(match.path), {}, nullptr};
  admission.answer = gate_->Check(head, route, &call.caller);
  if (admission.answer) return admission;
  if (const Status known = CheckQuery(route, *target); !known) {
    admission.answer = ProblemOf(known.error());
    return admission;
  }
  admission.answer = AdmitBody(head, route, &admission);
  if (admission.answer) return admission;
  if (route.at_once) {  // a body that stands behind it ends the connection
    admission.answer = route.handle(call);
    return admission;
  }
  admission.handle = [&route, call = std::move(call)](HttpRequest* request) mutable {
    call.request = request;
    return route.handle(call);
  };
  return admission;
}

// Before a byte of a body is read: whether it may come, how long it may be and where it goes.
std::optional<HttpResponse> Service::AdmitBody(const HttpRequest& head, const Route& route,
                                               Admission* admission) {
  if (route.body == BodyKind::kNone) return std::nullopt;  // and not a byte may come
  if (draining_) return ProblemOf({ErrorKind::kTransient, "the service is stopping"});
  if (!queue_->HasRoom()) return ProblemOf(queue_->Full());
  const std::string_view type = ContentType(head);
  if (type == "application/json") {
    admission->most_body_bytes = std::min(kMostJsonBytes, options_.most_upload_bytes);
    return std::nullopt;
  }
  if (!IsTable(type)) {
    return Problem(415,
                   fmt::format("found the content type '{}', expected application/json, text/csv, "
                               "application/gzip, application/zstd or application/octet-stream",
                               type));
  }
  admission->most_body_bytes = options_.most_upload_bytes;
  admission->body_file =
      fmt::format("{}{}/{}", options_.data_directory, kUploads, HexOfBytes(RandomBytes(16)));
  return std::nullopt;
}

void Service::Answered(const HttpRequest& request, unsigned status, double seconds) {
  const auto target = ParseTarget(request.target);
  const RouteMatch match = target ? MatchRoute(routes_, request.method, *target) : RouteMatch{};
  const std::string route =
      match.route == nullptr ? "none" : match.route->method + " " + match.route->path;
  metrics_->AddRequest(route, status, seconds);
  options_.log("debug", fmt::format("{} {} {} {} {:.1f} ms", request.peer, request.method,
                                    request.target, status, seconds * 1000));
}

std::vector<Route> Service::HealthRoutes() {
  std::vector<Route> routes = {
      {"GET",
       "/health",
       "health",
       "Whether the service and what it stands on are well",
       std::nullopt,
       [this](const Call&) { return Health(); },
       {{200, "All checks pass.", "Health"}, {503, "A check fails.", "Health"}}},
      {"GET",
       "/live",
       "live",
       "Whether the program answers at all",
       std::nullopt,
       [](const Call&) {
         return HttpResponse{.content_type = "text/plain", .headers = {}, .body = "live\n"};
       },
       {{200, "It does.", "", "text/plain"}}},
      {"GET",
       "/ready",
       "ready",
       "Whether jobs are taken",
       std::nullopt,
       [this](const Call&) { return Ready(); },
       {{200, "They are.", "", "text/plain"},
        {503, "The service is unwell or stopping.", "Problem", "application/problem+json"}}},
  };
  for (Route& route : routes) route.at_once = true;
  routes.push_back({"GET",
                    "/metrics",
                    "metrics",
                    "Metrics in Prometheus' text format",
                    Role::kViewer,
                    [this](const Call&) { return Metrics(); },
                    {{200, "The metrics.", "", "text/plain"}}});
  for (Route& route : routes) route.monitoring = true;
  if (options_.health_path != "/health") {
    Route again = routes.front();
    again.path = options_.health_path;
    again.id = "healthByConfiguredPath";
    routes.push_back(std::move(again));
  }
  return routes;
}

HttpResponse Service::Health() const {
  const HealthChecks checks = health_->Latest();
  HttpResponse response;
  response.status = checks.all() ? 200 : 503;
  response.body = HealthJson(checks);
  return response;
}

HttpResponse Service::Ready() const {
  if (draining_) return Problem(503, "the service is stopping");
  if (!health_->Latest().all()) return Problem(503, "a check of /health fails");
  return HttpResponse{.content_type = "text/plain", .headers = {}, .body = "ready\n"};
}

HttpResponse Service::Metrics() {
  ServiceGauges gauges;
  gauges.connections = connections_;
  gauges.queued = queue_->List(JobState::kQueued, SIZE_MAX).size();
  gauges.running = queue_->List(JobState::kRunning, SIZE_MAX).size();
  gauges.healthy = health_->Latest().all();
  return HttpResponse{.content_type = "text/plain; version=0.0.4; charset=utf-8",
                      .headers = {},
                      .body = metrics_->Text(gauges)};
}

}  // namespace assay::server
