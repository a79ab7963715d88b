// ActiveRuns: how many runs are going on, also when some of them were killed.
#pragma once

#include <optional>
#include <string>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/operate/file_lock.h"

namespace assay {

// A run that goes on, until it is destroyed: a locked file. The system gives up the locks of a
// process that dies, so that it is not counted any more.
class ActiveRun {
 public:
  // Counts the run in `directory`, which is made.
  static Result<ActiveRun> Begin(const std::string& directory, const std::string& run_id,
                                 const Runtime& runtime);
  ActiveRun(ActiveRun&& other) noexcept;
  ActiveRun& operator=(ActiveRun&&) = delete;
  ~ActiveRun();

 private:
  ActiveRun(std::string path, FileLock lock) : path_(std::move(path)), lock_(std::move(lock)) {}
  std::string path_;  // empty: moved away
  std::optional<FileLock> lock_;
};

// The runs that are counted there now; removes the files of those that were killed.
Result<size_t> CountActiveRuns(const std::string& directory, const Runtime& runtime);

}  // namespace assay
