// POSIX reads with their errors told in words.
#include "assay/operate/file_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "assay/base/hash.h"

namespace assay {
namespace {

constexpr size_t kPiece = size_t{1} << 18;

Error ReadError(std::string_view what, const std::string& path) {
  return InputError(fmt::format("{} '{}' failed: {}", what, path, std::strerror(errno)));
}

}  // namespace

Result<FileReader> FileReader::Open(const std::string& path, bool follow_links) {
  const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (follow_links ? 0 : O_NOFOLLOW);
  const int descriptor = open(path.c_str(), flags);
  if (descriptor < 0) return ReadError("opening", path);
  struct stat info {};
  if (fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
    close(descriptor);
    return InputError(fmt::format("'{}' is not a regular file", path));
  }
  return FileReader(path, descriptor, static_cast<uint64_t>(info.st_size), info.st_mode & 07777);
}

FileReader::FileReader(FileReader&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_),
      mode_(other.mode_) {}

FileReader::~FileReader() {
  if (descriptor_ >= 0) close(descriptor_);
}

Result<size_t> FileReader::Read(char* buffer, size_t size) {
  size_t done = 0;
  while (done < size) {
    const ssize_t got = read(descriptor_, buffer + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return ReadError("reading", path_);
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  return done;
}

Result<FileDigest> DigestFile(const std::string& path) {
  ASSAY_TRY(FileReader reader, FileReader::Open(path));
  Sha256Digest digest;
  FileDigest out;
  std::vector<char> piece(kPiece);
  while (true) {
    ASSAY_TRY(const size_t got, reader.Read(piece.data(), piece.size()));
    if (got == 0) break;
    digest.Update({piece.data(), got});
    out.bytes += got;
  }
  out.sha256 = digest.Hex();
  return out;
}

}  // namespace assay
