// Preflight and the maintenance schedule.
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "assay/base/durable_file.h"
#include "assay/operate/daily.h"
#include "assay/operate/doctor.h"
#include "assay/operate/history.h"
#include "assay/operate/metrics_delivery.h"
#include "assay/operate/recovery.h"
#include "assay/operate/routine_checks_internal.h"
#include "assay/operate/timestamp.h"

namespace assay {
namespace {

constexpr const char* kPeriods[] = {"daily", "weekly", "monthly", "quarterly"};
constexpr double kLeastFreeBytes = 20e9;
constexpr double kSlowdown = 1.5;
constexpr int kKeyDays = 90;
constexpr int kHistoryDays = 400;

CheckItem CheckFreeSpace(const RoutineOptions& options) {
  const MachineFacts facts = ReadMachine(options.results);
  return {"disk space",
          static_cast<double>(facts.disk_free_bytes) < kLeastFreeBytes ? CheckState::kFailed
                                                                       : CheckState::kOk,
          fmt::format("{:.1f} GB free; more than 20",
                      static_cast<double>(facts.disk_free_bytes) / 1e9)};
}

// Missing monitoring is a failure in production and a warning elsewhere.
void CheckMonitoring(const RoutineOptions& options, Checklist* list) {
  const OperateSettings& operate = options.operate;
  const CheckState missing = operate.production ? CheckState::kFailed : CheckState::kWarning;
  const Status settings = CheckOperateSettings(operate);
  if (!settings) {
    list->Add("monitoring", CheckState::kFailed, settings.error().message);
    return;
  }
  list->Add(
      "alerts", operate.alert_webhook.empty() ? missing : CheckState::kOk,
      operate.alert_webhook.empty() ? "ALERT_WEBHOOK is not set" : OriginOf(operate.alert_webhook));
  list->Add("metrics", operate.metrics_endpoint.empty() ? missing : CheckState::kOk,
            operate.metrics_endpoint.empty() ? "METRICS_ENDPOINT is not set"
                                             : "METRICS_ENDPOINT is understood");
}

CheckItem CheckLogFolder(const RoutineOptions& options, const Runtime& runtime) {
  const std::string probe = options.logs + "/.preflight";
  const Status written = ReplaceFile(probe, "", runtime);
  (void)runtime.files->Remove(probe);
  return {
      "log rotation", written ? CheckState::kOk : CheckState::kFailed,
      written ? "the log file rotates by itself at 10 MB and keeps 5" : written.error().message};
}

double Rate(const HistoryRun& run) {
  return run.seconds > 0 ? static_cast<double>(run.rows) / run.seconds : 0;
}

double Median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                   values.end());
  return values[values.size() / 2];
}

// The week's median speed and findings against the week before.
void CheckTrend(const RoutineOptions& options, const Runtime& runtime, Checklist* list) {
  if (!options.operate.KeepsHistory()) {
    list->Add("performance", CheckState::kSkipped, "no history is configured (--state-dir)");
    return;
  }
  const auto history = History::Open(options.operate.HistoryPath());
  const auto runs =
      history ? history->List({.most = 1000}) : Result<std::vector<HistoryRun>>(history.error());
  if (!runs) {
    list->Add("performance", CheckState::kFailed, runs.error().message);
    return;
  }
  const std::string week_ago = UtcTimestamp(runtime.clock->WallMicros() - 7 * kMicrosPerDay);
  const std::string two_weeks_ago = UtcTimestamp(runtime.clock->WallMicros() - 14 * kMicrosPerDay);
  std::vector<double> rates[2], shares[2];
  for (const HistoryRun& run : *runs) {
    if (run.started < two_weeks_ago || run.rows == 0) continue;
    const int week = run.started < week_ago ? 0 : 1;
    rates[week].push_back(Rate(run));
    shares[week].push_back(static_cast<double>(run.total_errors) / static_cast<double>(run.rows));
  }
  const double before = Median(rates[0]), now = Median(rates[1]);
  list->Add("performance",
            before > 0 && now * kSlowdown < before ? CheckState::kWarning : CheckState::kOk,
            fmt::format("median {:.0f} rows/s in {} runs; the week before {:.0f} in {}", now,
                        rates[1].size(), before, rates[0].size()));
  list->Add("findings", CheckState::kOk,
            fmt::format("median {:.4f} findings a row; the week before {:.4f}", Median(shares[1]),
                        Median(shares[0])));
}

CheckItem CheckKeyAge(const RoutineOptions& options, const Runtime& runtime) {
  std::error_code code;
  const std::filesystem::path path = options.operate.audit_key;
  if (!std::filesystem::exists(path, code)) return {"keys", CheckState::kSkipped, "no key file"};
  const auto age =
      std::filesystem::file_time_type::clock::now() - std::filesystem::last_write_time(path, code);
  const auto days = std::chrono::duration_cast<std::chrono::hours>(age).count() / 24;
  (void)runtime;
  return {"keys", days > kKeyDays ? CheckState::kWarning : CheckState::kOk,
          fmt::format("{} is {} days old; rotate after {}: assay keys rotate {} --keep 100",
                      path.string(), days, kKeyDays, path.string())};
}

