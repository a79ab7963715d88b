// Backups: configurations, models, recent results and state in one verified archive; and back
// again.
//
// A backup is a tar archive compressed with zstd (`tar --zstd -xf` reads it) with manifest.json
// first. Its last 48 bytes are a zstd frame that decompressors skip: it holds SHA-256 of all bytes
// before it, so that any flipped byte and any truncation shows. With a key the archive is encrypted
// as a whole.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/operate/key_ring.h"

namespace assay {

enum class BackupKind : uint8_t { kConfiguration, kModel, kResult, kState };

struct BackupFile {
  std::string path;  // relative to the root, with '/'
  uint64_t bytes = 0;
  std::string sha256;
  uint32_t mode = 0644;
  BackupKind kind = BackupKind::kConfiguration;
};

// What manifest.json says.
struct BackupManifest {
  std::string date;               // UTC: "Backup Date"
  std::string version;            // of the program: "System Version"
  std::vector<BackupFile> files;  // in the order of the archive
  uint64_t CountOf(BackupKind kind) const;
  uint64_t TotalBytes() const;
};

struct BackupOptions {
  std::string root = ".";
  std::string directory = "backup";  // where backups are kept
  std::vector<std::string> configuration = {"brand_configs", "config",
                                            "rules"};  // below root; absent: fine
  std::vector<std::string> models = {"data/models", "models"};
  std::vector<std::string> results = {"results"};
  std::vector<std::string> state = {
      ".assay",    "state",          "logs/audit.log",   "logs/audit.log.head",
      "audit.log", "audit.log.head", "suppressions.yaml"};
  int result_days = 7;          // results that changed within
  int keep = 14;                // newest backups; older ones are deleted behind a good one; 0: all
  std::optional<KeyRing> keys;  // encrypt
  bool dry_run = false;         // plan only
};

struct BackupResult {
  std::string path;  // of the archive; empty for a dry run
  BackupManifest manifest;
  uint64_t archive_bytes = 0;
  std::vector<std::string> deleted;  // by retention
};

// Copies every file, checking that it did not change meanwhile and that result directories fit
// their report.json (SQLite files are copied by SQLite), archives the copies, reads the archive
// back, and only then gives it its name and deletes the copies. Nothing named like a backup is ever
// incomplete. One backup at a time in a directory.
Result<BackupResult> MakeBackup(const BackupOptions& options, const Runtime& runtime);

// What an archive may hold: it may come from elsewhere.
struct ArchiveLimits {
  uint64_t files = 1'000'000;
  uint64_t bytes = uint64_t{1} << 40;
  uint64_t ratio = 1000;  // bytes out for a byte in, beyond the first 64 MiB
};

// Reads the whole archive and checks every file against the manifest. Any difference, a path that
// leads out, a link or a special file, or a limit that is passed, is an input error.
Result<BackupManifest> VerifyBackup(const std::string& path, const std::optional<KeyRing>& keys,
                                    const ArchiveLimits& limits, const Runtime& runtime);

// The newest backup of a directory by its name; an input error when there is none.
Result<std::string> LatestBackup(const std::string& directory, const Runtime& runtime);

struct RestoreOptions {
  std::string archive;
  std::string target = ".";
  std::vector<std::string> only;  // paths or folders; empty: everything
  std::optional<KeyRing> keys;
  ArchiveLimits limits;
  bool dry_run = false;
};

// What a restore changes.
struct RestorePlan {
  std::vector<std::string> created;
  std::vector<std::string> replaced;
  uint64_t unchanged = 0;
};

// Verifies, unpacks beside the target, then moves the files into place; what was there is kept
// under .assay-restore/old. A failure on the way puts everything back.
Result<RestorePlan> RestoreBackup(const RestoreOptions& options, const Runtime& runtime);

// Undoes the last restore into `target` (also one that a crash cut off); gives the number of files.
Result<uint64_t> RollBackRestore(const std::string& target, const Runtime& runtime);

}  // namespace assay
