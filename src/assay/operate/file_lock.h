// FileLock: one process at a time, by flock on a file of its own.
#pragma once

#include <string>

#include "assay/base/result.h"

namespace assay {

// Holds the lock until it goes. The lock file stays: removing it would let two in.
class FileLock {
 public:
  // Waits for the lock.
  static Result<FileLock> Wait(const std::string& path);
  // A usage error with `busy` as its message when another process holds the lock.
  static Result<FileLock> TryNow(const std::string& path, const std::string& busy);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace assay
