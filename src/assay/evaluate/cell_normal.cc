// Normal forms of cells.
#include "assay/evaluate/cell_normal.h"

#include "assay/base/ascii.h"
#include "assay/base/utf8.h"
#include "assay/evaluate/html_entities.h"
#include "assay/profile/spelling_distance.h"

namespace assay {
namespace {

constexpr size_t kShortWord = 5;  // bytes up to which two edits make another word

// Unicode's white space, and the four separators U+001C to U+001F that scripts strip too.
bool IsBlank(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

std::string_view Strip(std::string_view text) {
  size_t first = text.size(), last = 0;
  for (size_t pos = 0; pos < text.size();) {
    const size_t start = pos;
    if (IsBlank(DecodeUtf8(text, &pos))) continue;
    if (first == text.size()) first = start;
    last = pos;
  }
  return first >= last ? std::string_view() : text.substr(first, last - first);
}

// The value's letters and digits, case folded.
std::string Skeleton(std::string_view text) {
  std::string out;
  for (const char c : FoldCase(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (IsDigit(c) || IsLower(c) || byte >= 0x80) out.push_back(c);
  }
  return out;
}

std::string WithoutBlanks(std::string_view text) {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = DecodeUtf8(text, &pos);
    if (!IsBlank(c)) AppendUtf8(c, &out);
  }
  return out;
}

}  // namespace

std::string NormaliseCell(std::string_view text) {
  std::string collapsed;
  bool blank = false;
  const std::string unescaped = UnescapeHtml(text);
  for (const char c : unescaped) {
    const bool now = c == ' ' || c == '\t' || c == '\n';
    if (now && blank) continue;
    blank = now;
    collapsed.push_back(now ? ' ' : c);
  }
  return std::string(Strip(collapsed));
}

bool MeansTheSame(std::string_view a, std::string_view b) {
  return a == b || NormaliseCell(a) == NormaliseCell(b);
}

std::string_view NameDifference(std::string_view dirty, std::string_view clean) {
  const std::string d = NormaliseCell(dirty), c = NormaliseCell(clean);
  if (d.empty()) return "missing";
  if (c.empty()) return "added";
  if (WithoutBlanks(d) == WithoutBlanks(c)) return "spacing";
  if (FoldCase(d) == FoldCase(c)) return "case";
  const std::string skeleton = Skeleton(d);
  if (!skeleton.empty() && skeleton == Skeleton(c)) return "format";
  const uint32_t most = c.size() <= kShortWord ? 1 : 2;
  if (SpellingDistance(d, c, most) <= most) return "typo";
  return "value";
}

}  // namespace assay
