// POSIX calls on descriptors.
#include "assay/run/open_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace assay {
namespace {

constexpr off_t kWritebackBytes = off_t{8} << 20;

class PosixFile : public OutputFile {
 public:
  PosixFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  ~PosixFile() override {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Status Append(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
      if (written < 0) {
        if (errno == EINTR) continue;
        return SystemError("writing", path_);
      }
      bytes.remove_prefix(static_cast<size_t>(written));
      unsynced_ += written;
    }
    StartWriteback();
    return {};
  }
  Status Sync() override {
    if (fsync(descriptor_) != 0) return SystemError("syncing", path_);
    return {};
  }
  Status Close() override {
    const int descriptor = descriptor_;
    descriptor_ = -1;
    if (descriptor >= 0 && close(descriptor) != 0) return SystemError("closing", path_);
    return {};
  }

 private:
  // Has the kernel write out what is there, so that the sync at the end need not wait for all of
  // it. It is a hint: where it fails, Sync tells.
  void StartWriteback() {
    if (unsynced_ < kWritebackBytes) return;
    (void)sync_file_range(descriptor_, 0, 0, SYNC_FILE_RANGE_WRITE);
    unsynced_ = 0;
  }

  int descriptor_;
  std::string path_;
  off_t unsynced_ = 0;  // bytes since the last writeback
};

// Closing must not hide what failed before.
void CloseQuietly(int descriptor) {
  const int saved = errno;
  close(descriptor);
  errno = saved;
}

}  // namespace

Error SystemError(std::string_view what, const std::string& path) {
  const int code = errno;
  std::string hint;
  if (code == ENOSPC) hint = "; free some space or choose another --output-dir";
  if (code == EACCES || code == EPERM) hint = "; check the permissions of the path";
  if (code == ENOTDIR || code == EEXIST)
    hint = "; a file, or a link to nothing, stands where a directory is wanted";
  return InputError(fmt::format("{} '{}' failed: {}{}", what, path, std::strerror(code), hint));
}

Result<std::unique_ptr<OutputFile>> MakeOutputFile(int descriptor, const std::string& path) {
  return std::unique_ptr<OutputFile>(std::make_unique<PosixFile>(descriptor, path));
}

Result<std::unique_ptr<OutputFile>> MakeResumedFile(int descriptor, const std::string& path,
                                                    uint64_t offset) {
  auto file = std::make_unique<PosixFile>(descriptor, path);
  const auto end = static_cast<off_t>(offset);
  if (ftruncate(descriptor, end) != 0 || lseek(descriptor, end, SEEK_SET) < 0) {
    return SystemError("truncating", path);
  }
  return std::unique_ptr<OutputFile>(std::move(file));
}

Result<std::string> ReadAndClose(int descriptor, const std::string& path) {
  std::string out;
  char buffer[65536];
  ssize_t got = 0;
  while ((got = read(descriptor, buffer, sizeof buffer)) != 0) {
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) break;
    out.append(buffer, static_cast<size_t>(got));
  }
  CloseQuietly(descriptor);
  if (got < 0) return SystemError("reading", path);
  return out;
}

Result<std::string> ReadRangeAndClose(int descriptor, const std::string& path, uint64_t offset,
                                      size_t size) {
  std::string out(size, '\0');
  size_t filled = 0;
  ssize_t got = 1;
  while (filled < size && got != 0) {
    got =
        pread(descriptor, out.data() + filled, size - filled, static_cast<off_t>(offset + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) break;
    filled += static_cast<size_t>(got);
  }
  CloseQuietly(descriptor);
  if (got < 0) return SystemError("reading", path);
  out.resize(filled);
  return out;
}

Status SyncAndClose(int descriptor, const std::string& path) {
  const int result = fsync(descriptor);
  CloseQuietly(descriptor);
  if (result != 0 && errno != EINVAL) return SystemError("syncing the directory", path);
  return {};
}

Result<std::vector<std::string>> ListAndClose(int descriptor, const std::string& path) {
  DIR* const handle = fdopendir(descriptor);
  if (handle == nullptr) {
    CloseQuietly(descriptor);
    return SystemError("listing", path);
  }
  std::vector<std::string> names;
  while (const dirent* entry = readdir(handle)) {
    const std::string name = entry->d_name;
    if (name != "." && name != "..") names.push_back(name);
  }
  closedir(handle);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace assay
