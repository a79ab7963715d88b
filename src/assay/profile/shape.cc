// Shapes by a table of ASCII classes; other characters by their Unicode category.
#include "assay/profile/shape.h"

#include <algorithm>
#include <array>

#include <utf8proc.h>

#include "assay/base/utf8.h"

namespace assay {
namespace {

constexpr size_t kExactBytes = 40;
constexpr auto kExactBlanks = 2;
constexpr size_t kSeenBytes = 96;

constexpr std::array<char, 128> MakeClasses() {
  std::array<char, 128> classes{};
  for (int c = 0; c < 128; ++c) {
    classes[c] = c >= '0' && c <= '9'   ? '9'
                 : c >= 'A' && c <= 'Z' ? 'A'
                 : c >= 'a' && c <= 'z' ? 'a'
                                        : static_cast<char>(c);
  }
  return classes;
}
constexpr std::array<char, 128> kClasses = MakeClasses();

bool IsRunClass(char c) { return c == 'A' || c == 'a' || c == '9' || c == ' '; }

// The class of a character beyond ASCII: a letter's, a digit's, or 0 when it stands for itself.
char WideClass(char32_t c) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
      return 'A';
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
      return 'a';
    case UTF8PROC_CATEGORY_ND:
      return '9';
    default:
      return 0;
  }
}

// Appends the shape of the characters before the first one beyond ASCII; where that stands.
size_t AppendAsciiShape(std::string_view value, bool exact, std::string* shape) {
  const size_t begin = shape->size();
  shape->resize(begin + value.size());
  char* const first = shape->data() + begin;
  char* out = first;
  size_t i = 0;
  for (; i < value.size() && static_cast<unsigned char>(value[i]) < 128; ++i) {
    const char symbol = kClasses[static_cast<unsigned char>(value[i])];
    const bool repeats = out != first && out[-1] == symbol;
    if (exact || !repeats || !IsRunClass(symbol)) *out++ = symbol;
  }
  shape->resize(begin + static_cast<size_t>(out - first));
  return i;
}

}  // namespace

void AppendShape(std::string_view value, std::string* shape) {
  const bool exact =
      value.size() <= kExactBytes && std::count(value.begin(), value.end(), ' ') <= kExactBlanks;
  if (!exact) value = CutUtf8(value, kSeenBytes);
  const size_t begin = shape->size();
  for (size_t i = AppendAsciiShape(value, exact, shape); i < value.size();) {
    const auto byte = static_cast<unsigned char>(value[i]);
    char symbol;
    if (byte < 128) {
      symbol = kClasses[byte];
      ++i;
    } else {
      const char32_t c = DecodeUtf8(value, &i);
      symbol = WideClass(c);
      if (symbol == 0) {
        AppendUtf8(c, shape);
        continue;
      }
    }
    const bool repeats = shape->size() > begin && shape->back() == symbol;
    if (exact || !repeats || !IsRunClass(symbol)) shape->push_back(symbol);
  }
}

std::string ShapeOf(std::string_view value) {
  std::string shape;
  AppendShape(value, &shape);
  return shape;
}

std::string CoarseShape(std::string_view shape) {
  std::string coarse;
  for (const char symbol : shape) {
    if (IsRunClass(symbol) && !coarse.empty() && coarse.back() == symbol) continue;
    coarse.push_back(symbol);
  }
  return coarse;
}

}  // namespace assay
