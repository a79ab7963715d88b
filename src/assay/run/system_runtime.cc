// The real clock and file system behind Runtime (POSIX).
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "assay/base/runtime.h"

namespace assay {
namespace {

Error SystemError(std::string_view what, const std::string& path) {
  const int code = errno;
  std::string hint;
  if (code == ENOSPC) hint = "; free some space or choose another --output-dir";
  if (code == EACCES || code == EPERM) hint = "; check the permissions of the path";
  return InputError(fmt::format("{} '{}' failed: {}{}", what, path, std::strerror(code), hint));
}

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
  // Has the kernel write out what is there, so that the sync at the end need not wait for all of it.
  // It is a hint: where it fails, Sync tells.
  void StartWriteback() {
    if (unsynced_ < kWritebackBytes) return;
    (void)sync_file_range(descriptor_, 0, 0, SYNC_FILE_RANGE_WRITE);
    unsynced_ = 0;
  }

  int descriptor_;
  std::string path_;
  off_t unsynced_ = 0;  // bytes since the last writeback
};

class PosixFiles : public Files {
 public:
  Result<std::unique_ptr<OutputFile>> Create(const std::string& path) override {
    const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor < 0) return SystemError("creating", path);
    return std::unique_ptr<OutputFile>(std::make_unique<PosixFile>(descriptor, path));
  }
  Result<std::unique_ptr<OutputFile>> Resume(const std::string& path, uint64_t offset) override {
    const int descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return SystemError("opening", path);
    auto file = std::make_unique<PosixFile>(descriptor, path);
    if (ftruncate(descriptor, static_cast<off_t>(offset)) != 0 ||
        lseek(descriptor, static_cast<off_t>(offset), SEEK_SET) < 0) {
      return SystemError("truncating", path);
    }
    return std::unique_ptr<OutputFile>(std::move(file));
  }
  Result<std::string> ReadAll(const std::string& path) override {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return SystemError("opening", path);
    std::string out;
    char buffer[65536];
    ssize_t got = 0;
    while ((got = read(descriptor, buffer, sizeof buffer)) != 0) {
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) break;
      out.append(buffer, static_cast<size_t>(got));
    }
    const int saved = errno;
    close(descriptor);
    errno = saved;
    if (got < 0) return SystemError("reading", path);
    return out;
  }
  Result<std::string> ReadRange(const std::string& path, uint64_t offset, size_t size) override {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return SystemError("opening", path);
    std::string out(size, '\0');
    size_t filled = 0;
    ssize_t got = 1;
    while (filled < size && got != 0) {
      got = pread(descriptor, out.data() + filled, size - filled, static_cast<off_t>(offset + filled));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) break;
      filled += static_cast<size_t>(got);
    }
    const int saved = errno;
    close(descriptor);
    errno = saved;
    if (got < 0) return SystemError("reading", path);
    out.resize(filled);
    return out;
  }
  Status Rename(const std::string& from, const std::string& to) override {
    if (rename(from.c_str(), to.c_str()) != 0) return SystemError("renaming to", to);
    return {};
  }
  Status Remove(const std::string& path) override {
    if (remove(path.c_str()) != 0 && errno != ENOENT) return SystemError("removing", path);
    return {};
  }
  Status MakeDirectories(const std::string& path) override {
    std::error_code code;
    std::filesystem::create_directories(path, code);
    if (!code) return {};
    errno = code.value();
    return SystemError("creating the directory", path);
  }
  Status SyncDirectory(const std::string& path) override {
    const int descriptor = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return SystemError("opening the directory", path);
    const int result = fsync(descriptor);
    close(descriptor);
    if (result != 0 && errno != EINVAL) return SystemError("syncing the directory", path);
    return {};
  }
  bool Exists(const std::string& path) override {
    struct stat info;
    return stat(path.c_str(), &info) == 0;
  }
  Result<std::vector<std::string>> List(const std::string& directory) override {
    DIR* handle = opendir(directory.c_str());
    if (handle == nullptr) return SystemError("listing", directory);
    std::vector<std::string> names;
    while (const dirent* entry = readdir(handle)) {
      const std::string name = entry->d_name;
      if (name != "." && name != "..") names.push_back(name);
    }
    closedir(handle);
    std::sort(names.begin(), names.end());
    return names;
  }
};

class SystemClock : public Clock {
 public:
  int64_t WallMicros() override { return Micros(std::chrono::system_clock::now()); }
  int64_t MonotonicMicros() override { return Micros(std::chrono::steady_clock::now()); }

 private:
  template <typename TimePoint>
  static int64_t Micros(TimePoint now) {
    return std::chrono::duration_cast<std::chrono::microseconds>(now.time_since_epoch()).count();
  }
};

}  // namespace

Runtime SystemRuntime() {
  static PosixFiles files;
  static SystemClock clock;
  return {&clock, &files, 0};
}

}  // namespace assay
