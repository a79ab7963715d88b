// UTF-8: checking, decoding, encoding and counting. Bytes that are not UTF-8 decode to U+FFFD.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay {

// Whether the whole text is well-formed UTF-8 (no surrogates, no overlong forms).
bool IsValidUtf8(std::string_view text);

// Whether every byte is below 0x80.
bool IsAscii(std::string_view text);
// The place behind the ASCII bytes that start at `pos`.
size_t AsciiRunEnd(std::string_view text, size_t pos);

// Decodes the code point at *pos and moves *pos behind it. An ill-formed byte yields U+FFFD and
// moves by one. *pos must be below text.size().
char32_t DecodeUtf8(std::string_view text, size_t* pos);

// Appends the code point's UTF-8 form.
void AppendUtf8(char32_t code_point, std::string* out);

// The number of code points, an ill-formed byte counting as one.
size_t CountCodePoints(std::string_view text);

// Lower case by full Unicode case folding (utf8proc); ASCII text takes a fast path.
std::string FoldCase(std::string_view text);

// Copies well-formed text and puts U+FFFD in place of each ill-formed byte.
std::string ReplaceIllFormed(std::string_view text);

// The longest prefix of at most `max_bytes` bytes that does not cut a code point in two.
std::string_view CutUtf8(std::string_view text, size_t max_bytes);

}  // namespace assay
