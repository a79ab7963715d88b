// One pass over a text that tells which kinds of bytes it holds, so that the common case (nothing
// to escape) ends in a single copy.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace assay {

inline constexpr uint8_t kHasHigh = 1;         // bytes above 0x7F: must be checked to be UTF-8
inline constexpr uint8_t kHasNul = 2;          // byte 0
inline constexpr uint8_t kHasCsvSpecial = 4;   // , " CR LF
inline constexpr uint8_t kHasJsonSpecial = 8;  // " \ and bytes below 0x20
inline constexpr uint8_t kHasMarkup = 16;      // < > & and the first byte of the Unicode line ends

inline constexpr std::array<uint8_t, 256> kByteClass = [] {
  std::array<uint8_t, 256> table{};
  for (int c = 0; c < 0x20; ++c) table[c] = kHasJsonSpecial;
  for (int c = 0x80; c < 0x100; ++c) table[c] = kHasHigh;
  table['\0'] |= kHasNul;
  table[','] |= kHasCsvSpecial;
  table['"'] |= kHasCsvSpecial | kHasJsonSpecial;
  table['\r'] |= kHasCsvSpecial;
  table['\n'] |= kHasCsvSpecial;
  table['\\'] |= kHasJsonSpecial;
  for (const unsigned char c : {'<', '>', '&'}) table[c] |= kHasMarkup;
  table[0xE2] |= kHasMarkup;
  return table;
}();

// The union of the classes of all bytes of `text`.
inline uint8_t ClassesOf(std::string_view text) {
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  size_t left = text.size();
  uint8_t a = 0, b = 0, c = 0, d = 0;
  for (; left >= 4; left -= 4, p += 4) {
    a |= kByteClass[p[0]];
    b |= kByteClass[p[1]];
    c |= kByteClass[p[2]];
    d |= kByteClass[p[3]];
  }
  for (; left > 0; --left, ++p) a |= kByteClass[*p];
  return a | b | c | d;
}

}  // namespace assay
