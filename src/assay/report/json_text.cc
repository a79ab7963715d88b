// JSON string escaping (RFC 8259, section 7) and base64 (RFC 4648, section 4).
#include "assay/report/json_text.h"

#include <cstdint>

#include "assay/base/utf8.h"
#include "assay/report/text_class_internal.h"

namespace assay {
namespace {

void AppendUnicodeEscape(unsigned code, std::string* out) {
  static constexpr char kDigits[] = "0123456789abcdef";
  const char escape[6] = {'\\',
                          'u',
                          kDigits[code >> 12 & 15],
                          kDigits[code >> 8 & 15],
                          kDigits[code >> 4 & 15],
                          kDigits[code & 15]};
  out->append(escape, sizeof escape);
}

// Appends the escape of one ASCII byte that needs one.
void AppendEscape(char c, std::string* out) {
  switch (c) {
    case '"':
      out->append("\\\"", 2);
      break;
    case '\\':
      out->append("\\\\", 2);
      break;
    case '\n':
      out->append("\\n", 2);
      break;
    case '\r':
      out->append("\\r", 2);
      break;
    case '\t':
      out->append("\\t", 2);
      break;
    case '\b':
      out->append("\\b", 2);
      break;
    case '\f':
      out->append("\\f", 2);
      break;
    default:
      AppendUnicodeEscape(static_cast<unsigned char>(c), out);
  }
}

bool NeedsEscape(char c, JsonTarget target) {
  if (kByteClass[static_cast<unsigned char>(c)] & kHasJsonSpecial) return true;
  return target == JsonTarget::kHtml && (c == '<' || c == '>' || c == '&');
}

// Appends well-formed text, escaping as the target needs.
void AppendEscaped(std::string_view text, JsonTarget target, std::string* out) {
  size_t start = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool separator = target == JsonTarget::kHtml && text[i] == '\xE2' &&
                           (text.substr(i, 3) == "\u2028" || text.substr(i, 3) == "\u2029");
    if (!separator && !NeedsEscape(text[i], target)) continue;
    out->append(text, start, i - start);
    if (separator) {
      AppendUnicodeEscape(text[i + 2] == '\xA8' ? 0x2028 : 0x2029, out);
      i += 2;
    } else {
      AppendEscape(text[i], out);
    }
    start = i + 1;
  }
  out->append(text, start);
}

}  // namespace

void AppendJsonString(std::string_view text, std::string* out, JsonTarget target) {
  out->push_back('"');
  const uint8_t classes = ClassesOf(text);
  const uint8_t special =
      target == JsonTarget::kHtml ? kHasJsonSpecial | kHasMarkup : kHasJsonSpecial;
  if ((classes & kHasHigh) && !IsValidUtf8(text)) {
    AppendEscaped(ReplaceIllFormed(text), target, out);
  } else if (classes & special) {
    AppendEscaped(text, target, out);
  } else {
    out->append(text);
  }
  out->push_back('"');
}

void AppendBase64(std::string_view bytes, std::string* out) {
  static constexpr char kDigits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto* p = reinterpret_cast<const unsigned char*>(bytes.data());
  size_t left = bytes.size();
  for (; left >= 3; left -= 3, p += 3) {
    const uint32_t word = uint32_t{p[0]} << 16 | uint32_t{p[1]} << 8 | p[2];
    const char four[4] = {kDigits[word >> 18], kDigits[word >> 12 & 63], kDigits[word >> 6 & 63],
                          kDigits[word & 63]};
    out->append(four, 4);
  }
  if (left == 0) return;
  const uint32_t word = uint32_t{p[0]} << 16 | (left == 2 ? uint32_t{p[1]} << 8 : 0);
  const char four[4] = {kDigits[word >> 18], kDigits[word >> 12 & 63],
                        left == 2 ? kDigits[word >> 6 & 63] : '=', '='};
  out->append(four, 4);
}

}  // namespace assay
