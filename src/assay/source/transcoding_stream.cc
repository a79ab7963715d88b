// UTF-16, Windows-1252 and Latin-1 to UTF-8.
#include <algorithm>
#include <array>
#include <cstring>

#include "assay/base/utf8.h"
#include "assay/source/byte_stream.h"

namespace assay {
namespace {

constexpr size_t kBuffer = size_t{64} << 10;
constexpr char32_t kReplacement = 0xfffd;
constexpr char32_t kByteOrderMark = 0xfeff;

// What Windows-1252 has for 0x80..0x9f; the five bytes without a character stay control characters,
// as browsers have it (WHATWG Encoding Standard).
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

bool IsHighSurrogate(char32_t unit) { return unit >= 0xd800 && unit < 0xdc00; }
bool IsLowSurrogate(char32_t unit) { return unit >= 0xdc00 && unit < 0xe000; }

class TranscodingStream : public ByteStream {
 public:
  TranscodingStream(ByteStream* below, Encoding encoding)
      : stored_(below, kBuffer), encoding_(encoding) {}

  Result<size_t> Read(char* out, size_t size) override {
    while (used_ == decoded_.size()) {
      decoded_.clear();
      used_ = 0;
      ASSAY_TRY(const std::string_view stored, stored_.Peek());
      if (stored.empty()) return size_t{0};
      if (encoding_ == Encoding::kWindows1252 || encoding_ == Encoding::kLatin1) {
        DecodeBytes(stored);
      } else {
        ASSAY_TRY_STATUS(DecodeUnits());
      }
    }
    const size_t got = std::min(size, decoded_.size() - used_);
    std::memcpy(out, decoded_.data() + used_, got);
    used_ += got;
    return got;
  }

 private:
  void DecodeBytes(std::string_view stored) {
    for (const char c : stored) {
      const auto byte = static_cast<uint8_t>(c);
      const bool mapped = encoding_ == Encoding::kWindows1252 && byte >= 0x80 && byte < 0xa0;
      if (byte < 0x80) {
        decoded_.push_back(c);
      } else {
        AppendUtf8(mapped ? kWindows1252[byte - 0x80] : byte, &decoded_);
      }
    }
    stored_.Skip(stored.size());
  }

  char32_t UnitAt(std::string_view stored, size_t at) const {
    const auto first = static_cast<uint8_t>(stored[at]);
    const auto second = static_cast<uint8_t>(stored[at + 1]);
    return encoding_ == Encoding::kUtf16Le ? first | second << 8 : first << 8 | second;
  }

  // Decodes all whole characters of the buffer, at least one. A lone surrogate and half a unit at
  // the end become U+FFFD.
  Status DecodeUnits() {
    ASSAY_TRY(std::string_view stored, stored_.Peek());
    while (stored.size() < 4) {
      ASSAY_TRY(const bool more, stored_.More());
      ASSAY_TRY(stored, stored_.Peek());
      if (!more) break;
    }
    size_t at = 0;
    while (at + 2 <= stored.size()) {
      char32_t point = UnitAt(stored, at);
      size_t length = 2;
      if (IsHighSurrogate(point)) {
        if (at + 4 > stored.size() && at > 0) break;
        const char32_t low = at + 4 <= stored.size() ? UnitAt(stored, at + 2) : 0;
        if (IsLowSurrogate(low)) {
          point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
          length = 4;
        } else {
          point = kReplacement;
        }
      } else if (IsLowSurrogate(point)) {
        point = kReplacement;
      }
      at += length;
      if (!started_ && point == kByteOrderMark) point = 0;
      if (started_ || point != 0) AppendUtf8(point, &decoded_);
      started_ = true;
    }
    if (at == 0) {  // one byte, and the stream has ended
      AppendUtf8(kReplacement, &decoded_);
      at = stored.size();
    }
    stored_.Skip(at);
    return {};
  }

  StreamBuffer stored_;
  const Encoding encoding_;
  std::string decoded_;
  size_t used_ = 0;
  bool started_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> MakeTranscodingStream(ByteStream* below, Encoding encoding) {
  return std::make_unique<TranscodingStream>(below, encoding);
}

}  // namespace assay
