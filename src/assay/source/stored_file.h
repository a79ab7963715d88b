// An open descriptor with what is known of the file behind it.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "assay/base/confined_directory.h"
#include "assay/base/result.h"
#include "assay/base/retry.h"
#include "assay/source/byte_stream.h"

namespace assay {

// Owns a descriptor for reading.
class StoredFile {
 public:
  StoredFile() = default;
  StoredFile(StoredFile&& other) noexcept { *this = std::move(other); }
  StoredFile& operator=(StoredFile&& other) noexcept;
  ~StoredFile();

  // Opens `path`, or takes standard input for "-". A directory and a file that is not there are
  // errors that name what is near.
  // `may_wait`, `retries` and `within` are those of SourceOptions.
  static Result<StoredFile> Open(const std::string& path, std::function<Status()> may_wait = {},
                                 std::shared_ptr<Retries> retries = nullptr,
                                 const ConfinedDirectory* within = nullptr);

  // What `stream` gives, as if it came out of a pipe.
  static StoredFile OfStream(std::string name, std::unique_ptr<ByteStream> stream);

  const std::string& name() const { return name_; }
  // A regular file can be read at any place and again; a pipe can't.
  bool regular() const { return S_ISREG(status_.st_mode); }
  // Bytes from where it was opened to its end; 0 for what is not regular.
  uint64_t size() const { return size_; }

  // Reads up to `size` bytes at `offset` from where it was opened, fewer only at its end.
  Result<size_t> ReadAt(uint64_t offset, char* out, size_t size) const;
  // Reads what is there of a pipe; 0 at its end.
  Result<size_t> ReadNext(char* out, size_t size) const;

  // An error when size or time of change are no longer those of the opening.
  Status CheckUnchanged() const;

 private:
  Error Failure() const;
  Status OpenOnce(const std::string& path, const ConfinedDirectory* within);
  Result<size_t> ReadOnceAt(uint64_t offset, char* out, size_t size) const;
  Result<size_t> ReadNextOnce(char* out, size_t size) const;
  Status WaitForBytes() const;

  int fd_ = -1;
  std::string name_;
  struct stat status_ {};
  uint64_t base_ = 0;  // standard input may stand in the middle of a file
  uint64_t size_ = 0;
  std::function<Status()> may_wait_;
  std::shared_ptr<Retries> retries_;
  std::unique_ptr<ByteStream> stream_;  // in the place of a descriptor
};

}  // namespace assay
