// Tar, the part of it that backups need: regular files with a path, a size and a mode.
// Format: ustar with pax records (POSIX.1-2017, pax, "ustar Interchange Format").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "assay/source/byte_stream.h"

namespace assay {

struct TarEntry {
  std::string path;
  uint64_t bytes = 0;
  uint32_t mode = 0644;  // permission bits; not read
};

// What stands before the bytes of a file. Owner and time are not told.
std::string TarHeader(const TarEntry& entry);
// The zeros behind the bytes of a file.
std::string_view TarPadding(uint64_t bytes);
// What stands behind the last file.
std::string_view TarEnd();

// Reads the files of a tar stream in order. Anything but a regular file, and every header that does
// not fit its checksum, is an input error.
class TarReader {
 public:
  // `below` must outlive the reader; `name` is blamed in errors.
  TarReader(ByteStream* below, std::string name) : below_(below), name_(std::move(name)) {}

  // The next file, behind what was not read of the one before; nothing at the end of the archive.
  Result<std::optional<TarEntry>> Next();
  // Bytes of that file; 0 at its end.
  Result<size_t> Read(char* out, size_t size);

 private:
  struct Header;
  struct PaxRecords;

  Error Damaged(std::string_view what) const;
  Result<Header> ReadHeader();
  Result<PaxRecords> ReadPaxRecords(uint64_t bytes);
  Status Take(char* out, size_t size);
  Status SkipRest();

  ByteStream* const below_;
  const std::string name_;
  uint64_t left_ = 0;     // of the file's bytes
  uint64_t padding_ = 0;  // behind them
};

}  // namespace assay
