// ConfinedFiles: the file operations of a run, none of which a path or a link leads out of one
// folder.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "assay/base/confined_directory.h"
#include "assay/base/runtime.h"

namespace assay {

// Paths are absolute, or relative to the working directory. Each operation resolves its path
// beneath the folder in one step (base/confined_directory.h), so that no link that appears in
// between is followed out of it.
class ConfinedFiles : public Files {
 public:
  explicit ConfinedFiles(ConfinedDirectory folder) : folder_(std::move(folder)) {}

  Result<std::unique_ptr<OutputFile>> Create(const std::string& path) override;
  Result<std::unique_ptr<OutputFile>> Resume(const std::string& path, uint64_t offset) override;
  Result<std::string> ReadAll(const std::string& path) override;
  Result<std::string> ReadRange(const std::string& path, uint64_t offset, size_t size) override;
  Status Rename(const std::string& from, const std::string& to) override;
  Status Remove(const std::string& path) override;
  Status MakeDirectories(const std::string& path) override;
  Status SyncDirectory(const std::string& path) override;
  bool Exists(const std::string& path) override;
  Result<std::vector<std::string>> List(const std::string& directory) override;

  // A descriptor of the file, which is made when it is not there; the caller closes it.
  Result<int> OpenLock(const std::string& path) const;

 private:
  Result<int> Open(const std::string& path, int flags, unsigned mode = 0) const;

  ConfinedDirectory folder_;
};

}  // namespace assay
