// Running days anew, and rehearsing a recovery.
#include "assay/operate/recovery.h"

#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "assay/operate/audit_log.h"
#include "assay/operate/backup.h"
#include "assay/operate/daily.h"
#include "assay/operate/file_reader.h"
#include "assay/operate/history.h"
#include "assay/operate/timestamp.h"
#include "assay/run/run_record.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kMostDays = 3660;

std::string Replace(std::string text, std::string_view what, const std::string& by) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

std::string ForDay(const std::string& pattern, int64_t micros) {
  const std::string date = UtcTimestamp(micros).substr(0, 10);
  return Replace(Replace(pattern, "{date}", date), "{compact}", Replace(date, "-", ""));
}

CheckItem ReprocessDay(const ReprocessOptions& options, int64_t day, const RunHooks& hooks,
                       const Runtime& runtime) {
  const std::string date = UtcTimestamp(day).substr(0, 10);
  Job job = options.job;
  job.input = ForDay(options.input, day);
  job.output_directory = ForDay(options.output, day);
  job.run_id = MakeRunId(runtime.clock->WallMicros());
  auto begun = BeginRun(options.operate, job, runtime);
  if (!begun) return {date, CheckState::kFailed, begun.error().message};
  const int64_t start = runtime.clock->WallMicros();
  const auto result = Run(job, runtime, hooks);
  const RunFacts facts = result ? FactsOfRun(job, *result, 0, runtime)
                                : FactsOfFailure(job, result.error(), start, runtime);
  const std::vector<Error> errors = FinishRun(options.operate, *std::move(begun), facts, runtime);
  if (!result) return {date, CheckState::kFailed, result.error().message};
  if (!runtime.files->Exists(job.output_directory + "/report.json")) {
    return {date, CheckState::kFailed, job.output_directory + " holds no report.json"};
  }
  const std::string done = fmt::format("{}: {} findings in {} rows", job.output_directory,
                                       result->report.total_errors, result->report.total_records);
  if (!errors.empty()) return {date, CheckState::kWarning, done + "; " + errors.front().message};
  return {date, CheckState::kOk, done};
}

// A folder for the drill, removed behind it when it was made here.
class DrillFolder {
 public:
  explicit DrillFolder(const std::string& wanted) : path_(wanted), own_(wanted.empty()) {
    if (!own_) return;
    path_ = (fs::temp_directory_path() / "assay-drill-XXXXXX").string();
    own_ = mkdtemp(path_.data()) != nullptr;
  }
  ~DrillFolder() {
    std::error_code code;
    if (own_) fs::remove_all(path_, code);
  }
  DrillFolder(const DrillFolder&) = delete;
  DrillFolder& operator=(const DrillFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  bool own_;
};

void CheckRestoredState(const DrillOptions& options, const std::string& system,
                        const Runtime& runtime, Checklist* list) {
  if (!options.audit_log.empty() && runtime.files->Exists(system + "/" + options.audit_log)) {
    const auto keys = ReadKeys(options.audit_key);
    const auto check = keys ? VerifyAudit(system + "/" + options.audit_log, *keys, runtime)
                            : Result<AuditCheck>(keys.error());
    const bool right = check && !check->problem;
    list->Add("restored audit log", right ? CheckState::kOk : CheckState::kFailed,
              right   ? fmt::format("{} lines", check->lines)
              : check ? *check->problem
                      : check.error().message);
  }
  std::error_code code;
  for (auto it = fs::recursive_directory_iterator(system, code);
       !code && it != fs::recursive_directory_iterator(); it.increment(code)) {
    if (it->path().filename() != "history.db") continue;
    const auto history = History::Open(it->path().string());
    const Status whole = history ? history->Check() : Status(history.error());
    list->Add("restored history", whole ? CheckState::kOk : CheckState::kFailed,
              whole ? "whole" : whole.error().message);
  }
}

// The same job on the restored system and on this one.
CheckItem Rerun(const DrillOptions& options, const std::string& folder, const Runtime& runtime) {
  std::string digests[2];
  for (const bool restored : {true, false}) {
    Job job = options.job;
    job.output_directory = folder + (restored ? "/rerun" : "/here");
    const std::string brand = folder + "/system/" + job.brand;
    if (restored && !job.brand.empty() && runtime.files->Exists(brand)) job.brand = brand;
    if (restored &&
        runtime.files->Exists(folder + "/system/brand_configs/" + job.brand + ".json")) {
      job.brand = folder + "/system/brand_configs/" + job.brand + ".json";
    }
    const auto result = Run(job, runtime, {});
    if (!result) return {"rerun", CheckState::kFailed, result.error().message};
    const auto digest = DigestFile(job.output_directory + "/findings.jsonl");
    if (!digest) return {"rerun", CheckState::kFailed, digest.error().message};
    digests[restored] = digest->sha256;
  }
  const bool same = digests[0] == digests[1];
  return {"rerun", same ? CheckState::kOk : CheckState::kFailed,
          same ? "the restored system finds the same, byte by byte"
               : "the restored system finds something else"};
}

}  // namespace

