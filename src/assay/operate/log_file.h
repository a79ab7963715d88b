// RotatedFile: appends lines to a file that is renamed to FILE.1 … FILE.N when it is full.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "assay/base/result.h"

namespace assay {

// Safe between processes: each line is written under a lock of the file, and a file that another
// process (or logrotate) renamed is opened anew. Not thread-safe by itself.
class RotatedFile {
 public:
  RotatedFile(std::string path, uint64_t rotate_bytes, int backups)
      : path_(std::move(path)), rotate_bytes_(rotate_bytes), backups_(backups) {}
  ~RotatedFile();
  RotatedFile(const RotatedFile&) = delete;
  RotatedFile& operator=(const RotatedFile&) = delete;

  // Creates the directory and the file, or says why that is impossible.
  Status Open();

  // Appends `line` and a line end. A line is written whole or not at all; one that does not fit on
  // the disk waits and goes out before the next one. Never fails.
  void WriteLine(std::string_view line);

  uint64_t dropped() const { return dropped_; }
  // Whether no line waits for space.
  bool all_written() const { return waiting_.empty(); }

 private:
  bool TryWrite(std::string_view bytes);
  bool LockCurrent();
  void Rotate();
  void Keep(std::string_view line);

  std::string path_;
  uint64_t rotate_bytes_;
  int backups_;
  int descriptor_ = -1;
  std::string waiting_;  // whole lines
  uint64_t dropped_ = 0;
};

}  // namespace assay
