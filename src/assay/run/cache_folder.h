// CacheFolder: entries that can be made anew, below one folder and one size.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"

namespace assay {

// Every entry is one file that appears by renaming and is never written again, so that any number
// of runs can use the folder at once without a lock: one that loses an entry while it reads has
// opened it or does without. Nothing is synced: what a crash tears is found by the digests that
// entries hold.
class CacheFolder {
 public:
  // Makes the folder and the one of each of `kinds` in it, readable by their owner alone.
  static Result<CacheFolder> Open(const std::string& path, const std::vector<std::string>& kinds,
                                  uint64_t most_bytes, const Runtime& runtime);

  std::string PathOf(const std::string& kind, const std::string& name) const;
  // Whether the name of some entry begins so.
  bool HoldsAny(const std::string& kind, const std::string& prefix) const;
  // Has `write` fill a new entry, puts it in place, and removes the entries that nobody used for
  // the longest time until the rest fits. An entry of more than `most_bytes` bytes does not stay.
  Status Add(const std::string& kind, const std::string& name,
             const std::function<Status(OutputFile*)>& write) const;
  // The entry was of use: it is removed later than others.
  void Touch(const std::string& kind, const std::string& name) const;
  void Discard(const std::string& kind, const std::string& name) const;

 private:
  CacheFolder(std::string path, const std::vector<std::string>& kinds, uint64_t most_bytes,
              const Runtime& runtime)
      : path_(std::move(path)), kinds_(kinds), most_bytes_(most_bytes), runtime_(runtime) {}
  void MakeRoom() const;

  std::string path_;
  std::vector<std::string> kinds_;
  uint64_t most_bytes_;
  Runtime runtime_;
};

}  // namespace assay
