// White space by Unicode's property, with a fast path for ASCII.
#include "assay/detect/white_space.h"

#include "assay/base/utf8.h"

namespace assay {
namespace {

bool IsAsciiSpace(unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// The length of the white space character that ends at `end`, or 0.
size_t SpaceBefore(std::string_view text, size_t end) {
  const auto last = static_cast<unsigned char>(text[end - 1]);
  if (last < 0x80) return IsAsciiSpace(last) ? 1 : 0;
  for (size_t length = 2; length <= 3 && length <= end; ++length) {
    size_t pos = end - length;
    if (IsWhiteSpace(DecodeUtf8(text, &pos)) && pos == end) return length;
  }
  return 0;
}

// The length of the white space character that starts at `pos`, or 0.
size_t SpaceAt(std::string_view text, size_t pos) {
  const auto first = static_cast<unsigned char>(text[pos]);
  if (first < 0x80) return IsAsciiSpace(first) ? 1 : 0;
  size_t next = pos;
  return IsWhiteSpace(DecodeUtf8(text, &next)) ? next - pos : 0;
}

}  // namespace

bool IsWhiteSpace(char32_t c) {
  if (c < 0x80) return IsAsciiSpace(static_cast<unsigned char>(c));
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool IsBlank(std::string_view text) {
  // Almost every value starts with a visible ASCII character.
  if (!text.empty() && static_cast<unsigned char>(text[0] - 0x21) < 0x5E) return false;
  return TrimWhiteSpace(text).empty();
}

std::string_view TrimWhiteSpace(std::string_view text) {
  while (!text.empty()) {
    const size_t length = SpaceAt(text, 0);
    if (length == 0) break;
    text.remove_prefix(length);
  }
  while (!text.empty()) {
    const size_t length = SpaceBefore(text, text.size());
    if (length == 0) break;
    text.remove_suffix(length);
  }
  return text;
}

std::string TidyWhiteSpace(std::string_view text, bool keep_line_breaks) {
  text = TrimWhiteSpace(text);
  std::string out;
  out.reserve(text.size());
  for (size_t pos = 0; pos < text.size();) {
    size_t length = SpaceAt(text, pos);
    if (length == 0) {
      out.push_back(text[pos++]);
      continue;
    }
    const size_t start = pos;
    bool line_break = false;
    for (; length != 0; length = pos < text.size() ? SpaceAt(text, pos) : 0) {
      line_break |= text[pos] == '\n' || text[pos] == '\r';
      pos += length;
    }
    if (line_break && keep_line_breaks) {
      out += text.substr(start, pos - start);
    } else {
      out.push_back(' ');
    }
  }
  return out;
}

}  // namespace assay
