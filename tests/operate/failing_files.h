// FailingFiles: a file system that fails at the n-th changing operation, for fault injection.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <new>
#include <string>
#include <utility>

#include "assay/base/runtime.h"

namespace assay {

// Passes everything on to the real files, but for the operation number `fail_at` (from 0), which
// gives an error or, for want of memory, throws.
class FailingFiles : public Files {
 public:
  FailingFiles(Files* real, int fail_at, bool throws = false)
      : real_(real), fail_at_(fail_at), throws_(throws) {}
  int operations() const { return count_; }

  Result<std::unique_ptr<OutputFile>> Create(const std::string& path) override {
    if (Fails()) return Fault("creating", path);
    return Wrap(real_->Create(path), path);
  }
  Result<std::unique_ptr<OutputFile>> Resume(const std::string& path, uint64_t offset) override {
    if (Fails()) return Fault("opening", path);
    return Wrap(real_->Resume(path, offset), path);
  }
  Result<std::string> ReadAll(const std::string& path) override { return real_->ReadAll(path); }
  Result<std::string> ReadRange(const std::string& path, uint64_t offset, size_t size) override {
    return real_->ReadRange(path, offset, size);
  }
  Status Rename(const std::string& from, const std::string& to) override {
    if (Fails()) return Fault("renaming", to);
    return real_->Rename(from, to);
  }
  Status Remove(const std::string& path) override { return real_->Remove(path); }
  Status MakeDirectories(const std::string& path) override {
    if (Fails()) return Fault("creating the directory", path);
    return real_->MakeDirectories(path);
  }
  Status SyncDirectory(const std::string& path) override {
    if (Fails()) return Fault("syncing", path);
    return real_->SyncDirectory(path);
  }
  bool Exists(const std::string& path) override { return real_->Exists(path); }
  Result<std::vector<std::string>> List(const std::string& directory) override {
    return real_->List(directory);
  }

 private:
  class File : public OutputFile {
   public:
    File(std::unique_ptr<OutputFile> real, FailingFiles* owner, std::string path)
        : real_(std::move(real)), owner_(owner), path_(std::move(path)) {}
    Status Append(std::string_view bytes) override {
      if (!owner_->Fails()) return real_->Append(bytes);
      (void)real_->Append(bytes.substr(0, bytes.size() / 2));  // a full disk takes a part
      return Fault("writing", path_);
    }
    Status Sync() override { return owner_->Fails() ? Fault("syncing", path_) : real_->Sync(); }
    Status Close() override { return owner_->Fails() ? Fault("closing", path_) : real_->Close(); }

   private:
    std::unique_ptr<OutputFile> real_;
    FailingFiles* owner_;
    std::string path_;
  };

  bool Fails() {
    const bool fails = count_++ == fail_at_;
    if (fails && throws_) throw std::bad_alloc();
    return fails;
  }
  static Error Fault(const std::string& what, const std::string& path) {
    return InputError(what + " '" + path + "' failed: injected fault");
  }
  Result<std::unique_ptr<OutputFile>> Wrap(Result<std::unique_ptr<OutputFile>> file,
                                           const std::string& path) {
    if (!file) return file;
    return std::unique_ptr<OutputFile>(std::make_unique<File>(*std::move(file), this, path));
  }

  Files* real_;
  int fail_at_;
  bool throws_;
  int count_ = 0;
};

// Runs `work` once with each of its file operations made to fail, and `check` behind each failure;
// every run must end in the injected error. Gives the number of operations.
inline int FailEachOperation(Runtime* runtime, const std::function<Status()>& work,
                             const std::function<void()>& check) {
  Files* const real = runtime->files;
  int count = 0;
  for (;; ++count) {
    FailingFiles files(real, count);
    runtime->files = &files;
    const Status status = work();
    runtime->files = real;
    if (files.operations() <= count) {
      EXPECT_TRUE(status) << status.error().message;
      return count;
    }
    EXPECT_FALSE(status) << "operation " << count;
    const std::string message = status ? "" : status.error().message;
    EXPECT_NE(message.find("injected"), std::string::npos) << message;
    check();
  }
}

}  // namespace assay
