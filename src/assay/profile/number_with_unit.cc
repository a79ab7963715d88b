// Splitting by the first character that is no part of a number.
#include "assay/profile/number_with_unit.h"

#include <algorithm>

#include "assay/base/ascii.h"

namespace assay {
namespace {

// Letters that tell parts of one number apart (house 12a, platform 3b) and are no unit's sign.
constexpr std::string_view kCountingLetters = "abe";

std::string_view Trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool IsSign(std::string_view unit) {
  for (const std::string_view sign : {"%", "°", "$", "€", "£", "¥", "'", "\"", "°C", "°F"}) {
    if (unit == sign) return true;
  }
  return false;
}

// Letters with at most one blank and full stops: "oz.", "fl oz". One capital letter is rather a
// code's.
bool IsUnitWord(std::string_view unit) {
  if (unit.empty() || unit.size() > 12 || !IsLetter(unit.front())) return false;
  if (unit.size() == 1 && unit[0] >= 'A' && unit[0] <= 'Z') return false;
  if (unit.size() == 1 && kCountingLetters.find(unit[0]) != std::string_view::npos) return false;
  if (std::count(unit.begin(), unit.end(), ' ') > 1) return false;
  return std::all_of(unit.begin(), unit.end(),
                     [](char c) { return IsLetter(c) || c == ' ' || c == '.' || c == '/'; });
}

}  // namespace

bool SplitUnit(std::string_view value, NumberWithUnit* parts) {
  value = Trim(value);
  if (value.empty() || value.size() > 48) return false;
  for (const std::string_view sign : {"$", "€", "£", "¥"}) {
    if (value.substr(0, sign.size()) != sign) continue;
    const std::string_view rest = Trim(value.substr(sign.size()));
    const bool plain = !rest.empty() && IsDigit(rest.front()) &&
                       rest.find_first_not_of("0123456789.") == std::string_view::npos;
    *parts = {rest, sign};
    return plain;
  }
  size_t end = value[0] == '-' || value[0] == '+' ? 1 : 0;
  const size_t first = end;
  bool point = false;
  while (end < value.size() && (IsDigit(value[end]) || (value[end] == '.' && !point))) {
    point |= value[end++] == '.';
  }
  if (end == first || !IsDigit(value[end - 1]) || end == value.size()) return false;
  *parts = {value.substr(0, end), Trim(value.substr(end))};
  return IsSign(parts->unit) || IsUnitWord(parts->unit);
}

}  // namespace assay
