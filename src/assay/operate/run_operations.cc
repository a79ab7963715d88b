// Settings of operations and their use around a run.
#include "assay/operate/run_operations.h"

#include <fmt/format.h>

#include "assay/operate/audit_log.h"
#include "assay/operate/history.h"
#include "assay/operate/key_ring.h"
#include "assay/operate/metrics_delivery.h"
#include "assay/operate/run_metrics.h"
#include "assay/run/make_report.h"
#include "assay/source/postgres_address.h"

namespace assay {
namespace {

using Environment = std::function<const char*(const char*)>;

void TakeText(const Environment& get, const char* name, std::string* to) {
  const char* value = get(name);
  if (value != nullptr && *value != '\0') *to = value;
}

Status TakeBool(const Environment& get, const char* name, bool* to) {
  std::string text;
  TakeText(get, name, &text);
  if (text.empty()) return {};
  *to = text == "1" || text == "true" || text == "yes";
  if (*to || text == "0" || text == "false" || text == "no") return {};
  return UsageError(fmt::format("{}: found '{}', expected true or false", name, text));
}

Result<std::string> ReadSecretLine(const std::string& path) {
  ASSAY_TRY(std::string text, SystemRuntime().files->ReadAll(path));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

Result<KeyRing> AuditKeys(const OperateSettings& settings) {
  bool generated = false;
  return ReadOrGenerateKeys(settings.audit_key, settings.production, &generated);
}

Status Audit(const OperateSettings& settings, AuditEntry entry, const Runtime& runtime) {
  if (settings.audit_log.empty()) return {};
  ASSAY_TRY(const KeyRing ring, AuditKeys(settings));
  entry.user = CurrentUser();
  entry.ip_address = CurrentAddress();
  ASSAY_TRY(const uint64_t sequence, AppendAudit(settings.audit_log, entry, ring, runtime));
  (void)sequence;
  return {};
}

Status AuditEnd(const OperateSettings& settings, const RunFacts& facts, const Runtime& runtime) {
  AuditEntry entry;
  entry.action = "detection_end";
  entry.data_file = facts.input;
  entry.config = {{"run_id", facts.run_id}, {"exit_code", std::to_string(facts.exit_code)}};
  if (facts.report != nullptr)
    entry.config.emplace_back("total_errors", std::to_string(facts.report->total_errors));
  return Audit(settings, std::move(entry), runtime);
}

Status KeepHistory(const OperateSettings& settings, const RunFacts& facts) {
  if (!settings.KeepsHistory()) return {};
  Retries retries(settings.retry);
  return retries.Do([&]() -> Status {
    ASSAY_TRY(History history, History::Open(settings.HistoryPath()));
    return history.Add(facts);
  });
}

bool DeliversMetrics(const OperateSettings& settings) {
  return !settings.metrics_endpoint.empty() && settings.metrics_enabled;
}

Status Deliver(const OperateSettings& settings, MetricSet metrics, const RetryPolicy& retry,
               const Runtime& runtime) {
  ASSAY_TRY(const MetricsEndpoint endpoint, ParseMetricsEndpoint(settings.metrics_endpoint));
  ASSAY_TRY(const size_t active, CountActiveRuns(settings.ActiveDirectory(), runtime));
  metrics.Set("detection_active", {}, static_cast<double>(active));
  return DeliverMetrics(endpoint, metrics, settings.StateDirectory() + "/metrics.prom", runtime,
                        retry);
}

// The run counts as long as its lock is held. Its start is told once: a monitor that is down must
// not hold it up.
BegunRun Activate(const OperateSettings& settings, const Job& job, const Runtime& runtime) {
  BegunRun begun;
  if (!DeliversMetrics(settings)) return begun;
  auto active = ActiveRun::Begin(settings.ActiveDirectory(), job.run_id, runtime);
  if (!active) {
    begun.untold = active.error();
    return begun;
  }
  begun.active.emplace(*std::move(active));
  RetryPolicy once;
  once.max_retries = 0;
  if (const Status told = Deliver(settings, DeclaredMetrics(), once, runtime); !told)
    begun.untold = told.error();
  return begun;
}

Status SendMetrics(const OperateSettings& settings, const RunFacts& facts, const Runtime& runtime) {
  if (!DeliversMetrics(settings)) return {};
  return Deliver(settings, MetricsOfRun(facts), settings.retry, runtime);
}

Status SendAlerts(const OperateSettings& settings, const RunFacts& facts, const Runtime& runtime) {
  if (settings.alert_webhook.empty()) return {};
  return ReportAlerts(settings.Alerts(), AlertScopeOf(facts), AlertsOfRun(facts, settings.redact),
                      runtime);
}

// A target that is refused is a delivery that failed: the report stands all the same.
Status Delivered(Status status) {
  if (status || status.error().kind != ErrorKind::kUsage) return status;
  return Error{ErrorKind::kDelivery, status.error().message};
}

}  // namespace

AlertSettings OperateSettings::Alerts() const {
  AlertSettings alerts;
  alerts.webhook = alert_webhook;
  alerts.policy.allow_plain = !production;
  alerts.policy.allow_private = alert_allow_private;
  alerts.policy.ca_file = alert_ca_file;
  alerts.retry = retry;
  alerts.directory = StateDirectory() + "/alerts";
  return alerts;
}

Status ApplyOperateEnvironment(const Environment& get, OperateSettings* settings) {
  TakeText(get, "ASSAY_STATE_DIR", &settings->state_directory);
  TakeText(get, "ASSAY_HISTORY", &settings->history);
  std::string history_file;
  TakeText(get, "ASSAY_HISTORY_FILE", &history_file);
  if (!history_file.empty()) {
    ASSAY_TRY(settings->history, ReadSecretLine(history_file));
    settings->secret_files.push_back({"ASSAY_HISTORY_FILE", history_file});
  }
  TakeText(get, "ASSAY_DATABASE", &settings->database);
  std::string database_file;
  TakeText(get, "ASSAY_DATABASE_FILE", &database_file);
  if (!database_file.empty()) {
    ASSAY_TRY(settings->database, ReadSecretLine(database_file));
    settings->secret_files.push_back({"ASSAY_DATABASE_FILE", database_file});
  }
  TakeText(get, "ASSAY_DATA_ROOT", &settings->data_root);
  TakeText(get, "ASSAY_OUTPUT_ROOT", &settings->output_root);
  TakeText(get, "ASSAY_AUDIT_LOG", &settings->audit_log);
  TakeText(get, "ASSAY_AUDIT_KEY", &settings->audit_key);
  TakeText(get, "METRICS_ENDPOINT", &settings->metrics_endpoint);
  std::string file;
  TakeText(get, "ALERT_WEBHOOK_FILE", &file);
  if (!file.empty()) {
    ASSAY_TRY(settings->alert_webhook, ReadSecretLine(file));
    settings->secret_files.push_back({"ALERT_WEBHOOK_FILE", file});
  }
  TakeText(get, "ALERT_WEBHOOK", &settings->alert_webhook);
  TakeText(get, "ALERT_CA_FILE", &settings->alert_ca_file);
  ASSAY_TRY_STATUS(TakeBool(get, "ALERT_ALLOW_PRIVATE", &settings->alert_allow_private));
  return TakeBool(get, "ALERT_REDACT", &settings->redact);
}

Status CheckOperateSettings(const OperateSettings& settings) {
  for (const auto& [name, path] : settings.secret_files) {
    if (settings.production) ASSAY_TRY_STATUS(CheckPrivateFile(path, "file of " + name));
  }
  if (!settings.history.empty() && !IsHistoryServer(settings.history)) {
    return UsageError("ASSAY_HISTORY: expected an address that starts with postgresql://");
  }
  if (!settings.history.empty() && settings.production)
    ASSAY_TRY_STATUS(CheckProtectedAddress(settings.history, "ASSAY_HISTORY"));
  if (!settings.metrics_endpoint.empty() && settings.metrics_enabled) {
    ASSAY_TRY(const MetricsEndpoint endpoint, ParseMetricsEndpoint(settings.metrics_endpoint));
    (void)endpoint;
  }
  const std::string& webhook = settings.alert_webhook;
  if (!webhook.empty()) {
    const bool plain = webhook.starts_with("http://");
    if (!plain && !webhook.starts_with("https://")) {
      return UsageError("ALERT_WEBHOOK: expected an address that starts with https://");
    }
    if (plain && settings.production) {
      return UsageError(fmt::format(
          "ALERT_WEBHOOK: {} is not encrypted; production sends alerts over https:// only",
          OriginOf(webhook)));
    }
  }
  if (settings.audit_log.empty()) return {};
  ASSAY_TRY(const KeyRing ring, AuditKeys(settings));
  (void)ring;
  return {};
}

Result<BegunRun> BeginRun(const OperateSettings& settings, const Job& job, const Runtime& runtime) {
  AuditEntry entry;
  entry.action = "detection_run";
  entry.data_file = job.input;
  entry.config = EffectiveSettings(job);
  entry.config.emplace_back("run_id", job.run_id);
  entry.config.emplace_back("output_dir", job.output_directory);
  ASSAY_TRY_STATUS(Audit(settings, std::move(entry), runtime));
  return Activate(settings, job, runtime);
}

std::vector<Error> FinishRun(const OperateSettings& settings, BegunRun begun, const RunFacts& facts,
                             const Runtime& runtime) {
  std::vector<Error> errors;
  begun.active.reset();
  for (const Status& status : {AuditEnd(settings, facts, runtime), KeepHistory(settings, facts),
                               Delivered(SendMetrics(settings, facts, runtime)),
                               Delivered(SendAlerts(settings, facts, runtime))}) {
    if (!status) errors.push_back(status.error());
  }
  return errors;
}

}  // namespace assay
