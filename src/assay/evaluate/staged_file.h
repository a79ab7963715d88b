// StagedFile: a buffered output file that appears under its name only when it is complete.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "assay/base/hash.h"
#include "assay/base/result.h"
#include "assay/base/runtime.h"

namespace assay {

class StagedFile {
 public:
  // Creates PATH.part; the directory exists.
  static Result<StagedFile> Create(const std::string& path, const Runtime& runtime);
  StagedFile(StagedFile&&) noexcept = default;
  StagedFile& operator=(StagedFile&&) noexcept = default;
  // Removes PATH.part unless Finish was called.
  ~StagedFile();

  // Append here, then call Flush now and then.
  std::string& buffer() { return buffer_; }
  // Writes the buffer when it has grown to a MiB.
  Status Flush();
  // Writes what is left and closes: of files that belong together, all are complete before the
  // first gets its name.
  Status Complete();
  // Completes the file and renames it to the final path.
  Status Finish();
  uint64_t bytes() const { return bytes_; }
  std::string DigestHex() const { return digest_.Hex(); }  // XXH3-128 of what was written

 private:
  StagedFile(std::string path, std::unique_ptr<OutputFile> file, Files* files)
      : path_(std::move(path)), file_(std::move(file)), files_(files) {}
  Status WriteBuffer();
  std::string PartPath() const { return path_ + ".part"; }

  std::string path_;
  std::unique_ptr<OutputFile> file_;  // null once finished or moved from
  Files* files_;
  std::string buffer_;
  Xxh128Digest digest_;
  uint64_t bytes_ = 0;
  bool complete_ = false;
};

// The same for bytes that are all there already.
Status WriteStaged(const std::string& path, std::string_view bytes, const Runtime& runtime);

}  // namespace assay
