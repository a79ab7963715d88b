// Each check looks at one thing and says what it saw.
#include "assay/operate/routine_checks_internal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/operate/audit_log.h"
#include "assay/operate/backup.h"
#include "assay/operate/doctor.h"
#include "assay/operate/history.h"
#include "assay/operate/timestamp.h"
#include "assay/run/validate_config.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

constexpr int kStaleDays = 7;

int64_t ModifiedMicros(const fs::path& path) {
  struct stat info {};
  return lstat(path.c_str(), &info) == 0 ? int64_t{info.st_mtime} * kMicrosPerSecond : INT64_MAX;
}

std::string ConfigExtension(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".json" || extension == ".yaml" || extension == ".yml" ? extension : "";
}

// Whether a run holds the folder now.
bool IsHeld(const fs::path& folder) {
  const int lock = open((folder / ".assay.lock").c_str(), O_RDWR | O_CLOEXEC);
  if (lock < 0) return false;
  const bool held = flock(lock, LOCK_EX | LOCK_NB) != 0;
  close(lock);
  return held;
}

}  // namespace

CheckItem CheckDisk(const RoutineOptions& options) {
  const MachineFacts facts = ReadMachine(options.results);
  const double used = facts.DiskUsed();
  return {"disk space", used > options.disk_limit ? CheckState::kFailed : CheckState::kOk,
          fmt::format("{:.0f} % in use, {:.1f} GB free; at most {:.0f} %", used * 100,
                      static_cast<double>(facts.disk_free_bytes) / 1e9, options.disk_limit * 100)};
}

CheckItem CheckYesterday(const RoutineOptions& options, const Runtime& runtime) {
  const int64_t yesterday = runtime.clock->WallMicros() - kMicrosPerDay;
  for (const std::string& day : {DashedDate(yesterday), CompactDate(yesterday)}) {
    const std::string path = fmt::format("{}/{}/report.json", options.results, day);
    if (!runtime.files->Exists(path)) continue;
    const auto document = ReadConfigFile(path);
    const ConfigNode* summary = document ? document->root.Find("summary") : nullptr;
    const ConfigNode* errors = summary == nullptr ? nullptr : summary->Find("total_errors");
    if (errors == nullptr)
      return {"yesterday's results", CheckState::kFailed, path + " is no report"};
    return {"yesterday's results", CheckState::kOk,
            fmt::format("yesterday's detection found {} errors ({})", errors->text, path)};
  }
  const auto state = options.expect_yesterday ? CheckState::kFailed : CheckState::kSkipped;
  return {"yesterday's results", state,
          fmt::format("not found: neither {0}/{1} nor {0}/{2} holds a report.json", options.results,
                      DashedDate(yesterday), CompactDate(yesterday))};
}

double BackupAgeHours(const std::string& directory, const Runtime& runtime) {
  const auto latest = LatestBackup(directory, runtime);
  if (!latest) return -1;
  return static_cast<double>(runtime.clock->WallMicros() - ModifiedMicros(*latest)) /
         (3600.0 * kMicrosPerSecond);
}

CheckItem CheckBackup(const RoutineOptions& options, const Runtime& runtime) {
  const auto latest = LatestBackup(options.backups, runtime);
  if (!latest)
    return {"backup", CheckState::kFailed, latest.error().message + "; run: assay backup"};
  const double hours = BackupAgeHours(options.backups, runtime);
  const std::string age = fmt::format("{} is {:.1f} hours old", *latest, hours);
  if (hours > options.backup_hours) {
    return {"backup", CheckState::kFailed,
            fmt::format("{}; at most {:.0f}", age, options.backup_hours)};
  }
  const auto manifest = VerifyBackup(*latest, options.backup_keys, {}, runtime);
  if (!manifest) return {"backup", CheckState::kFailed, manifest.error().message};
  return {"backup", CheckState::kOk,
          fmt::format("{} and whole, {} files", age, manifest->files.size())};
}

