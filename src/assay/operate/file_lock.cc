// flock, which the system releases however a process ends.
#include "assay/operate/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace assay {
namespace {

Result<int> OpenLock(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor >= 0) return descriptor;
  return InputError(fmt::format("the lock '{}' can't be opened: {}", path, std::strerror(errno)));
}

}  // namespace

Result<FileLock> FileLock::Wait(const std::string& path) {
  ASSAY_TRY(const int descriptor, OpenLock(path));
  while (flock(descriptor, LOCK_EX) != 0) {
    if (errno == EINTR) continue;
    const int code = errno;
    close(descriptor);
    return InputError(fmt::format("locking '{}' failed: {}", path, std::strerror(code)));
  }
  return FileLock(descriptor);
}

Result<FileLock> FileLock::TryNow(const std::string& path, const std::string& busy) {
  ASSAY_TRY(const int descriptor, OpenLock(path));
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return FileLock(descriptor);
  close(descriptor);
  return UsageError(busy);
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
FileLock::~FileLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace assay
