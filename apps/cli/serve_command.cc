// `assay serve`: detection as a service over HTTP.
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "console.h"
#include "operate_commands.h"
#include "operate_options.h"
#include "option_setters.h"
#include "run_settings.h"
#include "server/serve.h"
#include "signals.h"

namespace assay::cli {
namespace {

constexpr uint64_t kMostSeconds = 86'400;

struct ServeSettings {
  RunSettings run;
  server::ServeOptions serve;

  ServeSettings() {
    run.is_one_run = false;
    serve.http.port = 8742;
    serve.service.data_directory = "assay-data";
    serve.service.gate.requests_per_second = 100;
  }
};

Setter SetMillis(std::chrono::milliseconds* to) {
  return [to](const Values& values) -> Status {
    ASSAY_TRY(const uint64_t seconds, ReadCount(values.back(), 1, kMostSeconds));
    *to = std::chrono::seconds(seconds);
    return {};
  };
}

void AddAddressOptions(ServeSettings* s, std::vector<Option>* options) {
  const char* group = "Where and who";
  server::HttpServerOptions* http = &s->serve.http;
  options->push_back(
      {.name = "--host",
       .value = "ADDRESS",
       .group = group,
       .summary = "Listen there (default 127.0.0.1). Others need --tokens and TLS to be let in.",
       .set = SetText(&http->host)});
  options->push_back({.name = "--port",
                      .value = "N",
                      .group = group,
                      .summary = "The port (default 8742; 0: any free one, which is printed).",
                      .set = SetCount(&http->port, 0, UINT16_MAX)});
  options->push_back(
      {.name = "--metrics-port",
       .value = "N",
       .group = group,
       .summary = "Answer health and metrics on this port too, without TLS and tokens.",
       .set = SetCount(&s->run.job.metrics_port, 1, UINT16_MAX),
       .key = "monitoring.metrics_port"});
  options->push_back({.name = "--tls-cert",
                      .value = "FILE",
                      .group = group,
                      .summary = "The certificate and its chain (PEM).",
                      .set = SetText(&http->tls_certificate),
                      .completes = Completes::kFile});
  options->push_back({.name = "--tls-key",
                      .value = "FILE",
                      .group = group,
                      .summary = "Its private key (PEM).",
                      .set = SetText(&http->tls_key),
                      .completes = Completes::kFile});
  options->push_back(
      {.name = "--tokens",
       .value = "FILE",
       .group = group,
       .summary =
           "Who may do what, made with `assay tokens add`. Without it, everybody may do all.",
       .set = SetText(&s->serve.service.gate.tokens_file),
       .completes = Completes::kFile});
  options->push_back({.name = "--allow-plain-http",
                      .value = "",
                      .group = group,
                      .summary = "No TLS on a public address: a proxy in front encrypts.",
                      .set = SetSwitch(&s->serve.allow_plain_http)});
  options->push_back({.name = "--allow-anonymous",
                      .value = "",
                      .group = group,
                      .summary = "No tokens on a public address: whoever reaches it is admin.",
                      .set = SetSwitch(&s->serve.allow_anonymous)});
}

void AddDataOptions(ServeSettings* s, std::vector<Option>* options) {
  const char* group = "Data";
  server::ServiceOptions* service = &s->serve.service;
  options->push_back(
      {.name = "--data-dir",
       .value = "DIR",
       .group = group,
       .summary =
           "Jobs and their reports (default assay-data); the history too, without --state-dir.",
       .set = SetText(&service->data_directory),
       .completes = Completes::kDirectory});
  options->push_back(
      {.name = "--input-root",
       .value = "DIR",
       .group = group,
       .summary = "Requests may name tables below this folder. May be repeated; without it, none.",
       .set = SetList(&service->input_roots),
       .completes = Completes::kDirectory});
  options->push_back({.name = "--keep-jobs",
                      .value = "N",
                      .group = group,
                      .summary = "Keep so many finished jobs and their reports (default 1000).",
                      .set = SetCount(&service->queue.most_kept, 1, 1'000'000)});
}

void AddLimitOptions(ServeSettings* s, std::vector<Option>* options) {
  const char* group = "Limits";
  server::ServiceOptions* service = &s->serve.service;
  options->push_back({.name = "--max-upload-bytes",
                      .value = "SIZE",
                      .group = group,
                      .summary = "The largest body (default 1G).",
                      .set = [service](const Values& values) -> Status {
                        ASSAY_TRY(service->most_upload_bytes, ReadBytes(values.back(), 1));
                        return {};
                      }});
  options->push_back(
      {.name = "--max-jobs",
       .value = "N",
       .group = group,
       .summary = "Run so many jobs at once (default 2); CPUs and memory are shared among them.",
       .set = SetCount(&service->queue.most_running, 1, 64)});
  options->push_back({.name = "--max-queue",
                      .value = "N",
                      .group = group,
                      .summary = "Let so many jobs wait (default 100); more are answered 503.",
                      .set = SetCount(&service->queue.most_waiting, 1, 1'000'000)});
  options->push_back({.name = "--max-job-seconds",
                      .value = "N",
                      .group = group,
                      .summary = "A job that takes longer fails (default: no limit).",
                      .set = SetCount(&service->most_job_seconds, 1, 30 * kMostSeconds)});
  options->push_back(
      {.name = "--max-connections",
       .value = "N",
       .group = group,
       .summary =
           "Serve so many connections (default 256); then the one that waits longest is cut.",
       .set = SetCount(&s->serve.http.most_connections, 1, 100'000)});
  options->push_back({.name = "--max-connections-per-address",
                      .value = "N",
                      .group = group,
                      .summary = "Of these for one client's address (default 128); then its own "
                                 "that waits longest is cut.",
                      .set = SetCount(&s->serve.http.most_connections_of_address, 1, 100'000)});
  options->push_back(
      {.name = "--header-timeout",
       .value = "SECONDS",
       .group = group,
       .summary = "Cut connections that send no whole request head in that time (default 10).",
       .set = SetMillis(&s->serve.http.head_timeout)});
  options->push_back(
      {.name = "--request-timeout",
       .value = "SECONDS",
       .group = group,
       .summary = "Cut those that take longer for 64 KiB of a body, either way (default 30).",
       .set = SetMillis(&s->serve.http.request_timeout)});
  options->push_back(
      {.name = "--rate-limit",
       .value = "N",
       .group = group,
       .summary = "Requests a second for each token or address (default 100; 0: no limit).",
       .set = SetCount(&service->gate.requests_per_second, 0, 1'000'000)});
  options->push_back({.name = "--grace",
                      .value = "SECONDS",
                      .group = group,
                      .summary = "On SIGTERM, time for running jobs to end before they are stopped "
                                 "at a checkpoint (default 5).",
                      .set = [s](const Values& values) -> Status {
                        ASSAY_TRY(const uint64_t seconds,
                                  ReadCount(values.back(), 0, kMostSeconds));
                        s->serve.grace_seconds = static_cast<double>(seconds);
                        return {};
                      }});
}

// Of the options of a run, those that a service shares.
void AddRunOptions(ServeSettings* s, std::vector<Option>* options) {
  for (Option& option : RunOptions(&s->run)) {
    const bool wanted = option.group == "Operations" || option.group.starts_with("Messages") ||
                        option.name == "--config" || option.name == "--rules" ||
                        option.name == "--max-workers" || option.name == "--temp-dir";
    if (wanted) options->push_back(std::move(option));
  }
}

// Jobs that run at once share what the machine grants.
void ShareMachine(size_t jobs, Job* job) {
  if (job->max_workers == 0)
    job->max_workers = std::max<uint32_t>(1, GrantedCpus() / static_cast<uint32_t>(jobs));
  if (job->memory_limit == 0) job->memory_limit = GrantedMemory() / jobs;
}

void FillService(ServeSettings* s) {
  server::ServiceOptions& service = s->serve.service;
  OperateSettings& operate = s->run.operate;
  if (operate.state_directory.empty()) operate.state_directory = service.data_directory + "/state";
  ShareMachine(service.queue.most_running, &s->run.job);
  s->run.job.measure_times = true;  // for /metrics
  service.base = s->run.job;
  service.operate = operate;
  service.health_path = s->run.job.health_check_path;
  service.queue.directory = service.data_directory + "/jobs";
  service.models = DefaultModelDirectory();
  service.health.data_directory = service.data_directory;
  service.health.history = operate.HistoryPath();
  service.health.rule_packs = s->run.job.rule_packs;
  const char* models = std::getenv("MODEL_CACHE_DIR");
  service.health.model_directory = models == nullptr ? "" : models;
  service.log = [](std::string_view level, std::string_view message) {
    TheConsole().Write(ParseLogLevel(level).value_or(LogLevel::kInfo), message);
  };
  s->serve.production = operate.production;
  if (s->run.job.metrics_port != 0) {
    s->serve.http.monitoring_host = s->serve.http.host;
    s->serve.http.monitoring_port = s->run.job.metrics_port;
  }
}

Result<int> RunService(const Given& given, ServeSettings* s) {
  ASSAY_TRY_STATUS(LoadRunSettings(given, &s->run));
  FillService(s);
  ASSAY_TRY_STATUS(server::CheckServeOptions(&s->serve));
  WatchSignals();
  WatchHangUp();
  const auto listening = [](const std::string& address) {
    fmt::print("assay serve: listening on {}\n", address);
    std::fflush(stdout);
  };
  return server::Serve(s->serve, SignalThatCame, TakeHangUp, listening, SystemRuntime());
}

}  // namespace

Command ServeCommand() {
  auto settings = std::make_shared<ServeSettings>();
  Command command;
  command.name = "serve";
  command.summary = "Serve detection over HTTP: jobs, reports, history, health, metrics";
  command.description =
      "Takes tables as jobs (POST /v1/jobs), runs them one behind the other, and keeps their "
      "reports in --data-dir,\n"
      "where they survive a restart: a job that was under way goes on from its checkpoint. GET "
      "/v1/openapi.json\n"
      "describes every request. /health, /live, /ready and /metrics are for whoever watches over "
      "it. Only this machine\n"
      "is served unless --tokens and TLS are given. SIGTERM lets running jobs end or stops them at "
      "a checkpoint.";
  command.examples =
      "# On this machine, for oneself\nassay serve\n"
      "# Then, elsewhere\n"
      "curl --data-binary @products.csv -H 'Content-Type: text/csv' "
      "'localhost:8742/v1/jobs?filename=products.csv'\n"
      "# For others: tokens, TLS, tables from a folder of this machine\n"
      "assay tokens add nightly --role operator --tokens keys/tokens\n"
      "assay serve --host 0.0.0.0 --tokens keys/tokens --tls-cert cert.pem --tls-key key.pem "
      "--input-root /srv/tables";
  AddAddressOptions(settings.get(), &command.options);
  AddDataOptions(settings.get(), &command.options);
  AddLimitOptions(settings.get(), &command.options);
  AddRunOptions(settings.get(), &command.options);
  command.run = [settings](const Given& given) { return RunService(given, settings.get()); };
  return command;
}

}  // namespace assay::cli