CheckItem CheckAudit(const RoutineOptions& options, const Runtime& runtime) {
  if (options.operate.audit_log.empty())
    return {"audit log", CheckState::kSkipped, "none is configured"};
  if (!runtime.files->Exists(options.operate.audit_log)) {
    return {"audit log", CheckState::kFailed, options.operate.audit_log + " is missing"};
  }
  const auto keys = ReadKeys(options.operate.audit_key);
  if (!keys) return {"audit log", CheckState::kFailed, keys.error().message};
  const auto check = VerifyAudit(options.operate.audit_log, *keys, runtime);
  if (!check) return {"audit log", CheckState::kFailed, check.error().message};
  if (check->problem) return {"audit log", CheckState::kFailed, *check->problem};
  return {"audit log", CheckState::kOk,
          fmt::format("{} lines, all as they were written", check->lines)};
}

CheckItem CheckConfigurations(const RoutineOptions& options, const Runtime& runtime) {
  std::vector<std::string> paths;
  if (!options.job_file.empty()) paths.push_back(options.job_file);
  if (runtime.files->Exists(options.brand_configs)) {
    const auto names = runtime.files->List(options.brand_configs);
    if (!names) return {"configuration", CheckState::kFailed, names.error().message};
    for (const std::string& name : *names) {
      if (!ConfigExtension(name).empty()) paths.push_back(options.brand_configs + "/" + name);
    }
  }
  for (const std::string& path : paths) {
    if (const auto valid = ValidateConfig(path); !valid) {
      return {"configuration", CheckState::kFailed, valid.error().message};
    }
  }
  return {"configuration", CheckState::kOk, fmt::format("{} files are valid", paths.size())};
}

CheckItem CheckModels(const RoutineOptions& options) {
  if (options.model_directory.empty())
    return {"models", CheckState::kSkipped, "MODEL_CACHE_DIR names no folder"};
  std::error_code code;
  size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(options.model_directory, code)) {
    count += entry.is_regular_file();
  }
  if (code || count == 0) {
    return {"models", CheckState::kFailed,
            fmt::format("'{}' holds no model", options.model_directory)};
  }
  return {"models", CheckState::kOk, fmt::format("{} files in {}", count, options.model_directory)};
}

CheckItem CheckHistory(const RoutineOptions& options) {
  if (!options.operate.KeepsHistory())
    return {"history", CheckState::kSkipped, "none is configured"};
  const auto history = History::Open(options.operate.HistoryPath());
  if (!history) return {"history", CheckState::kFailed, history.error().message};
  const Status whole = history->Check();
  return {"history", whole ? CheckState::kOk : CheckState::kFailed,
          whole ? "whole" : whole.error().message};
}

CheckItem CleanLogs(const RoutineOptions& options, const Runtime& runtime) {
  const int64_t oldest = runtime.clock->WallMicros() - options.log_days * kMicrosPerDay;
  size_t deleted = 0;
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(options.logs, code)) {
    const std::string name = entry.path().filename().string();
    const bool is_log =
        name.find(".log") != std::string::npos && name.find("audit") == std::string::npos;
    if (!is_log || !entry.is_regular_file() || ModifiedMicros(entry.path()) >= oldest) continue;
    std::error_code failed;
    deleted += fs::remove(entry.path(), failed);
  }
  return {"old logs", CheckState::kOk,
          fmt::format("{} older than {} days deleted", deleted, options.log_days)};
}

CheckItem CleanTemporaryFiles(const RoutineOptions& options, const Runtime& runtime) {
  const int64_t oldest = runtime.clock->WallMicros() - kStaleDays * kMicrosPerDay;
  std::vector<fs::path> stale;
  std::error_code code;
  for (const std::string& root :
       {options.results, options.backups, options.operate.StateDirectory()}) {
    for (auto it = fs::recursive_directory_iterator(root, code);
         !code && it != fs::recursive_directory_iterator(); it.increment(code)) {
      const std::string name = it->path().filename().string();
      const bool building = name == ".assay-tmp" && !IsHeld(it->path().parent_path());
      const bool partial = name.ends_with(".partial") || name == ".staging";
      if ((building || partial) && ModifiedMicros(it->path()) < oldest) stale.push_back(it->path());
    }
  }
  for (const fs::path& path : stale) fs::remove_all(path, code);
  return {"temporary files", CheckState::kOk, fmt::format("{} left-overs removed", stale.size())};
}

}  // namespace assay
