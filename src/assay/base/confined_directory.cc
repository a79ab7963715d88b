// openat2, and what stands in for it where there is none.
#include "assay/base/confined_directory.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "assay/base/open_beneath.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

// Part by part, each a real folder; -1 and errno as open does.
int OpenParts(int root, const fs::path& relative, int flags, unsigned mode) {
  int at = fcntl(root, F_DUPFD_CLOEXEC, 0);
  for (auto part = relative.begin(); at >= 0 && part != relative.end(); ++part) {
    if (*part == "..") errno = EXDEV;
    const bool is_last = std::next(part) == relative.end();
    const int how =
        is_last ? flags | O_NOFOLLOW | O_CLOEXEC : O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    const int next = *part == ".." ? -1 : openat(at, part->c_str(), how, mode);
    const int code = errno;
    close(at);
    errno = code;
    at = next;
  }
  return at;
}

int OpenInside(int root, const std::string& relative, int flags, unsigned mode = 0) {
  const int descriptor = OpenBeneath(root, relative, flags, true, mode);
  if (descriptor >= 0 || (errno != ENOSYS && errno != EPERM)) return descriptor;
  return OpenParts(root, relative, flags, mode);
}

}  // namespace

Result<ConfinedDirectory> ConfinedDirectory::Open(const std::string& path) {
  std::error_code code;
  const std::string canonical = fs::canonical(path, code).string();
  const int descriptor = code ? -1 : open(canonical.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (descriptor >= 0) {
    return ConfinedDirectory(canonical, fs::absolute(path, code).lexically_normal().string(),
                             descriptor);
  }
  return UsageError(
      fmt::format("{}: expected a folder: {}", path, code ? code.message() : std::strerror(errno)));
}

ConfinedDirectory::ConfinedDirectory(ConfinedDirectory&& other) noexcept
    : path_(std::move(other.path_)),
      given_(std::move(other.given_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

ConfinedDirectory::~ConfinedDirectory() {
  if (descriptor_ >= 0) close(descriptor_);
}

Error ConfinedDirectory::FailureOf(const std::string& path, int code) const {
  if (code == EXDEV || code == ELOOP || code == EAGAIN) {
    return UsageError(
        fmt::format("{}: leads out of '{}', and nothing outside of it is opened", path, path_));
  }
  return InputError(fmt::format("{}: can't be opened: {}", path, std::strerror(code)));
}

Result<std::string> ConfinedDirectory::RelativeOf(const std::string& path) const {
  if (path.empty()) return UsageError("an empty path names no file");
  if (path.find('\0') != std::string::npos) return UsageError("a path holds a zero byte");
  if (path[0] != '/') return path;
  for (const std::string& root : {path_, given_}) {
    const std::string relative =
        fs::path(path).lexically_normal().lexically_relative(root).string();
    if (!relative.empty() && !relative.starts_with("..")) return relative;
  }
  return FailureOf(path, EXDEV);
}

Result<int> ConfinedDirectory::OpenToRead(const std::string& path) const {
  return OpenFile(path, O_RDONLY, 0);
}

Result<int> ConfinedDirectory::OpenFile(const std::string& path, int flags, unsigned mode) const {
  ASSAY_TRY(const std::string relative, RelativeOf(path));
  const int descriptor = OpenInside(descriptor_, relative, flags, mode);
  if (descriptor < 0) return FailureOf(path, errno);
  return descriptor;
}

Result<ConfinedDirectory::Place> ConfinedDirectory::PlaceOf(const std::string& path) const {
  ASSAY_TRY(const std::string relative, RelativeOf(path));
  const fs::path normal = fs::path(relative).lexically_normal();
  const std::string name = normal.filename().string();
  if (name.empty() || name == "." || name == "..") return FailureOf(path, EXDEV);
  const std::string parent = normal.has_parent_path() ? normal.parent_path().string() : ".";
  const int folder = OpenInside(descriptor_, parent, O_RDONLY | O_DIRECTORY);
  if (folder < 0) return FailureOf(path, errno);
  return Place{folder, name};
}

Status ConfinedDirectory::CheckBeneath(const std::string& path) const {
  ASSAY_TRY(std::string relative, RelativeOf(path));
  // What is not there yet can't be resolved by the kernel.
  if (fs::path(relative).lexically_normal().string().starts_with(".."))
    return FailureOf(path, EXDEV);
  while (!relative.empty()) {
    const int descriptor = OpenInside(descriptor_, relative, O_PATH);
    if (descriptor >= 0) {
      close(descriptor);
      return {};
    }
    if (errno != ENOENT) return FailureOf(path, errno);
    relative = fs::path(relative).parent_path().string();
  }
  return {};
}

}  // namespace assay
