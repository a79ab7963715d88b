// Eight bytes at a time (Hacker's Delight, section 6-1: finding a byte in a word).
#include "assay/detect/value_class.h"

#include <cstdint>
#include <cstring>

namespace assay {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101;
constexpr uint64_t kHighBits = 0x80 * kOnes;

// A bit where a byte is below `limit` (at most 0x80); bits above the first one may be wrong.
constexpr uint64_t Below(uint64_t word, uint64_t limit) {
  return (word - limit * kOnes) & ~word & kHighBits;
}
constexpr uint64_t Equal(uint64_t word, uint64_t byte) { return Below(word ^ byte * kOnes, 1); }

struct Signs {
  uint64_t unprintable = 0;
  uint64_t blank = 0;
  void Read(const char* bytes, size_t size) {
    uint64_t word = 'x' * kOnes;
    std::memcpy(&word, bytes, size);
    unprintable |= (word & kHighBits) | Below(word, ' ') | Equal(word, 0x7F);
    blank |= Equal(word, ' ');
  }
};

}  // namespace

ValueClass ClassOf(std::string_view value) {
  Signs signs;
  size_t at = 0;
  for (; at + 8 <= value.size(); at += 8) signs.Read(value.data() + at, 8);
  if (at < value.size()) signs.Read(value.data() + at, value.size() - at);
  if (signs.unprintable != 0) return ValueClass::kAny;
  return signs.blank != 0 || value.empty() ? ValueClass::kPrintable : ValueClass::kWord;
}

}  // namespace assay
