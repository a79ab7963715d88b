// Reads numbers without a locale of the process.
#include "assay/detect/number_form.h"

#include <charconv>

#include "assay/base/ascii.h"

namespace assay {
namespace {

// The length of the group mark at `pos`, or 0.
size_t GroupMarkAt(std::string_view text, size_t pos, char group) {
  if (group == 0 || pos >= text.size()) return 0;
  if (text[pos] == group) return 1;
  if (group == ' ' && text.substr(pos, 2) == "\u00A0") return 2;
  if (group == ' ' && text.substr(pos, 3) == "\u202F") return 3;
  return 0;
}

// Digits, grouped by three when there are marks. Appends them to `plain`; nothing read: *pos stays.
bool ReadDigits(std::string_view text, char group, size_t* pos, std::string* plain) {
  size_t run = 0, groups = 0;
  for (;;) {
    for (run = 0; *pos < text.size() && IsDigit(text[*pos]); ++run)
      plain->push_back(text[(*pos)++]);
    if (groups > 0 && run != 3) return false;
    const size_t mark = GroupMarkAt(text, *pos, group);
    if (mark == 0) return true;
    if (run == 0 || run > 3) return false;
    ++groups;
    *pos += mark;
  }
}

// Rewrites the number as "-1234.5e6", or nothing.
std::optional<std::string> PlainNumber(std::string_view text, const NumberForm& form,
                                       bool integer) {
  std::string plain;
  size_t pos = 0;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    if (text[0] == '-') plain.push_back('-');
    pos = 1;
  }
  const size_t sign = plain.size();
  if (!ReadDigits(text, form.group, &pos, &plain)) return std::nullopt;
  size_t digits = plain.size() - sign;
  if (!integer && pos < text.size() && text[pos] == form.decimal) {
    plain.push_back('.');
    const size_t before = plain.size();
    ++pos;
    (void)ReadDigits(text, 0, &pos, &plain);
    digits += plain.size() - before;
    if (plain.size() == before) plain.pop_back();
  }
  if (digits == 0) return std::nullopt;
  if (!integer && pos < text.size() && (text[pos] == 'e' || text[pos] == 'E')) {
    plain.push_back('e');
    ++pos;
    if (pos < text.size() && (text[pos] == '-' || text[pos] == '+')) {
      if (text[pos] == '-') plain.push_back('-');
      ++pos;
    }
    const size_t before = plain.size();
    (void)ReadDigits(text, 0, &pos, &plain);
    if (plain.size() == before) return std::nullopt;
  }
  if (pos != text.size()) return std::nullopt;
  return plain;
}

}  // namespace

std::optional<double> ReadNumber(std::string_view text, const NumberForm& form) {
  const auto plain = PlainNumber(text, form, false);
  if (!plain) return std::nullopt;
  double number = 0;
  const auto [end, error] = std::from_chars(plain->data(), plain->data() + plain->size(), number);
  // Out of range still is a number: from_chars leaves 0 or the largest one to the caller.
  if (error == std::errc::invalid_argument || end != plain->data() + plain->size())
    return std::nullopt;
  return number;
}

bool IsInteger(std::string_view text, const NumberForm& form) {
  return PlainNumber(text, form, true).has_value();
}

std::optional<std::string> RewriteNumber(std::string_view text, const NumberForm& form) {
  static constexpr NumberForm kUsual[] = {
      {'.', ','}, {',', '.'}, {',', ' '}, {'.', ' '}, {'.', '\''}};
  std::optional<std::string> found;
  for (const NumberForm& usual : kUsual) {
    auto plain = PlainNumber(text, usual, false);
    if (!plain) continue;
    if (found && *found != *plain) return std::nullopt;
    found = std::move(plain);
  }
  if (!found) return std::nullopt;
  for (char& c : *found) {
    if (c == '.') c = form.decimal;
  }
  return found;
}

}  // namespace assay
