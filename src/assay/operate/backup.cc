// Copy, archive, verify, name, and only then delete.
#include "assay/operate/backup.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "assay/base/durable_file.h"
#include "assay/operate/backup_archive_internal.h"
#include "assay/operate/backup_stage_internal.h"
#include "assay/operate/file_cipher.h"
#include "assay/operate/file_lock.h"
#include "assay/operate/timestamp.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPlain = ".tar.zst";
constexpr std::string_view kSealed = ".tar.zst.enc";
constexpr std::string_view kPrefix = "assay-";

bool IsBackupName(std::string_view name) {
  return name.starts_with(kPrefix) && (name.ends_with(kPlain) || name.ends_with(kSealed));
}

// A folder that goes with what is in it.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(std::string path) : path_(std::move(path)) { Remove(); }
  ~TemporaryFolder() { Remove(); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  void Remove() {
    std::error_code code;
    fs::remove_all(path_, code);
  }
  std::string path_;
};

// "assay-20261124T085549.123456Z": sorts by time.
std::string NameAt(int64_t micros) {
  std::string name = UtcTimestamp(micros);
  std::erase_if(name, [](char c) { return c == '-' || c == ':'; });
  return std::string(kPrefix) + name;
}

bool SameManifest(const BackupManifest& a, const BackupManifest& b) {
  return FormatManifest(a) == FormatManifest(b);
}

// The archive under a temporary name, read back whole.
Status BuildArchive(const BackupOptions& options, const BackupManifest& manifest,
                    const std::string& staging, const std::string& partial,
                    const Runtime& runtime) {
  const std::string plain = options.keys ? staging + "/archive" : partial;
  ASSAY_TRY_STATUS(WriteArchive(plain, manifest, staging + "/files", runtime));
  if (options.keys) ASSAY_TRY_STATUS(EncryptFile(plain, partial, *options.keys, runtime));
  const ArchiveLimits no_limits{UINT64_MAX, UINT64_MAX, UINT64_MAX};
  ASSAY_TRY(const BackupManifest read, VerifyBackup(partial, options.keys, no_limits, runtime));
  if (SameManifest(read, manifest)) return {};
  return InputError(fmt::format("the backup '{}' does not hold what was put in", partial));
}

Result<std::vector<std::string>> ApplyRetention(const BackupOptions& options,
                                                const Runtime& runtime) {
  std::vector<std::string> deleted;
  if (options.keep <= 0) return deleted;
  ASSAY_TRY(auto names, runtime.files->List(options.directory));
  std::erase_if(names, [](const std::string& name) { return !IsBackupName(name); });
  while (names.size() > static_cast<size_t>(options.keep)) {
    ASSAY_TRY_STATUS(runtime.files->Remove(options.directory + "/" + names.front()));
    deleted.push_back(names.front());
    names.erase(names.begin());
  }
  return deleted;
}

}  // namespace

Result<BackupResult> MakeBackup(const BackupOptions& options, const Runtime& runtime) {
  BackupResult result;
  ASSAY_TRY(result.manifest, PlanBackup(options, runtime));
  if (options.dry_run) return result;
  ASSAY_TRY_STATUS(runtime.files->MakeDirectories(options.directory));
  ASSAY_TRY(
      const FileLock lock,
      FileLock::TryNow(options.directory + "/.backup.lock",
                       fmt::format("another backup into '{}' is going on", options.directory)));
  const std::string name = NameAt(runtime.clock->WallMicros());
  const std::string path =
      fmt::format("{}/{}{}", options.directory, name, options.keys ? kSealed : kPlain);
  const TemporaryFolder staging(options.directory + "/.staging");
  std::error_code code;
  fs::create_directories(staging.path(), code);
  fs::permissions(staging.path(), fs::perms::owner_all, code);
  ASSAY_TRY_STATUS(StageFiles(options, staging.path() + "/files", &result.manifest, runtime));
  const std::string partial = path + ".partial";
  Status status = BuildArchive(options, result.manifest, staging.path(), partial, runtime);
  if (status) status = runtime.files->Rename(partial, path);
  if (!status) {
    (void)runtime.files->Remove(partial);
    return status.error();
  }
  ASSAY_TRY_STATUS(runtime.files->SyncDirectory(options.directory));
  result.path = path;
  result.archive_bytes = fs::file_size(path, code);
  ASSAY_TRY(result.deleted, ApplyRetention(options, runtime));
  return result;
}

Result<BackupManifest> VerifyBackup(const std::string& path, const std::optional<KeyRing>& keys,
                                    const ArchiveLimits& limits, const Runtime& runtime) {
  if (!IsEncryptedFile(path)) {
    if (path.ends_with(".enc") || path.ends_with(".enc.partial")) {
      return InputError(
          fmt::format("the backup '{}' is damaged: it does not start as an encrypted file", path));
    }
    return ReadArchive(path, limits, nullptr);
  }
  if (!keys)
    return UsageError(fmt::format("the backup '{}' is encrypted; name its key with --key", path));
  const std::string plain = path + ".verify";
  const Status decrypted = DecryptFile(path, plain, *keys, runtime);
  auto manifest =
      decrypted ? ReadArchive(plain, limits, nullptr) : Result<BackupManifest>(decrypted.error());
  (void)runtime.files->Remove(plain);
  return manifest;
}

Result<std::string> LatestBackup(const std::string& directory, const Runtime& runtime) {
  std::vector<std::string> names;
  if (runtime.files->Exists(directory)) {
    ASSAY_TRY(names, runtime.files->List(directory));
  }
  std::erase_if(names, [](const std::string& name) { return !IsBackupName(name); });
  if (names.empty()) return InputError(fmt::format("there is no backup in '{}'", directory));
  return directory + "/" + names.back();
}

}  // namespace assay
