// Planning and copying, checked against changes that go on meanwhile.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/base/durable_file.h"
#include "assay/base/hash.h"
#include "assay/operate/backup_archive_internal.h"
#include "assay/operate/backup_stage_internal.h"
#include "assay/operate/file_lock.h"
#include "assay/operate/file_reader.h"
#include "assay/operate/history.h"
#include "assay/operate/timestamp.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

constexpr int kAttempts = 5;
constexpr unsigned kPauseMicros = 200'000;
constexpr size_t kPiece = size_t{1} << 18;
constexpr std::string_view kBuilding = ".assay-tmp";

Error StillChanging(const std::string& path) {
  return {ErrorKind::kTransient,
          fmt::format("'{}' kept changing while it was copied; try again later", path)};
}

bool IsLockFile(const fs::path& path) {
  const std::string name = path.filename().string();
  return name == ".assay.lock" || name.ends_with(".lock") || name.ends_with("-journal") ||
         name.ends_with(".partial");
}

// Whether a run is writing into the directory now.
bool IsBusy(const fs::path& directory) {
  const int lock = open((directory / ".assay.lock").c_str(), O_RDWR | O_CLOEXEC);
  if (lock < 0) return false;
  const bool busy = flock(lock, LOCK_SH | LOCK_NB) != 0;
  close(lock);
  return busy;
}

class Planner {
 public:
  Planner(const BackupOptions& options, int64_t now) : options_(options), now_(now) {}

  Status Add(const std::string& relative, BackupKind kind) {
    const fs::path path = fs::path(options_.root) / relative;
    std::error_code code;
    const fs::file_status status = fs::symlink_status(path, code);
    if (fs::is_regular_file(status)) ASSAY_TRY_STATUS(AddFile(path, kind));
    if (!fs::is_directory(status)) return {};
    for (auto it = fs::recursive_directory_iterator(
             path, fs::directory_options::skip_permission_denied, code);
         !code && it != fs::recursive_directory_iterator(); it.increment(code)) {
      if (it->is_directory(code) && it->path().filename() == kBuilding &&
          IsBusy(it->path().parent_path())) {
        it.disable_recursion_pending();
      }
      if (it->symlink_status(code).type() == fs::file_type::regular)
        ASSAY_TRY_STATUS(AddFile(it->path(), kind));
    }
    if (code)
      return InputError(fmt::format("listing '{}' failed: {}", path.string(), code.message()));
    return {};
  }
  std::vector<BackupFile> Take() {
    std::sort(files_.begin(), files_.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    return std::move(files_);
  }

 private:
  Status AddFile(const fs::path& path, BackupKind kind) {
    const std::string relative = path.lexically_relative(options_.root).generic_string();
    if (IsLockFile(path) || (kind == BackupKind::kResult && !IsRecent(path))) return {};
    if (relative.empty() || relative == ".." || relative.starts_with("../")) {
      return UsageError(fmt::format("a backup holds what is below '{}'; '{}' is elsewhere",
                                    options_.root, path.string()));
    }
    if (!IsSafePath(relative)) {
      return InputError(fmt::format(
          "a backup can't hold the file '{}': its name has a backslash, a control character or "
          "bytes that are no UTF-8; rename or move it",
          relative));
    }
    if (seen_.insert(relative).second) files_.push_back({relative, 0, "", 0644, kind});
    return {};
  }
  bool IsRecent(const fs::path& path) const {
    struct stat info {};
    if (stat(path.c_str(), &info) != 0) return false;
    return int64_t{info.st_mtime} * kMicrosPerSecond >= now_ - options_.result_days * kMicrosPerDay;
  }

  const BackupOptions& options_;
  int64_t now_;
  std::set<std::string> seen_;
  std::vector<BackupFile> files_;
};

// Copies one file; false when it changed meanwhile.
Result<bool> CopyOnce(const std::string& from, const std::string& to, BackupFile* file,
                      const Runtime& runtime) {
  struct stat before {};
  struct stat after {};
  ASSAY_TRY(FileReader reader, FileReader::Open(from, false));
  if (stat(from.c_str(), &before) != 0) return false;
  ASSAY_TRY_STATUS(runtime.files->MakeDirectories(FolderOf(to)));
  ASSAY_TRY(auto out, runtime.files->Create(to));
  Sha256Digest digest;
  file->bytes = 0;
  file->mode = reader.mode() & 0777;
  std::vector<char> piece(kPiece);
  while (true) {
    ASSAY_TRY(const size_t got, reader.Read(piece.data(), piece.size()));
    if (got == 0) break;
    digest.Update({piece.data(), got});
    file->bytes += got;
    ASSAY_TRY_STATUS(out->Append({piece.data(), got}));
  }
  ASSAY_TRY_STATUS(out->Close());
  file->sha256 = digest.Hex();
  if (stat(from.c_str(), &after) != 0) return false;
  return before.st_ino == after.st_ino && before.st_size == after.st_size &&
         before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
         before.st_mtim.tv_nsec == after.st_mtim.tv_nsec &&
         static_cast<uint64_t>(after.st_size) == file->bytes;
}

Status CopyHistory(const std::string& from, const std::string& to, BackupFile* file,
                   const Runtime& runtime) {
  ASSAY_TRY_STATUS(runtime.files->MakeDirectories(FolderOf(to)));
  ASSAY_TRY(const History history, History::Open(from));
  ASSAY_TRY_STATUS(history.CopyTo(to));
  ASSAY_TRY(const FileDigest digest, DigestFile(to));
  file->bytes = digest.bytes;
  file->sha256 = digest.sha256;
  return {};
}

// Copies one file; its bytes stay 0 and its digest empty when it is gone.
Status CopyFile(const BackupOptions& options, const std::string& folder, BackupFile* file,
                const Runtime& runtime) {
  const std::string from = options.root + "/" + file->path;
  const std::string to = folder + "/" + file->path;
  if (file->path.ends_with("/history.db")) return CopyHistory(from, to, file, runtime);
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    if (attempt > 0) usleep(kPauseMicros);
    file->sha256.clear();
    if (!runtime.files->Exists(from)) return {};
    ASSAY_TRY(const bool stable, CopyOnce(from, to, file, runtime));
    if (stable) return {};
  }
  return StillChanging(from);
}

