// Times of day, numbers and folded text.
#include "assay/profile/claim_value.h"

#include <algorithm>

#include "assay/base/ascii.h"
#include "assay/base/utf8.h"

namespace assay {
namespace {

// "7:10 a.m." → 430; -1 when there is no time of day in the text.
int MinutesOfDay(std::string_view text) {
  for (size_t colon = text.find(':'); colon != std::string_view::npos;
       colon = text.find(':', colon + 1)) {
    if (colon == 0 || !IsDigit(text[colon - 1]) || colon + 2 >= text.size()) continue;
    if (!IsDigit(text[colon + 1]) || !IsDigit(text[colon + 2])) continue;
    int hour = text[colon - 1] - '0';
    if (colon >= 2 && IsDigit(text[colon - 2])) hour += 10 * (text[colon - 2] - '0');
    const int minute = 10 * (text[colon + 1] - '0') + text[colon + 2] - '0';
    if (hour > 23 || minute > 59) continue;
    size_t at = colon + 3;
    while (at < text.size() && (IsDigit(text[at]) || text[at] == ':')) ++at;  // seconds
    while (at < text.size() && text[at] == ' ') ++at;
    const char half = at < text.size() ? static_cast<char>(text[at] | 0x20) : ' ';
    if (half == 'p' && hour < 12) hour += 12;
    if (half == 'a' && hour == 12) hour = 0;
    return hour * 60 + minute;
  }
  return -1;
}

// Without a currency before or behind it: a sign of several bytes (€, £) or three capital letters.
std::string_view WithoutCurrency(std::string_view text) {
  constexpr std::string_view kSigns[] = {"€", "£", "¥", "₹"};
  const auto is_code = [](std::string_view word) {
    return word.size() == 3 && std::all_of(word.begin(), word.end(), IsUpper);
  };
  const auto trim = [&] {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  };
  trim();
  for (const std::string_view sign : kSigns) {
    if (text.starts_with(sign)) text.remove_prefix(sign.size());
    if (text.ends_with(sign)) text.remove_suffix(sign.size());
  }
  if (text.size() > 3 && is_code(text.substr(0, 3))) text.remove_prefix(3);
  if (text.size() > 3 && is_code(text.substr(text.size() - 3))) text.remove_suffix(3);
  trim();
  return text;
}

// The place of a comma that is a decimal point: two digits at the end behind the only comma, points
// before it only.
size_t DecimalComma(std::string_view text) {
  const size_t comma = text.find(',');
  if (comma == std::string_view::npos || comma + 3 != text.size()) return std::string_view::npos;
  return text.find_first_not_of("0123456789", comma + 1) == std::string_view::npos
             ? comma
             : std::string_view::npos;
}

// The digits, sign and point of a number that has only separators and signs around it; "" for
// others.
std::string NumberDigits(std::string_view text) {
  text = WithoutCurrency(text);
  const size_t comma = DecimalComma(text);
  std::string digits;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (i == comma) {
      digits += '.';
    } else if (IsDigit(c) || c == '-' || (c == '.' && comma == std::string_view::npos)) {
      digits += c;
    } else if (c != ',' && c != '.' && c != '$' && c != '%' && c != ' ' && c != '+') {
      return "";
    }
  }
  const size_t point = digits.find('.');
  if (point != std::string::npos) {
    while (digits.back() == '0') digits.pop_back();
    if (digits.back() == '.') digits.pop_back();
  }
  return digits;
}

}  // namespace

std::string ClaimValue(std::string_view value) {
  if (const int minutes = MinutesOfDay(value); minutes >= 0) return "t" + std::to_string(minutes);
  if (std::string digits = NumberDigits(value); !digits.empty()) return "n" + digits;
  std::string folded;
  for (const char c : FoldCase(value)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || IsDigit(c) || IsLower(c)) folded += c;
  }
  return folded;
}

}  // namespace assay
