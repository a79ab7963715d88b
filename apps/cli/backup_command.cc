// `assay backup`, `assay backup verify`, `assay restore`.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <new>

#include <fmt/format.h>

#include "assay/operate/backup.h"
#include "console.h"
#include "operate_commands.h"
#include "option_setters.h"

namespace assay::cli {
namespace {

constexpr const char* kDefaultDirectory = "backup";

Option KeyOption(std::string* key) {
  return {.name = "--key",
          .value = "FILE|env:NAME",
          .group = "Encryption",
          .summary = "The keys that the archive is encrypted with; without it, it is not.",
          .set = SetText(key),
          .completes = Completes::kFile};
}

Result<std::optional<KeyRing>> ReadOptionalKeys(const std::string& key) {
  std::optional<KeyRing> keys;
  if (!key.empty()) {
    ASSAY_TRY(keys, ReadKeys(key));
  }
  return keys;
}

// What is given replaces the defaults, and is missed when it is not there.
Setter SetPaths(std::vector<std::string>* to, std::vector<std::string>* named) {
  return [to, named](const Values& values) -> Status {
    *to = JoinLists(values);
    std::erase(*to, "");  // '' names nothing, not the root
    named->insert(named->end(), to->begin(), to->end());
    return {};
  };
}

// An archive, or a folder's newest one.
Result<std::string> ArchiveAt(const std::string& path) {
  std::error_code code;
  const bool is_archive = path.ends_with(".zst") || path.ends_with(".enc");
  if (is_archive || std::filesystem::is_regular_file(path, code)) return path;
  return LatestBackup(path, SystemRuntime());
}

struct BackupChoice {
  BackupOptions options;
  std::string key;
  RestoreOptions restore;
  bool roll_back = false;
  std::vector<std::string> named;  // what the command line wants in the backup
};

void WarnOfMissing(const BackupChoice& choice, const BackupManifest& manifest) {
  for (const std::string& path : choice.named) {
    const bool found =
        std::any_of(manifest.files.begin(), manifest.files.end(), [&](const BackupFile& file) {
          return file.path == path ||
                 file.path.starts_with(path.ends_with('/') ? path : path + "/");
        });
    if (found) continue;
    TheConsole().Write(LogLevel::kWarning,
                       fmt::format("'{}': nothing of that name below '{}' is in the backup", path,
                                   choice.options.root));
  }
}

Result<int> RunBackup(BackupChoice* choice) {
  ASSAY_TRY(choice->options.keys, ReadOptionalKeys(choice->key));
  ASSAY_TRY(const BackupResult result, MakeBackup(choice->options, SystemRuntime()));
  const BackupManifest& manifest = result.manifest;
  WarnOfMissing(*choice, manifest);
  if (choice->options.dry_run) {
    for (const BackupFile& file : manifest.files) fmt::print("{}\n", file.path);
    fmt::print("{} files would be backed up; nothing was written\n", manifest.files.size());
    return 0;
  }
  fmt::print(
      "Backup completed: {}\n{} files, {} bytes in {}; configuration {}, models {}, results {}, "
      "state {}\n",
      result.path, manifest.files.size(), manifest.TotalBytes(), result.archive_bytes,
      manifest.CountOf(BackupKind::kConfiguration), manifest.CountOf(BackupKind::kModel),
      manifest.CountOf(BackupKind::kResult), manifest.CountOf(BackupKind::kState));
  for (const std::string& name : result.deleted) fmt::print("deleted by retention: {}\n", name);
  return 0;
}

Result<int> RunVerify(const Given& given, const BackupChoice& choice) {
  ASSAY_TRY(const auto keys, ReadOptionalKeys(choice.key));
  ASSAY_TRY(const std::string path,
            ArchiveAt(given.arguments.empty() ? kDefaultDirectory : given.arguments[0]));
  ASSAY_TRY(const BackupManifest manifest,
            VerifyBackup(path, keys, choice.restore.limits, SystemRuntime()));
  fmt::print(
      "{}: whole\nBackup Date: {}\nSystem Version: {}\nConfiguration Files: {}\nModel Files: {}\n",
      path, manifest.date, manifest.version, manifest.CountOf(BackupKind::kConfiguration),
      manifest.CountOf(BackupKind::kModel));
  fmt::print("Files: {} ({} bytes)\n", manifest.files.size(), manifest.TotalBytes());
  return 0;
}

Result<int> RunRestore(const Given& given, BackupChoice* choice) {
  RestoreOptions& options = choice->restore;
  if (choice->roll_back) {
    ASSAY_TRY(const uint64_t count, RollBackRestore(options.target, SystemRuntime()));
    fmt::print("{} files are as they were before the restore\n", count);
    return 0;
  }
  if (given.arguments.empty())
    return UsageError("ARCHIVE is missing. Usage: assay restore ARCHIVE");
  ASSAY_TRY(options.archive, ArchiveAt(given.arguments[0]));
  ASSAY_TRY(options.keys, ReadOptionalKeys(choice->key));
  ASSAY_TRY(const RestorePlan plan, RestoreBackup(options, SystemRuntime()));
  try {
    for (const std::string& path : plan.created) fmt::print("new       {}\n", path);
    for (const std::string& path : plan.replaced) fmt::print("replaced  {}\n", path);
    fmt::print("{}: {} new, {} replaced, {} the same{}\n", options.archive, plan.created.size(),
               plan.replaced.size(), plan.unchanged,
               options.dry_run ? "; nothing was changed" : "");
  } catch (const std::bad_alloc&) {  // no failure: what was asked for is done
    std::fputs("assay: done, but there was no memory left to list the files\n", stderr);
  }
  return 0;
}

}  // namespace

Command BackupCommand() {
  auto choice = std::make_shared<BackupChoice>();
  BackupOptions* o = &choice->options;
  const char* what = "What";
  Command command;
  command.name = "backup";
  command.summary = "Back up configurations, models, recent results and state";
  command.description =
      "Copies consistently while runs go on, compresses, reads the archive back, and only then "
      "deletes the copies\n"
      "and what retention no longer keeps. A recovery point of 24 hours needs a backup at least "
      "every 12.";
  command.examples =
      "# Everything below the working directory, to ./backup\nassay backup\n"
      "# Nightly, encrypted, 30 kept\nassay backup --root /srv/assay --to /backup/assay --keep 30 "
      "--key keys/backup.key";
  command.options = {{.name = "--root",
                      .value = "DIR",
                      .group = what,
                      .summary = "Paths are below this (default .).",
                      .set = SetText(&o->root),
                      .completes = Completes::kDirectory},
                     {.name = "--to",
                      .value = "DIR",
                      .group = what,
                      .summary = "Where backups are kept (default backup).",
                      .set = SetText(&o->directory),
                      .completes = Completes::kDirectory},
                     {.name = "--configurations",
                      .value = "LIST",
                      .group = what,
                      .summary = "Folders and files (default brand_configs,config,rules).",
                      .set = SetPaths(&o->configuration, &choice->named)},
                     {.name = "--models",
                      .value = "LIST",
                      .group = what,
                      .summary = "Default data/models,models.",
                      .set = SetPaths(&o->models, &choice->named)},
                     {.name = "--results",
                      .value = "LIST",
                      .group = what,
                      .summary = "Default results.",
                      .set = SetPaths(&o->results, &choice->named)},
                     {.name = "--state",
                      .value = "LIST",
                      .group = what,
                      .summary = "History, audit log, suppressions (default "
                                 ".assay,state,logs/audit.log,audit.log, their heads and "
                                 "suppressions.yaml).",
                      .set = SetPaths(&o->state, &choice->named)},
                     {.name = "--result-days",
                      .value = "N",
                      .group = what,
                      .summary = "Results that changed within N days (default 7).",
                      .set = SetCount(&o->result_days, 0, 36'500)},
                     {.name = "--keep",
                      .value = "N",
                      .group = what,
                      .summary = "Keep the N newest backups (default 14; 0: all).",
                      .set = SetCount(&o->keep, 0, 100'000)},
                     {.name = "--dry-run",
                      .value = "",
                      .group = what,
                      .summary = "Only tell what would be backed up.",
                      .set = SetSwitch(&o->dry_run)},
                     KeyOption(&choice->key)};
  command.run = [choice](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    return RunBackup(choice.get());
  };
  return command;
}

Command BackupVerifyCommand() {
  auto choice = std::make_shared<BackupChoice>();
  Command command;
  command.name = "backup verify";
  command.arguments = "[ARCHIVE|DIR]";
  command.most_arguments = 1;
  command.summary = "Read a backup back and check every file";
  command.description =
      "A folder stands for its newest backup (default backup). Exit status 3: it is damaged.";
  command.examples = "assay backup verify /backup/assay --key keys/backup.key";
  command.options = {KeyOption(&choice->key)};
  command.completes = Completes::kFile;
  command.run = [choice](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    return RunVerify(given, *choice);
  };
  return command;
}

Command RestoreCommand() {
  auto choice = std::make_shared<BackupChoice>();
  RestoreOptions* o = &choice->restore;
  Command command;
  command.name = "restore";
  command.arguments = "[ARCHIVE|DIR]";
  command.most_arguments = 1;
  command.summary = "Bring files back from a backup";
  command.description =
      "Verifies the archive, unpacks beside the target and moves the files into place; what was "
      "there is kept\n"
      "until the next restore. A failure puts everything back. A folder stands for its newest "
      "backup.";
  command.examples =
      "# See first what would change\nassay restore backup --dry-run\n"
      "# Only the brands, then undo it\nassay restore backup --only brand_configs && assay restore "
      "--roll-back";
  command.options = {{.name = "--target",
                      .value = "DIR",
                      .group = "What",
                      .summary = "Restore below this (default .).",
                      .set = SetText(&o->target),
                      .completes = Completes::kDirectory},
                     {.name = "--only",
                      .value = "LIST",
                      .group = "What",
                      .summary = "Only these folders and files.",
                      .set = SetList(&o->only)},
                     {.name = "--dry-run",
                      .value = "",
                      .group = "What",
                      .summary = "Only tell what would change.",
                      .set = SetSwitch(&o->dry_run)},
                     {.name = "--roll-back",
                      .value = "",
                      .group = "What",
                      .summary = "Undo the last restore.",
                      .set = SetSwitch(&choice->roll_back)},
                     {.name = "--most-bytes",
                      .value = "SIZE",
                      .group = "Limits",
                      .summary = "Unpack no more than this (default 1 TB).",
                      .set = [o](const Values& values) -> Status {
                        ASSAY_TRY(o->limits.bytes, ReadBytes(values.back(), 1));
                        return {};
                      }},
                     KeyOption(&choice->key)};
  command.completes = Completes::kFile;
  command.run = [choice](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    return RunRestore(given, choice.get());
  };
  return command;
}

}  // namespace assay::cli