std::string XxhOf(const std::string& path) {
  auto reader = FileReader::Open(path);
  if (!reader) return "";
  Xxh128Digest digest;
  std::vector<char> piece(kPiece);
  for (auto got = reader->Read(piece.data(), piece.size()); got && *got > 0;
       got = reader->Read(piece.data(), piece.size())) {
    digest.Update({piece.data(), *got});
  }
  return digest.Hex();
}

// Whether the copies of a report's files are those that the copied report.json names.
bool FitsItsReport(const std::string& staged_report) {
  const auto document = ReadConfigFile(staged_report);
  if (!document) return true;  // no report of ours: nothing to check
  const ConfigNode* files = document->root.Find("files");
  if (files == nullptr) return true;
  for (const ConfigNode& file : files->items) {
    const ConfigNode* name = file.Find("name");
    const ConfigNode* digest = file.Find("digest");
    if (name == nullptr || digest == nullptr || !IsSafePath(name->text)) continue;
    const std::string path = FolderOf(staged_report) + "/" + name->text;
    std::error_code code;
    if (fs::exists(path, code) && XxhOf(path) != digest->text) return false;
  }
  return true;
}

// Copies a report's directory until its files fit together: a run may publish meanwhile.
Status SettleReport(const BackupOptions& options, const std::string& folder,
                    const std::string& report, std::vector<BackupFile>* files,
                    const Runtime& runtime) {
  const std::string directory = FolderOf(report) + "/";
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    if (FitsItsReport(folder + "/" + report)) return {};
    usleep(kPauseMicros);
    for (BackupFile& file : *files) {
      const bool inside = file.path.starts_with(directory) &&
                          file.path.find('/', directory.size()) == std::string::npos;
      if (inside) ASSAY_TRY_STATUS(CopyFile(options, folder, &file, runtime));
    }
  }
  return StillChanging(options.root + "/" + directory);
}

}  // namespace

Result<BackupManifest> PlanBackup(const BackupOptions& options, const Runtime& runtime) {
  const int64_t now = runtime.clock->WallMicros();
  Planner planner(options, now);
  for (const auto& path : options.configuration)
    ASSAY_TRY_STATUS(planner.Add(path, BackupKind::kConfiguration));
  for (const auto& path : options.models) ASSAY_TRY_STATUS(planner.Add(path, BackupKind::kModel));
  for (const auto& path : options.results) ASSAY_TRY_STATUS(planner.Add(path, BackupKind::kResult));
  for (const auto& path : options.state) ASSAY_TRY_STATUS(planner.Add(path, BackupKind::kState));
  BackupManifest manifest;
  manifest.date = UtcTimestamp(now);
  manifest.version = ASSAY_VERSION;
  manifest.files = planner.Take();
  if (!manifest.files.empty()) return manifest;
  return UsageError(
      fmt::format("there is nothing to back up below '{}'; name the folders with --configurations, "
                  "--models, --results and --state",
                  options.root));
}

Status StageFiles(const BackupOptions& options, const std::string& folder, BackupManifest* manifest,
                  const Runtime& runtime) {
  std::vector<BackupFile>& files = manifest->files;
  // An audit log and its head change together: while they are copied, nobody appends.
  std::vector<FileLock> audit_locks;
  for (const BackupFile& file : files) {
    if (!file.path.ends_with(".log.head")) continue;
    const std::string log = options.root + "/" + file.path.substr(0, file.path.size() - 5);
    ASSAY_TRY(FileLock lock, FileLock::Wait(log + ".lock"));
    audit_locks.push_back(std::move(lock));
  }
  for (BackupFile& file : files) {
    if (file.kind == BackupKind::kState)
      ASSAY_TRY_STATUS(CopyFile(options, folder, &file, runtime));
  }
  audit_locks.clear();
  for (BackupFile& file : files) {
    if (file.kind != BackupKind::kState)
      ASSAY_TRY_STATUS(CopyFile(options, folder, &file, runtime));
  }
  for (size_t i = 0; i < files.size(); ++i) {
    const std::string report = files[i].path;
    if (report.ends_with("/report.json"))
      ASSAY_TRY_STATUS(SettleReport(options, folder, report, &files, runtime));
  }
  std::erase_if(files, [](const BackupFile& file) { return file.sha256.empty(); });
  return {};
}

}  // namespace assay
