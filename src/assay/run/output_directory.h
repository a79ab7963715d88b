// OutputDirectory: where a run's files are built under temporary names and then appear together.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/hash.h"
#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/report/report.h"

namespace assay {

// One file of the report while it is written; keeps its digest and size.
class ReportFile {
 public:
  ReportFile(std::string name, std::unique_ptr<OutputFile> file)
      : name_(std::move(name)), file_(std::move(file)) {}
  Status Append(std::string_view bytes);
  // Makes the bytes durable and closes the file.
  Status Finish();
  NamedDigest Digest() const;

 private:
  std::string name_;
  std::unique_ptr<OutputFile> file_;
  Xxh128Digest digest_;
  uint64_t bytes_ = 0;
};

class OutputDirectory {
 public:
  ~OutputDirectory();

  // Creates the directory and takes its lock; a second run into it is an error that says so.
  static Result<std::unique_ptr<OutputDirectory>> Open(const std::string& path, const Runtime& runtime);

  Result<ReportFile*> Create(const std::string& name);
  // Writes a whole file.
  Status Write(const std::string& name, std::string_view bytes);
  // The digests of all files so far, sorted by name; finishes those still open.
  Result<std::vector<NamedDigest>> FinishFiles();
  // Moves everything into place, report.json last, and removes what only the last report.json named.
  Status Publish();

 private:
  OutputDirectory(std::string path, const Runtime& runtime, int lock)
      : path_(std::move(path)), building_(path_ + "/.assay-tmp"), runtime_(runtime), lock_(lock) {}
  Status RemoveBuilding();
  std::vector<std::string> NamedByOldReport() const;

  std::string path_;
  std::string building_;
  Runtime runtime_;
  int lock_;
  std::vector<std::unique_ptr<ReportFile>> files_;
  std::vector<std::string> names_;
};

}  // namespace assay
