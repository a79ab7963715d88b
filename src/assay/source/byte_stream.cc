// Buffering, and telling compression.
#include "assay/source/byte_stream.h"

#include <cstring>

#include "assay/base/check.h"

namespace assay {

Result<size_t> ReadFully(ByteStream* stream, char* out, size_t size) {
  size_t done = 0;
  while (done < size) {
    ASSAY_TRY(const size_t got, stream->Read(out + done, size - done));
    if (got == 0) break;
    done += got;
  }
  return done;
}

Compression CompressionOf(std::string_view first_bytes) {
  if (first_bytes.starts_with("\x1f\x8b")) return Compression::kGzip;
  if (first_bytes.starts_with("\x28\xb5\x2f\xfd")) return Compression::kZstd;
  // A zstd file may open with a skippable frame: 0x184D2A5?, little-endian.
  const bool skippable = first_bytes.size() >= 4 && (first_bytes[0] & '\xf0') == '\x50' &&
                         first_bytes.substr(1, 3) == "\x2a\x4d\x18";
  return skippable ? Compression::kZstd : Compression::kNone;
}

Result<std::string_view> StreamBuffer::Peek() {
  if (begin_ == end_) {
    if (const Result<bool> more = More(); !more) return more.error();
  }
  return std::string_view(bytes_.data() + begin_, end_ - begin_);
}

Result<bool> StreamBuffer::More() {
  if (begin_ > 0) std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  ASSAY_CHECK(end_ < bytes_.size());
  ASSAY_TRY(const size_t got, below_->Read(bytes_.data() + end_, bytes_.size() - end_));
  end_ += got;
  read_ += got;
  return got > 0;
}

}  // namespace assay
