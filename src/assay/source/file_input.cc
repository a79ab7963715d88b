// pread, and the digest of what it read.
#include "assay/source/file_input.h"

#include <atomic>
#include <mutex>
#include <utility>

#include <fmt/format.h>

#include "assay/base/hash.h"

namespace assay {
namespace {

class FileInput : public ByteInput {
 public:
  explicit FileInput(StoredFile file) : file_(std::move(file)) {}

  bool random_access() const override { return true; }
  void ExpectRewind() override {}
  uint64_t BytesTotal() const override { return file_.size(); }
  uint64_t BytesRead() const override { return read_.load(std::memory_order_relaxed); }

  Result<size_t> ReadRange(uint64_t offset, char* out, size_t size) override {
    ASSAY_TRY(const size_t got, file_.ReadAt(offset, out, size));
    read_.fetch_add(got, std::memory_order_relaxed);
    return got;
  }
  Result<size_t> ReadAhead(uint64_t offset, char* out, size_t size) override {
    return file_.ReadAt(offset, out, size);
  }

  void Digest(std::string_view bytes) override { digest_.Update(bytes); }

  Status EndPass() override {
    const std::string hex = std::exchange(digest_, Xxh128Digest()).Hex();
    const std::lock_guard lock(mutex_);
    if (hex_.empty()) {
      hex_ = hex;
      return {};
    }
    ASSAY_TRY_STATUS(file_.CheckUnchanged());
    if (hex_ == hex) return {};
    return InputError(
        fmt::format("{}: its content changed between two readings; run again when "
                    "nobody writes to it",
                    file_.name()));
  }

  Status Rewind() override {
    read_ = 0;
    digest_ = Xxh128Digest();
    return file_.CheckUnchanged();
  }

  std::string DigestHex() const override {
    const std::lock_guard lock(mutex_);
    return hex_;
  }

 private:
  const StoredFile file_;
  std::atomic<uint64_t> read_{0};
  Xxh128Digest digest_;
  mutable std::mutex mutex_;
  std::string hex_;
};

}  // namespace

std::unique_ptr<ByteInput> MakeFileInput(StoredFile file) {
  return std::make_unique<FileInput>(std::move(file));
}

}  // namespace assay
