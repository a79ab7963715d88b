// What is opened is checked by its descriptor: the path may mean something else by then.
#include "server/confined_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "assay/base/open_beneath.h"

namespace assay::server {

Result<ConfinedFile> ConfinedFile::Open(const std::string& folder, const std::string& path,
                                        bool follow_links) {
  if (path.find('\0') != std::string::npos) return UsageError("a path can't hold a NUL");
  const int root = open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root < 0)
    return InputError(fmt::format("opening '{}' failed: {}", folder, std::strerror(errno)));
  // A FIFO must not hold us.
  const int descriptor = OpenBeneath(root, path, O_RDONLY | O_NONBLOCK, follow_links);
  const int code = errno;
  close(root);
  if (descriptor < 0 && code == ENOSYS) {
    return InputError(
        "this system has no openat2 (Linux 5.6): paths can't be confined, upload the table "
        "instead");
  }
  if (descriptor < 0 && (code == EXDEV || code == ELOOP)) {
    return UsageError(fmt::format("'{}' leads out of the folder that it must stay in", path));
  }
  if (descriptor < 0) return UsageError(fmt::format("'{}': {}", path, std::strerror(code)));
  ConfinedFile file(descriptor, 0);
  struct stat info {};
  if (fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
    return UsageError(fmt::format("'{}' is no regular file", path));
  }
  file.size_ = static_cast<uint64_t>(info.st_size);
  return file;
}

std::string ConfinedFile::Version() const {
  struct stat info {};
  fstat(descriptor_, &info);
  return fmt::format("\"{:x}-{:x}-{:x}.{:x}\"", info.st_ino, info.st_size, info.st_mtim.tv_sec,
                     info.st_mtim.tv_nsec);
}

ConfinedFile::ConfinedFile(ConfinedFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}

ConfinedFile::~ConfinedFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace assay::server
