// ConfinedDirectory: a folder outside of which nothing is opened, whatever a path or a link says.
#pragma once

#include <string>

#include "assay/base/result.h"

namespace assay {

// Names are resolved by the kernel in one step (openat2 with RESOLVE_BENEATH), so that no link that appears
// between a check and its use leads out. Where the kernel has no openat2, or a sandbox forbids it, links are
// refused altogether and each part of a path is opened on its own.
class ConfinedDirectory {
 public:
  static Result<ConfinedDirectory> Open(const std::string& path);
  ConfinedDirectory(ConfinedDirectory&& other) noexcept;
  ConfinedDirectory& operator=(ConfinedDirectory&&) = delete;
  ~ConfinedDirectory();

  // Opens a file for reading; the caller closes the descriptor. `path` is relative to the folder, or absolute
  // below it. One that leads out, by "..", by being elsewhere or over a link, is a usage error; all else that
  // fails is an input error.
  Result<int> OpenToRead(const std::string& path) const;

  // An error as above unless `path`, as far as it is there, leads to a place below the folder.
  Status CheckBeneath(const std::string& path) const;

 private:
  ConfinedDirectory(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  Result<std::string> RelativeOf(const std::string& path) const;
  Error FailureOf(const std::string& path, int code) const;

  std::string path_;  // canonical
  int descriptor_;
};

}  // namespace assay
