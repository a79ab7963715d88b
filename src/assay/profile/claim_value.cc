// Times of day, numbers and folded text.
#include "assay/profile/claim_value.h"

#include "assay/base/utf8.h"

namespace assay {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "7:10 a.m." → 430; -1 when there is no time of day in the text.
int MinutesOfDay(std::string_view text) {
  for (size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
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

// The digits, sign and point of a number that has only separators and signs around it; "" for others.
std::string NumberDigits(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (IsDigit(c) || c == '.' || c == '-') {
      digits += c;
    } else if (c != ',' && c != '$' && c != '%' && c != ' ' && c != '+') {
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
    if (byte >= 0x80 || IsDigit(c) || (c >= 'a' && c <= 'z')) folded += c;
  }
  return folded;
}

}  // namespace assay
