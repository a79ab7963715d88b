// Unpack beside the target, swap file by file with a journal, and back again.
#include <algorithm>
#include <filesystem>
#include <new>
#include <set>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/base/confined_directory.h"
#include "assay/base/durable_file.h"
#include "assay/operate/backup_archive_internal.h"
#include "assay/operate/file_cipher.h"
#include "assay/operate/file_lock.h"
#include "assay/report/json_writer.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

std::string WorkFolder(const std::string& target) { return target + "/.assay-restore"; }
std::string NewFolder(const std::string& target) { return WorkFolder(target) + "/new"; }
std::string OldFolder(const std::string& target) { return WorkFolder(target) + "/old"; }
std::string JournalPath(const std::string& target) { return WorkFolder(target) + "/journal.json"; }

bool IsAtOrBelow(const std::string& path, std::string wanted) {
  while (wanted.ends_with('/')) wanted.pop_back();
  return path == wanted || path.starts_with(wanted + "/");
}

bool IsWanted(const std::string& path, const std::vector<std::string>& only) {
  return only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& wanted) {
           return IsAtOrBelow(path, wanted);
         });
}

// All that is asked for is in the archive.
Status CheckHeld(const RestoreOptions& options, const BackupManifest& manifest) {
  for (const std::string& wanted : options.only) {
    const bool held =
        std::any_of(manifest.files.begin(), manifest.files.end(),
                    [&](const BackupFile& file) { return IsAtOrBelow(file.path, wanted); });
    if (!held)
      return UsageError(fmt::format("the backup '{}' holds nothing at '{}'; nothing is restored",
                                    options.archive, wanted));
  }
  return {};
}

// The folder that `path` goes to must lie in the target, also when a link stands on the way.
Status CheckInside(const std::string& target, const std::string& path) {
  std::error_code code;
  if (!fs::exists(target, code)) return {};
  ASSAY_TRY(const ConfinedDirectory inside, ConfinedDirectory::Open(target));
  const Status checked = inside.CheckBeneath(FolderOf(path));
  if (checked) return {};
  return InputError(fmt::format(
      "'{}/{}' leads out of '{}' over a symbolic link; nothing is restored", target, path, target));
}

// Compares the archive's files with what stands in the target.
Result<RestorePlan> PlanRestore(const RestoreOptions& options, const BackupManifest& manifest) {
  ASSAY_TRY_STATUS(CheckHeld(options, manifest));
  RestorePlan plan;
  for (const BackupFile& file : manifest.files) {
    if (!IsWanted(file.path, options.only)) continue;
    ASSAY_TRY_STATUS(CheckInside(options.target, file.path));
    const std::string place = options.target + "/" + file.path;
    std::error_code code;
    const fs::file_status status = fs::symlink_status(place, code);
    if (!fs::exists(status)) {
      plan.created.push_back(file.path);
      continue;
    }
    if (!fs::is_regular_file(status))
      return InputError(fmt::format("'{}' is no regular file; move it away first", place));
    ASSAY_TRY(const FileDigest digest, DigestFile(place));
    if (digest.sha256 == file.sha256) {
      ++plan.unchanged;
    } else {
      plan.replaced.push_back(file.path);
    }
  }
  return plan;
}

Status WriteJournal(const std::string& target, const RestorePlan& plan, const Runtime& runtime) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.BeginArray("created");
  for (const std::string& path : plan.created) json.String(path);
  json.EndArray();
  json.BeginArray("replaced");
  for (const std::string& path : plan.replaced) json.String(path);
  json.EndArray();
  json.EndObject();
  return ReplaceFile(JournalPath(target), json.Take(), runtime);
}

Result<RestorePlan> ReadJournal(const std::string& target) {
  ASSAY_TRY(const ConfigDocument document, ReadConfigFile(JournalPath(target)));
  RestorePlan plan;
  const auto take = [&](std::string_view key, std::vector<std::string>* to) {
    const ConfigNode* list = document.root.Find(key);
    if (list == nullptr) return;
    for (const ConfigNode& item : list->items) {
      if (IsSafePath(item.text)) to->push_back(item.text);
    }
  };
  take("created", &plan.created);
  take("replaced", &plan.replaced);
  return plan;
}

// Writes the files of the plan into the folder "new".
class Unpacker {
 public:
  Unpacker(const RestoreOptions& options, const RestorePlan& plan, const Runtime& runtime)
      : options_(options), runtime_(runtime), wanted_(plan.created.begin(), plan.created.end()) {
    wanted_.insert(plan.replaced.begin(), plan.replaced.end());
  }
  Status Take(const BackupFile& file, std::string_view piece) {
    if (!wanted_.contains(file.path)) return {};
    const std::string path = NewFolder(options_.target) + "/" + file.path;
    if (open_ == nullptr) {
      ASSAY_TRY_STATUS(runtime_.files->MakeDirectories(FolderOf(path)));
      ASSAY_TRY(open_, runtime_.files->Create(path));
    }
    if (!piece.empty()) return open_->Append(piece);
    std::error_code code;
    fs::permissions(path, static_cast<fs::perms>(file.mode), code);
    const std::unique_ptr<OutputFile> done = std::move(open_);
    ASSAY_TRY_STATUS(done->Sync());
    return done->Close();
  }

