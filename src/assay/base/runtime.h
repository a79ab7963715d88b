// Runtime: the one door to the outside world (clock, files, seed), so that runs repeat exactly and
// tests can make any operation fail. The real one is in run/.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/result.h"

namespace assay {

// A file being written. Errors name the path and the system's reason.
class OutputFile {
 public:
  virtual ~OutputFile() = default;
  virtual Status Append(std::string_view bytes) = 0;
  virtual Status Sync() = 0;   // fsync
  virtual Status Close() = 0;  // must be called; the destructor closes and forgets
};

// The file operations of reports, checkpoints, backups and audit logs.
class Files {
 public:
  virtual ~Files() = default;
  // Creates or truncates.
  virtual Result<std::unique_ptr<OutputFile>> Create(const std::string& path) = 0;
  // Opens for appending after `offset` bytes; what stood behind is cut off.
  virtual Result<std::unique_ptr<OutputFile>> Resume(const std::string& path, uint64_t offset) = 0;
  virtual Result<std::string> ReadAll(const std::string& path) = 0;
  // At most `size` bytes from `offset` on; fewer only at the end of the file.
  virtual Result<std::string> ReadRange(const std::string& path, uint64_t offset, size_t size) = 0;
  virtual Status Rename(const std::string& from, const std::string& to) = 0;
  virtual Status Remove(const std::string& path) = 0;  // fine when absent
  virtual Status MakeDirectories(const std::string& path) = 0;
  virtual Status SyncDirectory(const std::string& path) = 0;
  virtual bool Exists(const std::string& path) = 0;
  virtual Result<std::vector<std::string>> List(const std::string& directory) = 0;  // names, sorted
};

// Time. Wall time goes to run.json and logs, never into report.json.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual int64_t WallMicros() = 0;       // since 1970-01-01 UTC
  virtual int64_t MonotonicMicros() = 0;  // for durations
};

struct Runtime {
  Clock* clock = nullptr;
  Files* files = nullptr;
  uint64_t seed = 0;
};

// The real clock and file system. The objects live as long as the program.
Runtime SystemRuntime();

}  // namespace assay