Result<Checklist> Reprocess(const ReprocessOptions& options, const RunHooks& hooks,
                            const Runtime& runtime) {
  const int64_t days = (options.to_micros - options.from_micros) / kMicrosPerDay + 1;
  if (options.to_micros < options.from_micros) return UsageError("--to is before --from");
  if (days > kMostDays)
    return UsageError(fmt::format("found {} days, expected at most {}", days, kMostDays));
  for (const std::string* pattern : {&options.input, &options.output}) {
    const bool has_day = pattern->find("{date}") != std::string::npos ||
                         pattern->find("{compact}") != std::string::npos;
    if (!has_day)
      return UsageError(fmt::format(
          "'{}' names no {{date}} or {{compact}}: the days would overwrite each other", *pattern));
  }
  Checklist list{"Reprocess", {}};
  for (int64_t day = options.from_micros; day <= options.to_micros; day += kMicrosPerDay) {
    if (hooks.stop_requested && hooks.stop_requested() != StopRequest::kNone) {
      return Error{ErrorKind::kInterrupted,
                   fmt::format("interrupted before {}", UtcTimestamp(day).substr(0, 10))};
    }
    list.items.push_back(ReprocessDay(options, day, hooks, runtime));
  }
  return list;
}

Result<Checklist> RecoveryDrill(const DrillOptions& options, const Runtime& runtime) {
  const int64_t start = runtime.clock->MonotonicMicros();
  Checklist list{"Recovery drill", {}};
  ASSAY_TRY(const std::string archive, LatestBackup(options.backups, runtime));
  const double age = BackupAgeHours(options.backups, runtime);
  list.Add(
      "recovery point", age > options.point_hours ? CheckState::kFailed : CheckState::kOk,
      fmt::format("{} is {:.1f} hours old; at most {:.0f}", archive, age, options.point_hours));
  const DrillFolder folder(options.scratch);
  RestoreOptions restore;
  restore.archive = archive;
  restore.target = folder.path() + "/system";
  restore.keys = options.keys;
  ASSAY_TRY(const RestorePlan plan, RestoreBackup(restore, runtime));
  list.Add("restore", CheckState::kOk,
           fmt::format("{} files into a scratch place", plan.created.size()));
  CheckRestoredState(options, restore.target, runtime, &list);
  list.items.push_back(Rerun(options, folder.path(), runtime));
  const double seconds = static_cast<double>(runtime.clock->MonotonicMicros() - start) / 1e6;
  list.Add("recovery time",
           seconds > options.objective_hours * 3600 ? CheckState::kFailed : CheckState::kOk,
           fmt::format("{:.1f} seconds; the objective is {:.0f} hours", seconds,
                       options.objective_hours));
  return list;
}

}  // namespace assay
