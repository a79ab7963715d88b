// FileReader: reads a file piece by piece, for files that do not fit in memory.
#pragma once

#include <cstdint>
#include <string>

#include "assay/base/result.h"

namespace assay {

// Move-only; closes the file with itself. Errors name the path and the system's reason.
class FileReader {
 public:
  // Opens a regular file; a symbolic link is followed only when `follow_links`.
  static Result<FileReader> Open(const std::string& path, bool follow_links = true);
  FileReader(FileReader&& other) noexcept;
  FileReader& operator=(FileReader&&) = delete;
  ~FileReader();

  // Fills the buffer, less only at the end of the file; 0 at the end.
  Result<size_t> Read(char* buffer, size_t size);

  uint64_t size() const { return size_; }  // when it was opened
  uint32_t mode() const { return mode_; }  // permission bits

 private:
  FileReader(std::string path, int descriptor, uint64_t size, uint32_t mode)
      : path_(std::move(path)), descriptor_(descriptor), size_(size), mode_(mode) {}
  std::string path_;
  int descriptor_;
  uint64_t size_;
  uint32_t mode_;
};

// SHA-256 of a file in lower-case hexadecimal, and its size.
struct FileDigest {
  std::string sha256;
  uint64_t bytes = 0;
};
Result<FileDigest> DigestFile(const std::string& path);

}  // namespace assay
