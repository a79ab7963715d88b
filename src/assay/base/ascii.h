// Classes of ASCII characters; bytes beyond ASCII are in none of them, whatever the locale. Not for
// code points: cut to a char they would be other characters.
#pragma once

#include <algorithm>
#include <string_view>

namespace assay {

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool IsLetter(char c) { return IsUpper(c) || IsLower(c); }
constexpr bool IsLetterOrDigit(char c) { return IsLetter(c) || IsDigit(c); }

// A letter, or a byte of a character beyond ASCII.
constexpr bool IsByteOfWord(char c) { return IsLetter(c) || (c & 0x80) != 0; }

inline bool HasDigit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), IsDigit);
}

constexpr char ToUpper(char c) { return IsLower(c) ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr char ToLower(char c) { return IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace assay
