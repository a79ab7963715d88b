// open, write, unlink.
#include "server/body_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace assay::server {

bool BodyFile::Create(const std::string& path) {
  descriptor_ = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor_ >= 0) path_ = path;
  return descriptor_ >= 0;
}

bool BodyFile::Append(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

bool BodyFile::Sync() const { return descriptor_ < 0 || fsync(descriptor_) == 0; }

void BodyFile::Discard() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!path_.empty()) unlink(path_.c_str());
  descriptor_ = -1;
  path_.clear();
}

}  // namespace assay::server
