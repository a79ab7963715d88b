// Files below a folder that no path can lead out of: openat2 with RESOLVE_BENEATH.
#pragma once

#include <cstdint>
#include <string>

#include "assay/base/result.h"

namespace assay::server {

// A regular file, open for reading.
class ConfinedFile {
 public:
  // `path` is relative to `folder`. Neither "..", nor a symbolic link, nor /proc leads out of it;
  // with `follow_links` false no link is followed at all. What is not there, not below, or no
  // regular file is a usage error that tells no more than the path that was asked for.
  static Result<ConfinedFile> Open(const std::string& folder, const std::string& path,
                                   bool follow_links);
  ConfinedFile(ConfinedFile&& other) noexcept;
  ConfinedFile& operator=(ConfinedFile&&) = delete;
  ~ConfinedFile();

  int descriptor() const { return descriptor_; }
  // Another one when the file behind the name is another: for ETag.
  std::string Version() const;
  uint64_t size() const { return size_; }

 private:
  ConfinedFile(int descriptor, uint64_t size) : descriptor_(descriptor), size_(size) {}
  int descriptor_;
  uint64_t size_;
};

}  // namespace assay::server
