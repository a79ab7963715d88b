// ConfinedDirectory: a folder outside of which nothing is opened, whatever a path or a link says.
#pragma once

#include <string>

#include "assay/base/result.h"

namespace assay {

// Names are resolved by the kernel in one step (openat2 with RESOLVE_BENEATH), so that no link that
// appears between a check and its use leads out. Where the kernel has no openat2, or a sandbox
// forbids it, links are refused altogether and each part of a path is opened on its own.
class ConfinedDirectory {
 public:
  static Result<ConfinedDirectory> Open(const std::string& path);
  ConfinedDirectory(ConfinedDirectory&& other) noexcept;
  ConfinedDirectory& operator=(ConfinedDirectory&&) = delete;
  ~ConfinedDirectory();

  // Opens a file for reading; the caller closes the descriptor. `path` is relative to the folder,
  // or absolute below it. One that leads out, by "..", by being elsewhere or over a link, is a
  // usage error; all else that fails is an input error.
  Result<int> OpenToRead(const std::string& path) const;

  // The same with the flags of open; a file that is made gets `mode`.
  Result<int> OpenFile(const std::string& path, int flags, unsigned mode) const;

  // The folder that holds the last part of `path`, to do there what takes a folder and a name; the
  // caller closes the descriptor. A path that ends in ".." or names the root itself is a usage
  // error.
  struct Place {
    int folder = -1;
    std::string name;
  };
  Result<Place> PlaceOf(const std::string& path) const;

  // An error as above unless `path`, as far as it is there, leads to a place below the folder.
  Status CheckBeneath(const std::string& path) const;

 private:
  ConfinedDirectory(std::string path, std::string given, int descriptor)
      : path_(std::move(path)), given_(std::move(given)), descriptor_(descriptor) {}
  Result<std::string> RelativeOf(const std::string& path) const;
  Error FailureOf(const std::string& path, int code) const;

  std::string path_;   // canonical
  std::string given_;  // absolute, as it was given: it may lead over links
  int descriptor_;
};

}  // namespace assay
