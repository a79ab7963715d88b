// OutputDirectory: where a run's files are built under temporary names and then appear together.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/hash.h"
#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/report/report.h"
#include "assay/run/checkpoint.h"
#include "assay/run/confined_files.h"

namespace assay {

// One file of the report while it is written; keeps its digest and size.
class ReportFile {
 public:
  ReportFile(std::string name, std::unique_ptr<OutputFile> file)
      : name_(std::move(name)), file_(std::move(file)) {}
  Status Append(std::string_view bytes);
  // Makes what was appended so far durable.
  Status Sync();
  void Open(std::unique_ptr<OutputFile> file) { file_ = std::move(file); }
  // Takes in what an earlier run left in the file: its digest covers that too.
  void Continue(std::string_view bytes);
  // Makes the bytes durable and closes the file.
  Status Finish();
  NamedDigest Digest() const;
  const std::string& name() const { return name_; }
  uint64_t bytes() const { return bytes_; }

 private:
  std::string name_;
  std::unique_ptr<OutputFile> file_;
  Xxh128Digest digest_;
  uint64_t bytes_ = 0;
};

// Whether a file appears in the output directory, or only serves the run while it is unfinished.
enum class FileUse : uint8_t { kPublished, kAside };

class OutputDirectory {
 public:
  ~OutputDirectory();

  // Creates the directory and takes its lock; a second run into it is an error that says so. What
  // an earlier run left unfinished stays until Clear. With `confined`, which must outlive the
  // object, all goes through it in the place of the runtime's files.
  static Result<std::unique_ptr<OutputDirectory>> Open(const std::string& path,
                                                       const Runtime& runtime,
                                                       ConfinedFiles* confined = nullptr);

  // The bytes of an unfinished file of an earlier run; an error when there is none.
  Result<std::string> ReadUnfinished(const std::string& name) const;
  // Forgets what an earlier run left unfinished, all but the file `kept`.
  Status Clear(std::string_view kept = {});

  Result<ReportFile*> Create(const std::string& name, FileUse use = FileUse::kPublished);
  // Goes on behind the marked bytes of a file that an earlier run left unfinished. Other bytes
  // there are an error.
  Result<ReportFile*> Resume(const FileMark& mark, FileUse use = FileUse::kPublished);
  // Forgets the files of this run, as if none had been created or gone on with.
  void Forget();
  // A whole file beside the report's: durable and replaced at once, never published.
  Status WriteAside(std::string_view name, std::string_view bytes);
  // The same for what `write` appends piece by piece.
  Status WriteAside(std::string_view name, const std::function<Status(OutputFile*)>& write);
  // A file beside the report's that is never published, written by whoever asks for it.
  Result<std::unique_ptr<OutputFile>> CreateAside(const std::string& name);
  Result<std::unique_ptr<OutputFile>> ResumeAside(const std::string& name, uint64_t length);
  Status RenameAside(const std::string& from, const std::string& to);
  // Leaves the unfinished files for a later run instead of removing them.
  void KeepUnfinished() { keep_ = true; }
  // Writes a whole file.
  Status Write(const std::string& name, std::string_view bytes);
  // The digests of all files so far, sorted by name; finishes those still open.
  Result<std::vector<NamedDigest>> FinishFiles();
  // Behind Publish: a whole file that the report does not name.
  Status WriteBeside(const std::string& name, std::string_view bytes);
  // Moves everything into place, report.json last, and removes what only the last report.json
  // named. A run that is stopped meanwhile leaves `note` to the one that ends it.
  Status Publish(std::string_view note = {});
  // Before all else: ends what an earlier run that was stopped in Publish had begun. Its note; none
  // when there was no such run.
  Result<std::optional<std::string>> FinishPublication();

 private:
  OutputDirectory(std::string path, const Runtime& runtime, int lock)
      : path_(std::move(path)), building_(path_ + "/.assay-tmp"), runtime_(runtime), lock_(lock) {}
  Status RemoveBuilding(std::string_view kept = {});
  ReportFile* Adopt(std::unique_ptr<ReportFile> file, FileUse use);
  std::vector<std::string> NamedByOldReport() const;
  Status MoveIntoPlace(const std::vector<std::string>& names,
                       const std::vector<std::string>& old_names);

  std::string path_;
  std::string building_;
  Runtime runtime_;
  int lock_;
  bool keep_ = false;
  std::vector<std::unique_ptr<ReportFile>> files_;  // published ones
  std::vector<std::unique_ptr<ReportFile>> aside_;
  std::vector<std::string> names_;
};

}  // namespace assay
