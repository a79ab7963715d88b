// Ranges from a stream; bytes behind a range are kept until their own range comes.
#include "assay/source/stream_input.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "assay/base/check.h"

namespace assay {
namespace {

class StreamInput : public ByteInput {
 public:
  StreamInput(std::unique_ptr<StoredStream> stored, Compression compression, Encoding encoding)
      : stored_(std::move(stored)), compression_(compression), encoding_(encoding) {
    Open();
  }

  bool random_access() const override { return false; }
  void Digest(std::string_view) override {}  // the stored stream digests what it reads
  void ExpectRewind() override { stored_->ExpectRewind(); }
  Status EndPass() override { return stored_->EndPass(); }
  std::string DigestHex() const override { return stored_->DigestHex(); }
  uint64_t BytesTotal() const override { return stored_->file().size(); }
  uint64_t BytesRead() const override { return stored_->bytes_read(); }

  Result<size_t> ReadRange(uint64_t offset, char* out, size_t size) override {
    ASSAY_CHECK(offset == position_);
    ASSAY_TRY_STATUS(stored_->Commit());
    const size_t kept = std::min(size, ahead_.size() - used_);
    std::memcpy(out, ahead_.data() + used_, kept);
    used_ += kept;
    if (used_ == ahead_.size()) {
      ahead_.clear();
      used_ = 0;
    }
    ASSAY_TRY(const size_t got, ReadFully(text_.get(), out + kept, size - kept));
    position_ += kept + got;
    return kept + got;
  }

  Result<size_t> ReadAhead(uint64_t offset, char* out, size_t size) override {
    const size_t from = used_ + static_cast<size_t>(offset - position_);
    if (ahead_.size() < from + size) {
      const size_t known = ahead_.size();
      ahead_.resize(from + size);
      ASSAY_TRY(const size_t got,
                ReadFully(text_.get(), ahead_.data() + known, from + size - known));
      ahead_.resize(known + got);
    }
    const size_t got = ahead_.size() > from ? std::min(size, ahead_.size() - from) : 0;
    std::memcpy(out, ahead_.data() + from, got);
    return got;
  }

  Status Rewind() override {
    ASSAY_TRY_STATUS(stored_->Rewind());
    Open();
    return {};
  }

 private:
  void Open() {
    text_ = std::make_unique<TextStream>(stored_.get(), compression_, encoding_);
    ahead_.clear();
    used_ = 0;
    position_ = 0;
  }

  const std::unique_ptr<StoredStream> stored_;
  const Compression compression_;
  const Encoding encoding_;
  std::unique_ptr<TextStream> text_;
  uint64_t position_ = 0;  // of the next byte that ReadRange gives
  std::string ahead_;      // bytes from position_ on begin at used_
  size_t used_ = 0;
};

}  // namespace

TextStream::TextStream(StoredStream* stored, Compression compression, Encoding encoding)
    : top_(stored) {
  const std::string& name = stored->file().name();
  if (compression == Compression::kGzip) unpacked_ = MakeGzipStream(top_, name);
  if (compression == Compression::kZstd) unpacked_ = MakeZstdStream(top_, name);
  if (unpacked_ != nullptr) top_ = unpacked_.get();
  if (encoding == Encoding::kUtf8) return;
  transcoded_ = MakeTranscodingStream(top_, encoding);
  top_ = transcoded_.get();
}

std::unique_ptr<ByteInput> MakeStreamInput(std::unique_ptr<StoredStream> stored,
                                           Compression compression, Encoding encoding) {
  return std::make_unique<StreamInput>(std::move(stored), compression, encoding);
}

}  // namespace assay