CheckItem TidyHistory(const RoutineOptions& options, const Runtime& runtime) {
  if (!options.operate.KeepsHistory())
    return {"history", CheckState::kSkipped, "none is configured"};
  auto history = History::Open(options.operate.HistoryPath());
  if (!history) return {"history", CheckState::kFailed, history.error().message};
  const auto pruned = history->Prune(runtime.clock->WallMicros() - kHistoryDays * kMicrosPerDay);
  if (!pruned) return {"history", CheckState::kFailed, pruned.error().message};
  const Status compact = history->Compact();
  const Status whole = history->Check();
  if (!compact || !whole)
    return {"history", CheckState::kFailed, (whole ? compact : whole).error().message};
  return {
      "history", CheckState::kOk,
      fmt::format("whole, compacted; {} runs older than {} days removed", *pruned, kHistoryDays)};
}

void Drill(const RoutineOptions& options, const Runtime& runtime, Checklist* list) {
  DrillOptions drill;
  drill.backups = options.backups;
  drill.keys = options.backup_keys;
  drill.job.input = options.sample;
  drill.audit_log = options.operate.audit_log;
  drill.audit_key = options.operate.audit_key;
  const auto result = RecoveryDrill(drill, runtime);
  if (!result) {
    list->Add("recovery drill", CheckState::kFailed, result.error().message);
    return;
  }
  for (const CheckItem& item : result->items) list->items.push_back(item);
}

Result<Checklist> RunPeriod(const RoutineOptions& options, MaintenancePeriod period,
                            const Runtime& runtime) {
  Checklist list{fmt::format("Maintenance, {}", kPeriods[static_cast<size_t>(period)]), {}};
  switch (period) {
    case MaintenancePeriod::kDaily: {
      ASSAY_TRY(const Checklist daily, DailyOperations(options, runtime));
      list.items = daily.items;
      break;
    }
    case MaintenancePeriod::kWeekly:
      CheckTrend(options, runtime, &list);
      list.items.push_back(CleanTemporaryFiles(options, runtime));
      list.items.push_back(CheckBackup(options, runtime));
      break;
    case MaintenancePeriod::kMonthly:
      list.items.push_back(CheckConfigurations(options, runtime));
      list.items.push_back(TidyHistory(options, runtime));
      list.items.push_back(CheckAudit(options, runtime));
      list.items.push_back(CheckKeyAge(options, runtime));
      break;
    case MaintenancePeriod::kQuarterly:
      list.items.push_back(CheckBackup(options, runtime));
      Drill(options, runtime, &list);
      CheckTrend(options, runtime, &list);
      break;
  }
  return list;
}

}  // namespace

Checklist Preflight(const RoutineOptions& options, const Runtime& runtime) {
  Checklist list{"Preflight", {}};
  list.items.push_back(CheckConfigurations(options, runtime));
  const std::string scratch = options.operate.StateDirectory() + "/preflight";
  list.items.push_back(TestDetection(options, scratch, runtime));
  list.items.push_back(CheckModels(options));
  list.items.push_back(CheckFreeSpace(options));
  const MachineFacts machine = ReadMachine(options.results);
  list.Add("gpu", machine.gpu ? CheckState::kOk : CheckState::kSkipped,
           machine.gpu ? "an NVIDIA device is there" : "none; the CPU gives the same results");
  CheckMonitoring(options, &list);
  list.items.push_back(CheckLogFolder(options, runtime));
  const std::string& audit = options.operate.audit_log;
  if (audit.empty() || runtime.files->Exists(audit) || runtime.files->Exists(audit + ".head")) {
    list.items.push_back(CheckAudit(options, runtime));
  } else {
    list.Add("audit log", CheckState::kOk, audit + " is not there yet; the first run makes it");
  }
  const std::string path = options.operate.StateDirectory() + "/deployment.json";
  list.Add("deployment version", CheckState::kOk,
           fmt::format("{}, noted in {}", ASSAY_VERSION, path));
  const Status noted =
      ReplaceFile(path, ChecklistJson(list, UtcTimestamp(runtime.clock->WallMicros())), runtime);
  if (!noted)
    list.items.back() = {"deployment version", CheckState::kFailed, noted.error().message};
  return list;
}

Result<Checklist> Maintain(const RoutineOptions& options, MaintenancePeriod period,
                           const Runtime& runtime) {
  ASSAY_TRY(const Checklist list, RunPeriod(options, period, runtime));
  const int64_t now = runtime.clock->WallMicros();
  const std::string path = fmt::format("{}/{}_{}.json", options.evidence, DashedDate(now),
                                       kPeriods[static_cast<size_t>(period)]);
  ASSAY_TRY_STATUS(ReplaceFile(path, ChecklistJson(list, UtcTimestamp(now)), runtime));
  return list;
}

}  // namespace assay
