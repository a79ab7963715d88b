// Files over the real ones that fail at one chosen operation: for tests of what a full disk leaves
// behind.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "assay/base/runtime.h"

namespace assay {

// Counts every operation that changes something; the one with number `fail_at` (from 0) fails, and
// with `dies` all behind it too, as if the program had been killed there.
class FailingFiles : public Files {
 public:
  explicit FailingFiles(int fail_at, bool dies = false)
      : real_(SystemRuntime().files), fail_at_(fail_at), dies_(dies) {}

  bool has_failed() const { return count_ > fail_at_; }

  Result<std::unique_ptr<OutputFile>> Create(const std::string& path) override {
    if (Fails()) return Failure("creating", path);
    ASSAY_TRY(auto file, real_->Create(path));
    return Wrap(std::move(file), path);
  }
  Result<std::unique_ptr<OutputFile>> Resume(const std::string& path, uint64_t offset) override {
    if (Fails()) return Failure("resuming", path);
    ASSAY_TRY(auto file, real_->Resume(path, offset));
    return Wrap(std::move(file), path);
  }
  Result<std::string> ReadAll(const std::string& path) override { return real_->ReadAll(path); }
  Result<std::string> ReadRange(const std::string& path, uint64_t offset, size_t size) override {
    return real_->ReadRange(path, offset, size);
  }
  Status Rename(const std::string& from, const std::string& to) override {
    if (Fails()) return Failure("renaming", to);
    return real_->Rename(from, to);
  }
  Status Remove(const std::string& path) override {
    if (Fails()) return Failure("removing", path);
    return real_->Remove(path);
  }
  Status MakeDirectories(const std::string& path) override {
    if (Fails()) return Failure("making", path);
    return real_->MakeDirectories(path);
  }
  Status SyncDirectory(const std::string& path) override {
    if (Fails()) return Failure("syncing", path);
    return real_->SyncDirectory(path);
  }
  bool Exists(const std::string& path) override { return real_->Exists(path); }
  Result<std::vector<std::string>> List(const std::string& directory) override {
    return real_->List(directory);
  }

 private:
  // A failing Append writes half of its bytes first, as a full disk does.
  class File : public OutputFile {
   public:
    File(std::unique_ptr<OutputFile> real, std::string path, FailingFiles* owner)
        : real_(std::move(real)), path_(std::move(path)), owner_(owner) {}
    Status Append(std::string_view bytes) override {
      if (!owner_->Fails()) return real_->Append(bytes);
      (void)real_->Append(bytes.substr(0, bytes.size() / 2));
      return Failure("writing", path_);
    }
    Status Sync() override {
      return owner_->Fails() ? Status(Failure("syncing", path_)) : real_->Sync();
    }
    Status Close() override {
      return owner_->Fails() ? Status(Failure("closing", path_)) : real_->Close();
    }

   private:
    std::unique_ptr<OutputFile> real_;
    std::string path_;
    FailingFiles* owner_;
  };

  static Error Failure(std::string what, const std::string& path) {
    return InputError(std::move(what) + " '" + path + "' failed: no space left on device");
  }
  std::unique_ptr<OutputFile> Wrap(std::unique_ptr<OutputFile> file, const std::string& path) {
    return std::make_unique<File>(std::move(file), path, this);
  }
  bool Fails() {
    const int number = count_++;
    return number == fail_at_ || (dies_ && number > fail_at_);
  }

  Files* real_;
  int fail_at_;
  bool dies_;
  int count_ = 0;
};

}  // namespace assay