 private:
  const RestoreOptions& options_;
  const Runtime& runtime_;
  std::set<std::string> wanted_;
  std::unique_ptr<OutputFile> open_;
};

Status MoveFile(const std::string& from, const std::string& to, const Runtime& runtime) {
  ASSAY_TRY_STATUS(runtime.files->MakeDirectories(FolderOf(to)));
  return runtime.files->Rename(from, to);
}

Status Swap(const std::string& target, const RestorePlan& plan, const Runtime& runtime) {
  for (const std::string& path : plan.replaced) {
    ASSAY_TRY_STATUS(MoveFile(target + "/" + path, OldFolder(target) + "/" + path, runtime));
    ASSAY_TRY_STATUS(MoveFile(NewFolder(target) + "/" + path, target + "/" + path, runtime));
  }
  for (const std::string& path : plan.created) {
    ASSAY_TRY_STATUS(MoveFile(NewFolder(target) + "/" + path, target + "/" + path, runtime));
  }
  return {};
}

Status RemoveWorkFolder(const std::string& target) {
  std::error_code code;
  fs::remove_all(WorkFolder(target), code);
  if (code)
    return InputError(fmt::format("removing '{}' failed: {}", WorkFolder(target), code.message()));
  return {};
}

Status UnpackAndSwap(const RestoreOptions& options, const std::string& plain,
                     const RestorePlan& plan, const Runtime& runtime) {
  Unpacker unpacker(options, plan, runtime);
  const ArchiveSink sink = [&](const BackupFile& file, std::string_view piece) {
    return unpacker.Take(file, piece);
  };
  ASSAY_TRY(const BackupManifest manifest, ReadArchive(plain, options.limits, sink));
  (void)manifest;
  ASSAY_TRY_STATUS(WriteJournal(options.target, plan, runtime));
  return Swap(options.target, plan, runtime);
}

// Memory may end anywhere in `work`; then, too, what it began is to be put back.
template <typename Work>
Status EndWithStatus(const Work& work) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return InputError("out of memory; free some, or raise the limit");
  }
}

// Plans, and unless it is a dry run does it; the archive is not encrypted.
Result<RestorePlan> RestorePlain(const RestoreOptions& options, const std::string& plain,
                                 const Runtime& runtime) {
  ASSAY_TRY(const BackupManifest manifest, ReadArchive(plain, options.limits, nullptr));
  ASSAY_TRY(RestorePlan plan, PlanRestore(options, manifest));
  if (options.dry_run || plan.created.size() + plan.replaced.size() == 0) return plan;
  const Status done = EndWithStatus([&] { return UnpackAndSwap(options, plain, plan, runtime); });
  if (!done) {
    if (!runtime.files->Exists(JournalPath(options.target))) {
      (void)RemoveWorkFolder(options.target);
      return done.error();
    }
    const auto back = RollBackRestore(options.target, runtime);
    return InputError(
        fmt::format("{}; {}", done.error().message,
                    back ? "everything was put back"
                         : "putting everything back failed too: run assay restore --roll-back"));
  }
  // All is in place; an empty folder that stays is removed by the next restore.
  (void)EndWithStatus([&]() -> Status {
    std::error_code code;
    fs::remove_all(NewFolder(options.target), code);
    return {};
  });
  return plan;
}

}  // namespace

Result<RestorePlan> RestoreBackup(const RestoreOptions& options, const Runtime& runtime) {
  ASSAY_TRY_STATUS(runtime.files->MakeDirectories(options.target));
  ASSAY_TRY(const FileLock lock,
            FileLock::TryNow(options.target + "/.assay-restore.lock",
                             fmt::format("another restore into '{}' is going on", options.target)));
  if (!options.dry_run) ASSAY_TRY_STATUS(RemoveWorkFolder(options.target));
  if (!IsEncryptedFile(options.archive)) return RestorePlain(options, options.archive, runtime);
  if (!options.keys) {
    return UsageError(
        fmt::format("the backup '{}' is encrypted; name its key with --key", options.archive));
  }
  const std::string plain = options.target + "/.assay-restore.archive";
  const Status decrypted = DecryptFile(options.archive, plain, *options.keys, runtime);
  auto plan =
      decrypted ? RestorePlain(options, plain, runtime) : Result<RestorePlan>(decrypted.error());
  (void)runtime.files->Remove(plain);
  return plan;
}

Result<uint64_t> RollBackRestore(const std::string& target, const Runtime& runtime) {
  if (!runtime.files->Exists(JournalPath(target))) {
    return UsageError(fmt::format("there is no restore into '{}' that could be undone", target));
  }
  ASSAY_TRY(const RestorePlan plan, ReadJournal(target));
  uint64_t count = 0;
  for (const std::string& path : plan.replaced) {
    const std::string old = OldFolder(target) + "/" + path;
    if (!runtime.files->Exists(old)) continue;  // the swap did not come that far
    ASSAY_TRY_STATUS(MoveFile(old, target + "/" + path, runtime));
    ++count;
  }
  for (const std::string& path : plan.created) {
    if (runtime.files->Exists(NewFolder(target) + "/" + path)) continue;
    ASSAY_TRY_STATUS(runtime.files->Remove(target + "/" + path));
    ++count;
  }
  ASSAY_TRY_STATUS(RemoveWorkFolder(target));
  return count;
}

}  // namespace assay
