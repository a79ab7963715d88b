// The daily operations of the guide's script, as one command.
#include "assay/operate/daily.h"

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/base/durable_file.h"
#include "assay/base/hash.h"
#include "assay/operate/doctor.h"
#include "assay/operate/file_lock.h"
#include "assay/operate/file_reader.h"
#include "assay/operate/metrics_delivery.h"
#include "assay/operate/routine_checks_internal.h"
#include "assay/operate/timestamp.h"
#include "assay/report/json_writer.h"

namespace assay {
namespace {

// Appends "[2026-11-24 08:55:49] message" lines to the day's log, as the guide's script does.
class OperationsLog {
 public:
  OperationsLog(const RoutineOptions& options, const Runtime& runtime) : runtime_(runtime) {
    path_ =
        fmt::format("{}/operations_{}.log", options.logs, CompactDate(runtime.clock->WallMicros()));
  }
  void Write(std::string_view message) {
    text_ +=
        fmt::format("[{}] {}\n", LogTimestamp(runtime_.clock->WallMicros()).substr(0, 19), message);
  }
  void Write(const CheckItem& item) {
    const char* level = item.state == CheckState::kFailed    ? "ERROR: "
                        : item.state == CheckState::kWarning ? "WARNING: "
                                                             : "";
    Write(fmt::format("{}{}: {}", level, item.name, item.detail));
  }
  Status Save() {
    std::string before;
    if (runtime_.files->Exists(path_)) {
      ASSAY_TRY(before, runtime_.files->ReadAll(path_));
    }
    return ReplaceFile(path_, before + text_, runtime_);
  }

