// One locked file a run.
#include "assay/operate/active_runs.h"

#include <unistd.h>

#include <utility>

namespace assay {
namespace {

constexpr std::string_view kEnding = ".run";

// Nobody begins a run while another counts: it would find a file that is made but not locked yet.
Result<FileLock> Gate(const std::string& directory, const Runtime& runtime) {
  ASSAY_TRY_STATUS(runtime.files->MakeDirectories(directory));
  return FileLock::Wait(directory + "/.lock");
}

}  // namespace

Result<ActiveRun> ActiveRun::Begin(const std::string& directory, const std::string& run_id,
                                   const Runtime& runtime) {
  ASSAY_TRY(const FileLock gate, Gate(directory, runtime));
  std::string path = directory + "/" + run_id;
  path += kEnding;
  ASSAY_TRY(FileLock lock,
            FileLock::TryNow(path, "a run with the id " + run_id + " is going on already"));
  return ActiveRun(std::move(path), std::move(lock));
}

ActiveRun::ActiveRun(ActiveRun&& other) noexcept
    : path_(std::exchange(other.path_, "")), lock_(std::move(other.lock_)) {}

ActiveRun::~ActiveRun() {
  if (!path_.empty()) unlink(path_.c_str());
}

Result<size_t> CountActiveRuns(const std::string& directory, const Runtime& runtime) {
  ASSAY_TRY(const FileLock gate, Gate(directory, runtime));
  ASSAY_TRY(const auto names, runtime.files->List(directory));
  size_t active = 0;
  for (const std::string& name : names) {
    if (!name.ends_with(kEnding)) continue;
    const std::string path = directory + "/" + name;
    const auto free = FileLock::TryNow(path, "");
    if (!free) {
      ++active;
    } else {
      ASSAY_TRY_STATUS(runtime.files->Remove(path));
    }
  }
  return active;
}

}  // namespace assay
