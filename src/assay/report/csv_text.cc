// RFC 4180 cells; formula defusing after OWASP's "CSV Injection".
#include "assay/report/csv_text.h"

#include "assay/base/ascii.h"
#include "assay/base/utf8.h"
#include "assay/report/text_class_internal.h"

namespace assay {
namespace {

// Whether text is [+-] digits with . or , between them, an optional exponent and an optional %.
bool IsSignedNumber(std::string_view text) {
  size_t i = 1;
  bool digits = false;
  for (; i < text.size() && (IsDigit(text[i]) || text[i] == '.' || text[i] == ','); ++i) {
    digits |= IsDigit(text[i]);
  }
  if (!digits) return false;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    const size_t first = i;
    while (i < text.size() && IsDigit(text[i])) ++i;
    if (i == first) return false;
  }
  if (i < text.size() && text[i] == '%') ++i;
  return i == text.size();
}

// Spreadsheets in East Asian locales take the full-width forms for the signs.
bool IsWideSign(std::string_view sign) {
  return sign == "＝" || sign == "＋" || sign == "－" || sign == "＠";
}

// NUL passes UTF-8 checks but stops many readers, so it goes the way of ill-formed bytes.
std::string Readable(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 8);
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = DecodeUtf8(text, &pos);
    AppendUtf8(c == 0 ? 0xFFFD : c, &out);
  }
  return out;
}

void AppendQuoted(std::string_view text, bool formula, std::string* out) {
  out->push_back('"');
  if (formula) out->push_back('\'');
  size_t start = 0;
  for (size_t quote = text.find('"'); quote != text.npos; quote = text.find('"', start)) {
    out->append(text, start, quote + 1 - start);
    out->push_back('"');
    start = quote + 1;
  }
  out->append(text, start);
  out->push_back('"');
}

}  // namespace

bool LooksLikeFormula(std::string_view text) {
  if (text.empty()) return false;
  switch (text[0]) {
    case '=':
    case '@':
    case '\t':
    case '\r':
    case '\n':
      return true;
    case '+':
    case '-':
      return !IsSignedNumber(text);
    case '\xEF':
      return IsWideSign(text.substr(0, 3));
    default:
      return false;
  }
}

void AppendCsvCell(std::string_view text, bool defuse, std::string* out) {
  if (text.empty()) return;
  const uint8_t classes = ClassesOf(text);
  if ((classes & kHasNul) || ((classes & kHasHigh) && !IsValidUtf8(text))) {
    return AppendCsvCell(Readable(text), defuse, out);
  }
  const bool formula = defuse && LooksLikeFormula(text);
  if ((classes & kHasCsvSpecial) || text.front() == ' ' || text.back() == ' ') {
    return AppendQuoted(text, formula, out);
  }
  if (formula) out->push_back('\'');
  out->append(text);
}

}  // namespace assay
