// gzip by zlib (RFC 1952): members may follow each other, zeros may fill up behind them.
#include <zlib.h>

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "assay/base/check.h"
#include "assay/base/need_memory.h"
#include "assay/source/byte_stream.h"

namespace assay {
namespace {

constexpr size_t kBuffer = size_t{128} << 10;
constexpr int kGzipOnly = 15 + 16;  // the largest window, and no zlib or raw streams

class GzipStream : public ByteStream {
 public:
  GzipStream(ByteStream* below, std::string name)
      : stored_(below, kBuffer), name_(std::move(name)) {
    NeedMemory(inflateInit2(&inflate_, kGzipOnly) == Z_OK);
  }
  ~GzipStream() override { inflateEnd(&inflate_); }

  Result<size_t> Read(char* out, size_t size) override {
    size = std::min<size_t>(size, std::numeric_limits<uInt>::max());
    while (true) {
      if (between_) {
        ASSAY_TRY(const bool member, NextMember());
        if (!member) return size_t{0};
      }
      ASSAY_TRY(const std::string_view stored, stored_.Peek());
      if (stored.empty()) return Failure("the gzip stream ends too early; the file is cut off");
      ASSAY_TRY(const size_t got, Inflate(stored, out, size));
      if (got > 0) return got;
    }
  }

 private:
  Result<size_t> Inflate(std::string_view stored, char* out, size_t size) {
    inflate_.next_in =
        reinterpret_cast<Bytef*>(const_cast<char*>(stored.data()));  // zlib only reads
    inflate_.avail_in = static_cast<uInt>(stored.size());
    inflate_.next_out = reinterpret_cast<Bytef*>(out);
    inflate_.avail_out = static_cast<uInt>(size);
    const int result = inflate(&inflate_, Z_NO_FLUSH);
    NeedMemory(result != Z_MEM_ERROR);
    stored_.Skip(stored.size() - inflate_.avail_in);
    between_ = result == Z_STREAM_END;
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
      return Failure(fmt::format("the gzip stream is damaged ({})",
                                 inflate_.msg != nullptr ? inflate_.msg : "unknown error"));
    }
    return size - inflate_.avail_out;
  }

  // True when another member starts. Zeros behind the last one are padding of tapes and disks.
  Result<bool> NextMember() {
    while (true) {
      ASSAY_TRY(const std::string_view stored, stored_.Peek());
      if (stored.empty()) return false;
      const size_t zeros = std::min(stored.find_first_not_of('\0'), stored.size());
      stored_.Skip(zeros);
      if (zeros < stored.size()) break;
    }
    ASSAY_CHECK(inflateReset(&inflate_) == Z_OK);
    between_ = false;
    return true;
  }

  Error Failure(std::string_view what) const {
    return InputError(
        fmt::format("{}: {} at byte {} of the stored file; unpack it by gzip to see more", name_,
                    what, stored_.position()));
  }

  StreamBuffer stored_;
  const std::string name_;
  z_stream inflate_{};
  bool between_ = false;  // a member has ended
};

}  // namespace

std::unique_ptr<ByteStream> MakeGzipStream(ByteStream* below, std::string name) {
  return std::make_unique<GzipStream>(below, std::move(name));
}

}  // namespace assay
