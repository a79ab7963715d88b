// Compares two values without their digits, and without their last letter.
#include "assay/profile/numbering.h"

#include "assay/base/ascii.h"

namespace assay {
namespace {

// Whether what stands between the digits is the same in both, digits at the same places.
bool DifferInDigits(std::string_view a, std::string_view b) {
  size_t i = 0, k = 0;
  bool digits = false;
  while (i < a.size() && k < b.size()) {
    if (IsDigit(a[i]) && IsDigit(b[k])) {
      digits = true;
      while (i < a.size() && IsDigit(a[i])) ++i;
      while (k < b.size() && IsDigit(b[k])) ++k;
    } else if (a[i++] != b[k++]) {
      return false;
    }
  }
  return digits && i == a.size() && k == b.size();
}

bool DifferInLastLetter(std::string_view a, std::string_view b) {
  if (a.size() < 2 || a.size() != b.size() ||
      a.substr(0, a.size() - 1) != b.substr(0, b.size() - 1))
    return false;
  const char before = a[a.size() - 2], x = a.back(), y = b.back();
  if (!IsByteOfWord(before)) return (IsUpper(x) && IsUpper(y)) || (IsLower(x) && IsLower(y));
  return IsLower(before) && IsUpper(x) && IsUpper(y);
}

}  // namespace

bool DifferInNumbering(std::string_view a, std::string_view b) {
  return a != b && (DifferInDigits(a, b) || DifferInLastLetter(a, b));
}

}  // namespace assay
