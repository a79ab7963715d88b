// zstd frames in an unlinked file.
#include "assay/source/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "assay/source/zstd_packer.h"

namespace assay {
namespace {

constexpr int kLevel = 1;  // a pipe must not wait for its spool

// Reads the file's first `size` bytes.
class FileStream : public ByteStream {
 public:
  FileStream(int fd, uint64_t size) : fd_(fd), size_(size) {}

  Result<size_t> Read(char* out, size_t size) override {
    size = static_cast<size_t>(std::min<uint64_t>(size, size_ - at_));
    while (size > 0) {
      const ssize_t got = pread(fd_, out, size, static_cast<off_t>(at_));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0)
        return InputError(fmt::format("the spool can't be read: {}", std::strerror(errno)));
      at_ += static_cast<uint64_t>(got);
      return static_cast<size_t>(got);
    }
    return size_t{0};
  }

 private:
  const int fd_;
  const uint64_t size_;
  uint64_t at_ = 0;
};

class UnpackedFile : public ByteStream {
 public:
  UnpackedFile(int fd, uint64_t size)
      : file_(fd, size), unpacked_(MakeZstdStream(&file_, "the spool")) {}
  Result<size_t> Read(char* out, size_t size) override { return unpacked_->Read(out, size); }

 private:
  FileStream file_;
  std::unique_ptr<ByteStream> unpacked_;
};

class ZstdSpool : public Spool {
 public:
  ZstdSpool(int fd, std::string directory)
      : fd_(fd),
        directory_(std::move(directory)),
        packer_(kLevel, [this](std::string_view packed) { return Write(packed); }) {}
  ~ZstdSpool() override { close(fd_); }

  Status Append(std::string_view bytes) override { return packer_.Append(bytes); }

  Result<std::unique_ptr<ByteStream>> Replay() override {
    ASSAY_TRY_STATUS(packer_.Finish());
    return std::unique_ptr<ByteStream>(std::make_unique<UnpackedFile>(fd_, size_));
  }

 private:
  Status Write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t put = pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) {
        return InputError(
            fmt::format("{}: the input's spool can't be written: {}; name another "
                        "directory by --temp-dir",
                        directory_, std::strerror(errno)));
      }
      size_ += static_cast<uint64_t>(put);
      bytes.remove_prefix(static_cast<size_t>(put));
    }
    return {};
  }

  const int fd_;
  const std::string directory_;
  uint64_t size_ = 0;
  ZstdPacker packer_;
};

// A file that vanishes with its descriptor, also on file systems without O_TMPFILE.
int OpenUnnamed(const std::string& directory) {
  const int fd = open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return fd;
  std::string path = directory + "/assay-spool-XXXXXX";
  const int named = mkostemp(path.data(), O_CLOEXEC);
  if (named >= 0) unlink(path.c_str());
  return named;
}

}  // namespace

Result<std::unique_ptr<Spool>> Spool::Create(const std::string& directory) {
  std::error_code error;
  std::string place = directory;
  if (place.empty()) place = std::filesystem::temp_directory_path(error).string();
  if (error) place = "/tmp";
  const int fd = OpenUnnamed(place);
  if (fd < 0) {
    return InputError(
        fmt::format("{}: no spool for the input can be made there: {}; name another "
                    "directory by --temp-dir",
                    place, std::strerror(errno)));
  }
  return std::unique_ptr<Spool>(std::make_unique<ZstdSpool>(fd, place));
}

}  // namespace assay
