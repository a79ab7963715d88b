// The real clock and file system behind Runtime (POSIX).
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>

#include "assay/base/runtime.h"
#include "assay/run/open_file.h"

namespace assay {
namespace {

class PosixFiles : public Files {
 public:
  Result<std::unique_ptr<OutputFile>> Create(const std::string& path) override {
    const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor < 0) return SystemError("creating", path);
    return MakeOutputFile(descriptor, path);
  }
  Result<std::unique_ptr<OutputFile>> Resume(const std::string& path, uint64_t offset) override {
    const int descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return SystemError("opening", path);
    return MakeResumedFile(descriptor, path, offset);
  }
  Result<std::string> ReadAll(const std::string& path) override {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return SystemError("opening", path);
    return ReadAndClose(descriptor, path);
  }
  Result<std::string> ReadRange(const std::string& path, uint64_t offset, size_t size) override {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return SystemError("opening", path);
    return ReadRangeAndClose(descriptor, path, offset, size);
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
    return SyncAndClose(descriptor, path);
  }
  bool Exists(const std::string& path) override {
    struct stat info;
    return stat(path.c_str(), &info) == 0;
  }
  Result<std::vector<std::string>> List(const std::string& directory) override {
    const int descriptor = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return SystemError("listing", directory);
    return ListAndClose(descriptor, directory);
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
