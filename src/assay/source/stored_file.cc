// System calls and their errors.
#include "assay/source/stored_file.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "assay/base/config_node.h"

namespace assay {
namespace {

constexpr int kWaitMillis = 100;

namespace fs = std::filesystem;

constexpr size_t kMostNames = 10'000;

std::vector<std::string> NamesIn(const fs::path& directory) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    if (names.size() == kMostNames) break;
    names.push_back(at->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Error NotThere(const std::string& path) {
  const fs::path file(path);
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return InputError(
        fmt::format("{}: there is no such file, nor the directory {}", path, folder.string()));
  }
  if (fs::is_symlink(file, error)) {
    return InputError(fmt::format("{}: is a link to {}, which is not there", path,
                                  fs::read_symlink(file, error).string()));
  }
  const std::string near = NearestName(file.filename().string(), NamesIn(folder));
  return InputError(fmt::format("{}: there is no such file{}", path,
                                near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
}

Error IsDirectory(const std::string& path) {
  std::string example;
  for (const std::string& name : NamesIn(path)) {
    const std::string ending = fs::path(name).extension().string();
    if (example.empty() && (ending == ".csv" || ending == ".tsv")) {
      example = fmt::format(", for example {}", (fs::path(path) / name).string());
    }
  }
  return InputError(fmt::format("{}: is a directory; give a file{}", path, example));
}

template <typename Operation>
auto Retrying(Retries* retries, const Operation& operation) {
  return retries == nullptr ? operation() : retries->Do(operation);
}

}  // namespace

StoredFile& StoredFile::operator=(StoredFile&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(name_, other.name_);
  std::swap(status_, other.status_);
  std::swap(base_, other.base_);
  std::swap(size_, other.size_);
  std::swap(may_wait_, other.may_wait_);
  std::swap(retries_, other.retries_);
  std::swap(stream_, other.stream_);
  return *this;
}

StoredFile::~StoredFile() {
  if (fd_ >= 0) close(fd_);
}

Result<StoredFile> StoredFile::Open(const std::string& path, std::function<Status()> may_wait,
                                    std::shared_ptr<Retries> retries,
                                    const ConfinedDirectory* within) {
  StoredFile file;
  file.may_wait_ = std::move(may_wait);
  file.retries_ = std::move(retries);
  file.name_ = path;
  ASSAY_TRY_STATUS(Retrying(file.retries_.get(), [&] { return file.OpenOnce(path, within); }));
  if (S_ISDIR(file.status_.st_mode)) return IsDirectory(path);
  if (file.regular()) {
    const off_t at = path == "-" ? lseek(file.fd_, 0, SEEK_CUR) : 0;
    file.base_ = at > 0 ? static_cast<uint64_t>(at) : 0;
    const auto whole = static_cast<uint64_t>(file.status_.st_size);
    file.size_ = whole - std::min(whole, file.base_);
  }
  return file;
}

StoredFile StoredFile::OfStream(std::string name, std::unique_ptr<ByteStream> stream) {
  StoredFile file;
  file.name_ = std::move(name);
  file.stream_ = std::move(stream);
  return file;
}

Status StoredFile::OpenOnce(const std::string& path, const ConfinedDirectory* within) {
  if (fd_ < 0 && within != nullptr && path != "-") {
    ASSAY_TRY(fd_, within->OpenToRead(fs::absolute(path).string()));
  } else if (fd_ < 0) {
    fd_ = path == "-" ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                      : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  }
  if (fd_ < 0 && (errno == ENOENT || errno == ENOTDIR)) return NotThere(path);
  if (fd_ < 0 && errno == EACCES) {
    return InputError(fmt::format("{}: may not be read by this user; check its permissions", path));
  }
  if (fd_ < 0 || fstat(fd_, &status_) != 0) return Failure();
  return {};
}

Result<size_t> StoredFile::ReadAt(uint64_t offset, char* out, size_t size) const {
  return Retrying(retries_.get(), [&] { return ReadOnceAt(offset, out, size); });
}

Result<size_t> StoredFile::ReadOnceAt(uint64_t offset, char* out, size_t size) const {
  size_t done = 0;
  while (done < size) {
    const ssize_t got =
        pread(fd_, out + done, size - done, static_cast<off_t>(base_ + offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Failure();
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  return done;
}

Status StoredFile::WaitForBytes() const {
  if (!may_wait_) return {};
  pollfd waiting{fd_, POLLIN, 0};
  while (true) {
    ASSAY_TRY_STATUS(may_wait_());
    if (const int ready = poll(&waiting, 1, kWaitMillis);
        ready != 0 && !(ready < 0 && errno == EINTR))
      return {};
  }
}

// A read of a pipe that failed has taken nothing from it.
Result<size_t> StoredFile::ReadNext(char* out, size_t size) const {
  if (stream_ != nullptr) return stream_->Read(out, size);  // retries what it can by itself
  return Retrying(retries_.get(), [&] { return ReadNextOnce(out, size); });
}

Result<size_t> StoredFile::ReadNextOnce(char* out, size_t size) const {
  while (true) {
    ASSAY_TRY_STATUS(WaitForBytes());
    const ssize_t got = read(fd_, out, size);
    if (got >= 0) return static_cast<size_t>(got);
    if (errno != EINTR) return Failure();
  }
}

Status StoredFile::CheckUnchanged() const {
  if (!regular()) return {};
  struct stat now {};
  if (fstat(fd_, &now) != 0) return Failure();
  const bool same = now.st_size == status_.st_size &&
                    now.st_mtim.tv_sec == status_.st_mtim.tv_sec &&
                    now.st_mtim.tv_nsec == status_.st_mtim.tv_nsec;
  if (same) return {};
  return InputError(
      fmt::format("{}: was changed while it was read; run again when nobody writes to it", name_));
}

Error StoredFile::Failure() const {
  const ErrorKind kind = IsTransientFault(errno) ? ErrorKind::kTransient : ErrorKind::kInput;
  return {kind, fmt::format("{}: can't be read: {}", name_, std::strerror(errno))};
}

}  // namespace assay
