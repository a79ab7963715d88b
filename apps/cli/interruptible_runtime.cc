// Files that ask for signals before they append.
#include "interruptible_runtime.h"

#include <csignal>
#include <utility>

#include "run_jobs.h"
#include "signals.h"

namespace assay::cli {
namespace {

Status ErrorOfSignal() {
  switch (SignalThatCame()) {
    case 0:
      return {};
    case SIGTERM:
      return Error{ErrorKind::kTerminated, "the command was stopped; nothing was written"};
    default:
      return Error{ErrorKind::kInterrupted, "the command was interrupted; nothing was written"};
  }
}

class InterruptibleFile final : public OutputFile {
 public:
  explicit InterruptibleFile(std::unique_ptr<OutputFile> file) : file_(std::move(file)) {}
  Status Append(std::string_view bytes) override {
    ASSAY_TRY_STATUS(ErrorOfSignal());
    return file_->Append(bytes);
  }
  Status Sync() override { return file_->Sync(); }
  Status Close() override { return file_->Close(); }

 private:
  std::unique_ptr<OutputFile> file_;
};

class InterruptibleFiles final : public Files {
 public:
  explicit InterruptibleFiles(Files* files) : files_(files) {}
  Result<std::unique_ptr<OutputFile>> Create(const std::string& path) override {
    return Wrapped(files_->Create(path));
  }
  Result<std::unique_ptr<OutputFile>> Resume(const std::string& path, uint64_t offset) override {
    return Wrapped(files_->Resume(path, offset));
  }
  Result<std::string> ReadAll(const std::string& path) override { return files_->ReadAll(path); }
  Result<std::string> ReadRange(const std::string& path, uint64_t offset, size_t size) override {
    return files_->ReadRange(path, offset, size);
  }
  Status Rename(const std::string& from, const std::string& to) override {
    return files_->Rename(from, to);
  }
  Status Remove(const std::string& path) override { return files_->Remove(path); }
  Status MakeDirectories(const std::string& path) override { return files_->MakeDirectories(path); }
  Status SyncDirectory(const std::string& path) override { return files_->SyncDirectory(path); }
  bool Exists(const std::string& path) override { return files_->Exists(path); }
  Result<std::vector<std::string>> List(const std::string& directory) override {
    return files_->List(directory);
  }

 private:
  static Result<std::unique_ptr<OutputFile>> Wrapped(Result<std::unique_ptr<OutputFile>> file) {
    if (!file) return file;
    return std::unique_ptr<OutputFile>(std::make_unique<InterruptibleFile>(*std::move(file)));
  }

  Files* files_;
};

}  // namespace

Runtime InterruptibleRuntime() {
  static InterruptibleFiles files(SystemRuntime().files);
  WatchSignals();
  Runtime runtime = SystemRuntime();
  runtime.files = &files;
  return runtime;
}

RunHooks InterruptibleHooks() {
  RunHooks hooks;
  hooks.stop_requested = StopAskedFor;
  return hooks;
}

}  // namespace assay::cli
