// Rotation as Python's RotatingFileHandler does it, with locks and a full disk in mind.
#include "assay/operate/log_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

namespace assay {
namespace {

constexpr size_t kMostWaiting = size_t{1} << 20;

int OpenForAppend(const std::string& path) {
  return open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
}

}  // namespace

RotatedFile::~RotatedFile() {
  if (!waiting_.empty() && TryWrite(waiting_)) waiting_.clear();
  if (!waiting_.empty()) {
    std::fprintf(stderr, "assay: %s could not be written to; %zu bytes of log are lost\n",
                 path_.c_str(), waiting_.size());
  }
  if (descriptor_ >= 0) close(descriptor_);
}

Status RotatedFile::Open() {
  const auto directory = std::filesystem::path(path_).parent_path();
  std::error_code code;
  if (!directory.empty()) std::filesystem::create_directories(directory, code);
  descriptor_ = OpenForAppend(path_);
  if (descriptor_ >= 0) return {};
  return UsageError(
      fmt::format("the log file '{}' can't be opened: {}; choose another with --log-file", path_,
                  std::strerror(errno)));
}

// Holds the lock of the file that the path names now, whoever renamed it meanwhile.
bool RotatedFile::LockCurrent() {
  for (int attempt = 0; attempt < 10; ++attempt) {
    if (descriptor_ < 0) descriptor_ = OpenForAppend(path_);
    if (descriptor_ < 0) return false;
    while (flock(descriptor_, LOCK_EX) != 0 && errno == EINTR) {
    }
    struct stat open_file {};
    struct stat named_file {};
    const bool same =
        fstat(descriptor_, &open_file) == 0 && stat(path_.c_str(), &named_file) == 0 &&
        open_file.st_ino == named_file.st_ino && open_file.st_dev == named_file.st_dev;
    if (same) return true;
    close(descriptor_);
    descriptor_ = -1;
  }
  return false;
}

void RotatedFile::Rotate() {
  for (int i = backups_ - 1; i >= 1; --i) {
    const std::string from = fmt::format("{}.{}", path_, i);
    std::rename(from.c_str(),
                fmt::format("{}.{}", path_, i + 1).c_str());  // absent ones: nothing to do
  }
  if (backups_ >= 1) {
    std::rename(path_.c_str(), (path_ + ".1").c_str());
  } else {
    std::remove(path_.c_str());
  }
}

bool RotatedFile::TryWrite(std::string_view bytes) {
  if (!LockCurrent()) return false;
  struct stat info {};
  fstat(descriptor_, &info);
  const auto size = static_cast<uint64_t>(info.st_size);
  if (rotate_bytes_ > 0 && size > 0 && size + bytes.size() > rotate_bytes_) {
    Rotate();
    close(descriptor_);
    descriptor_ = -1;
    if (!LockCurrent()) return false;
    fstat(descriptor_, &info);
  }
  const off_t before = info.st_size;
  size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t written = write(descriptor_, bytes.data() + done, bytes.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;
    done += static_cast<size_t>(written);
  }
  const bool whole = done == bytes.size();
  // Half a line must not stay: the next one would be glued to it. The lock is still held.
  if (!whole && done > 0 && ftruncate(descriptor_, before) != 0) waiting_.clear();
  flock(descriptor_, LOCK_UN);
  return whole;
}

void RotatedFile::Keep(std::string_view line) {
  if (waiting_.size() + line.size() > kMostWaiting) {
    ++dropped_;
    return;
  }
  waiting_.append(line);
}

void RotatedFile::WriteLine(std::string_view line) {
  const std::string whole = std::string(line) + '\n';
  if (!waiting_.empty()) {
    if (!TryWrite(waiting_)) return Keep(whole);
    waiting_.clear();
  }
  if (!TryWrite(whole)) return Keep(whole);
}

}  // namespace assay
