// zstd (RFC 8878): frames may follow each other.
#include <zstd.h>
#include <zstd_errors.h>

#include <fmt/format.h>

#include "assay/base/need_memory.h"
#include "assay/source/byte_stream.h"

namespace assay {
namespace {

constexpr size_t kBuffer = size_t{128} << 10;

class ZstdStream : public ByteStream {
 public:
  ZstdStream(ByteStream* below, std::string name)
      : stored_(below, kBuffer), name_(std::move(name)), context_(ZSTD_createDCtx()) {
    NeedMemory(context_ != nullptr);
  }
  ~ZstdStream() override { ZSTD_freeDCtx(context_); }

  Result<size_t> Read(char* out, size_t size) override {
    ZSTD_outBuffer output{out, size, 0};
    while (output.pos == 0) {
      ASSAY_TRY(const std::string_view stored, stored_.Peek());
      ZSTD_inBuffer input{stored.data(), stored.size(), 0};
      // Without input this only flushes what the context still holds.
      if (stored.empty() && wanted_ == 0) return size_t{0};
      const size_t before = wanted_;
      wanted_ = ZSTD_decompressStream(context_, &output, &input);
      stored_.Skip(input.pos);
      NeedMemory(ZSTD_getErrorCode(wanted_) != ZSTD_error_memory_allocation);
      if (ZSTD_isError(wanted_)) {
        return Failure(fmt::format("the zstd stream is damaged ({})", ZSTD_getErrorName(wanted_)));
      }
      if (stored.empty() && output.pos == 0 && before != 0) {
        return Failure("the zstd stream ends too early; the file is cut off");
      }
    }
    return output.pos;
  }

 private:
  Error Failure(std::string_view what) const {
    return InputError(
        fmt::format("{}: {} at byte {} of the stored file; unpack it by zstd to see more", name_,
                    what, stored_.position()));
  }

  StreamBuffer stored_;
  const std::string name_;
  ZSTD_DCtx* const context_;
  size_t wanted_ = 0;  // 0: a frame has ended
};

}  // namespace

std::unique_ptr<ByteStream> MakeZstdStream(ByteStream* below, std::string name) {
  return std::make_unique<ZstdStream>(below, std::move(name));
}

}  // namespace assay