 private:
  const Runtime& runtime_;
  std::string path_;
  std::string text_;
};

std::string MemberText(const ConfigDocument& document, std::string_view key) {
  const ConfigNode* node = document.root.Find(key);
  return node == nullptr ? "" : node->text;
}

// SHA-256 of the program itself, so that another build may find other things.
std::string ProgramDigest() {
  static const std::string digest = [] {
    const auto file = DigestFile("/proc/self/exe");
    return file ? file->sha256 : std::string(ASSAY_VERSION);
  }();
  return digest;
}

// What a failed item means for a person.
std::vector<Alert> AlertsOf(const Checklist& list) {
  std::vector<Alert> alerts;
  for (const CheckItem& item : list.items) {
    if (item.state != CheckState::kFailed) continue;
    // The detail changes from day to day (an age, a percentage): it is no part of what makes news.
    alerts.push_back(
        {item.name, Severity::kError, fmt::format("Daily check: {} failed", item.name), "", {}});
  }
  return alerts;
}

Checklist RunChecks(const RoutineOptions& options, const Runtime& runtime) {
  Checklist list{"Daily operations", {}};
  list.items.push_back(CheckDisk(options));
  list.items.push_back(CheckYesterday(options, runtime));
  const std::string output =
      fmt::format("{}/test_{}", options.results, CompactDate(runtime.clock->WallMicros()));
  list.items.push_back(TestDetection(options, output, runtime));
  list.items.push_back(CheckBackup(options, runtime));
  list.items.push_back(CheckAudit(options, runtime));
  list.items.push_back(CheckHistory(options));
  list.items.push_back(CheckModels(options));
  list.items.push_back(CleanLogs(options, runtime));
  return list;
}

void Deliver(const RoutineOptions& options, const Runtime& runtime, Checklist* list) {
  const OperateSettings& operate = options.operate;
  if (!operate.metrics_endpoint.empty() && operate.metrics_enabled) {
    const auto endpoint = ParseMetricsEndpoint(operate.metrics_endpoint);
    const Status sent = endpoint
                            ? DeliverMetrics(*endpoint, RoutineMetrics(options, *list, runtime),
                                             operate.StateDirectory() + "/metrics.prom", runtime)
                            : Status(endpoint.error());
    if (!sent) list->Add("metrics delivery", CheckState::kFailed, sent.error().message);
  }
  if (operate.alert_webhook.empty()) return;
  const Status told = ReportAlerts(operate.Alerts(), "daily", AlertsOf(*list), runtime);
  if (!told) list->Add("alert delivery", CheckState::kFailed, told.error().message);
}

}  // namespace

CheckItem TestDetection(const RoutineOptions& options, const std::string& output,
                        const Runtime& runtime) {
  if (!runtime.files->Exists(options.sample)) {
    return {"test detection", CheckState::kFailed,
            fmt::format("'{}' is missing; make one with: assay sample-data", options.sample)};
  }
  Job job;
  job.input = options.sample;
  job.output_directory = output;
  job.resume = false;
  const auto result = Run(job, runtime, {});
  if (!result) return {"test detection", CheckState::kFailed, result.error().message};
  const auto sample = DigestFile(options.sample);
  const auto findings = DigestFile(output + "/findings.jsonl");
  if (!sample || !findings)
    return {"test detection", CheckState::kFailed, "its findings can't be read back"};
  const std::string path = options.operate.StateDirectory() + "/test_detection.json";
  const std::string found = fmt::format("{} findings in {} rows", result->report.total_errors,
                                        result->report.total_records);
  if (runtime.files->Exists(path)) {
    const auto before = ReadConfigFile(path);
    const bool same_program = before && MemberText(*before, "program") == ProgramDigest() &&
                              MemberText(*before, "sample") == sample->sha256;
    if (same_program && MemberText(*before, "findings") != findings->sha256) {
      return {"test detection", CheckState::kFailed,
              found + "; the same program found something else in the same sample before"};
    }
  }
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.String("program", ProgramDigest());
  json.String("sample", sample->sha256);
  json.String("findings", findings->sha256);
  json.EndObject();
  if (const Status kept = ReplaceFile(path, json.Take(), runtime); !kept) {
    return {"test detection", CheckState::kFailed, kept.error().message};
  }
  return {"test detection", CheckState::kOk, "successful: " + found};
}

MetricSet RoutineMetrics(const RoutineOptions& options, const Checklist& daily,
                         const Runtime& runtime) {
  MetricSet metrics;
  const auto gauge = [&](const std::string& name, const std::string& help, double value) {
    metrics.Declare(name, MetricKind::kGauge, help);
    metrics.Set(name, {}, value);
  };
  const MachineFacts machine = ReadMachine(options.results);
  gauge("detection_disk_free_bytes", "Free space where results are kept.",
        static_cast<double>(machine.disk_free_bytes));
  gauge("detection_disk_used_ratio", "Share of the disk in use where results are kept.",
        machine.DiskUsed());
  gauge("detection_memory_available_bytes", "Memory that a run could take.",
        static_cast<double>(AvailableMemory()));
  const double hours = BackupAgeHours(options.backups, runtime);
  if (hours >= 0) gauge("detection_backup_age_seconds", "Age of the newest backup.", hours * 3600);
  gauge("detection_backup_present", "Whether there is a backup.", hours >= 0 ? 1 : 0);
  gauge("detection_daily_timestamp_seconds", "When the daily check ended.",
        static_cast<double>(runtime.clock->WallMicros()) / 1e6);
  metrics.Declare("detection_check_ok", MetricKind::kGauge,
                  "Whether an item of the daily check is right.");
  for (const CheckItem& item : daily.items) {
    if (item.state == CheckState::kSkipped) continue;
    metrics.Set("detection_check_ok", {{"check", item.name}},
                item.state == CheckState::kFailed ? 0 : 1);
  }
  return metrics;
}

Result<Checklist> DailyOperations(const RoutineOptions& options, const Runtime& runtime) {
  const std::string state = options.operate.StateDirectory();
  ASSAY_TRY_STATUS(runtime.files->MakeDirectories(state));
  ASSAY_TRY(const FileLock lock,
            FileLock::TryNow(state + "/daily.lock", "another daily check is going on"));
  OperationsLog log(options, runtime);
  log.Write("Starting daily operations check");
  Checklist list = RunChecks(options, runtime);
  Deliver(options, runtime, &list);
  for (const CheckItem& item : list.items) log.Write(item);
  log.Write(list.failed() ? "Daily operations check complete, with errors"
                          : "Daily operations check complete");
  ASSAY_TRY_STATUS(log.Save());
  return list;
}

}  // namespace assay
