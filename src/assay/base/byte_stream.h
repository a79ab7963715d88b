// ByteWriter and ByteReader: little-endian numbers and texts in our own binary files (checkpoints).
// A reader never trusts its input: reading past the end or a length beyond it sets failed().
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace assay {

class ByteWriter {
 public:
  void Number(uint64_t value) {
    char raw[8];
    for (int i = 0; i < 8; ++i) raw[i] = static_cast<char>(value >> (8 * i));
    bytes_.append(raw, sizeof(raw));
  }
  void Real(double value) { Number(std::bit_cast<uint64_t>(value)); }
  void Text(std::string_view text) {
    Number(text.size());
    Raw(text);
  }
  void Raw(std::string_view bytes) { bytes_.append(bytes); }  // its length is not written
  // Puts another number in the place of the one that begins at byte `place`.
  void NumberAt(size_t place, uint64_t value) {
    for (size_t i = 0; i < 8; ++i) bytes_[place + i] = static_cast<char>(value >> (8 * i));
  }
  void Clear() { bytes_.clear(); }  // its room stays
  void Reserve(size_t bytes) { bytes_.reserve(bytes); }
  const std::string& bytes() const { return bytes_; }
  std::string Take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// After failed() every value read is zero or empty.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  uint64_t Number() {
    if (failed_ || rest_.size() < 8) return Fail();
    uint64_t value = 0;
    for (int i = 7; i >= 0; --i)
      value = value << 8 | static_cast<unsigned char>(rest_[static_cast<size_t>(i)]);
    rest_.remove_prefix(8);
    return value;
  }
  double Real() { return std::bit_cast<double>(Number()); }
  std::string Text() {
    const uint64_t size = Number();
    if (failed_ || size > rest_.size()) return (Fail(), std::string());
    std::string text(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return text;
  }
  // A count of items that take at least `least` bytes each: never more than could follow.
  uint64_t Count(uint64_t least = 1) {
    const uint64_t count = Number();
    return failed_ || count > rest_.size() / least ? Fail() : count;
  }
  std::string_view rest() const { return rest_; }
  bool failed() const { return failed_; }
  bool done() const { return !failed_ && rest_.empty(); }

 private:
  uint64_t Fail() {
    failed_ = true;
    return 0;
  }

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace assay
