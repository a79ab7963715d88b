// Edits of text.
#include "assay/base/ascii.h"
#include "assay/evaluate/error_text_internal.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "assay/evaluate/windows1252_internal.h"

namespace assay {
namespace {

using Wrong = std::optional<std::string>;

bool IsAsciiLetter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsLetter(char32_t c) { return IsAsciiLetter(c) || (c >= 0xC0 && c < 0x2000); }

std::vector<char32_t> Decode(std::string_view text) {
  std::vector<char32_t> points;
  points.reserve(text.size());
  for (size_t pos = 0; pos < text.size();) points.push_back(DecodeUtf8(text, &pos));
  return points;
}
std::string Encode(const std::vector<char32_t>& points) {
  std::string text;
  for (const char32_t c : points) AppendUtf8(c, &text);
  return text;
}

// A key beside it on the rows of a QWERTY keyboard, in the same case.
char32_t Neighbour(char32_t c, SplitMix* random) {
  static constexpr std::string_view kRows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  const bool upper = c >= 'A' && c <= 'Z';
  const char lower = static_cast<char>(upper ? c + 32 : c);
  for (const std::string_view row : kRows) {
    const size_t at = row.find(lower);
    if (at == row.npos) continue;
    const bool right = at == 0 || (at + 1 < row.size() && random->Chance(0.5));
    const char32_t near = static_cast<char32_t>(row[right ? at + 1 : at - 1]);
    return upper ? near - 32 : near;
  }
  return 'e';
}

// The parts of a date written with numbers; empty when it is none.
struct Date {
  int year = 0, month = 0, day = 0;
};
std::optional<Date> ReadIsoDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  for (const size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (!IsDigit(text[i])) return {};
  }
  const auto number = [&](size_t at, size_t length) {
    return std::stoi(std::string(text.substr(at, length)));
  };
  return Date{number(0, 4), number(5, 2), number(8, 2)};
}

Wrong RewriteDigits(const std::string& value, SplitMix* random) {
  if (value.size() > 1 && value[0] == '0')
    return value.substr(std::min(value.find_first_not_of('0'), value.size() - 1));
  if (value.size() >= 11) {
    return fmt::format("{}.{}E+{}", value[0], value.substr(1, 5), value.size() - 1);
  }
  if (value.size() < 4) return value + ".0";
  std::string wrong = value;
  return wrong.insert(value.size() / 2, 1, " .-"[random->Below(3)]);
}

Wrong RewriteDate(const Date& date, SplitMix* random) {
  switch (random->Below(3)) {
    case 0:
      return fmt::format("{:02}/{:02}/{}", date.day, date.month, date.year);
    case 1:
      return fmt::format("{}/{}/{:02}", date.month, date.day, date.year % 100);
    default:
      return fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day);
  }
}

std::string Misread(std::string_view utf8) {
  std::string out;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    AppendUtf8(byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80] : byte, &out);
  }
  return out;
}

}  // namespace

Wrong MakeTypo(const std::string& value, size_t shortest, SplitMix* random) {
  std::vector<char32_t> points = Decode(value);
  std::vector<size_t> letters;
  for (size_t i = 0; i < points.size(); ++i) {
    if (IsLetter(points[i])) letters.push_back(i);
  }
  if (letters.size() < shortest) return {};
  const size_t at = letters[random->Below(letters.size())];
  const auto place = points.begin() + static_cast<std::ptrdiff_t>(at);
  switch (random->Below(4)) {
    case 0:
      if (at + 1 < points.size() && IsLetter(points[at + 1]) && points[at] != points[at + 1]) {
        std::swap(points[at], points[at + 1]);
        break;
      }
      [[fallthrough]];
    case 1:
      points.erase(place);
      break;
    case 2:
      points.insert(place, *place);
      break;
    default:
      *place = Neighbour(*place, random);
      break;
  }
  return Encode(points);
}

Wrong ChangeCase(const std::string& value, SplitMix* random) {
  std::string wrong = value;
  const size_t way = random->Below(3);
  if (way == 0) std::transform(wrong.begin(), wrong.end(), wrong.begin(), ToUpper);
  if (way == 1) std::transform(wrong.begin(), wrong.end(), wrong.begin(), ToLower);
  if (way == 2 && !wrong.empty())
    wrong[0] = ToUpper(wrong[0]) == wrong[0] ? ToLower(wrong[0]) : ToUpper(wrong[0]);
  if (wrong == value) return {};
  return wrong;
}

Wrong ChangeSpacing(const std::string& value, SplitMix* random) {
  if (value.empty()) return {};
  const size_t blank = value.find(' ');
  std::string wrong = value;
  switch (random->Below(blank == value.npos ? 2 : 5)) {
    case 0:
      return " " + value;
    case 1:
      return value + (random->Chance(0.3) ? "  " : " ");
    case 2:
      return wrong.insert(blank, 1, ' ');
    case 3:
      return wrong.replace(blank, 1, "\xC2\xA0");
    default:
      return wrong.erase(blank, 1);
  }
}

Wrong ChangeFormat(const std::string& value, SplitMix* random) {
  if (value.empty()) return {};
  if (const auto date = ReadIsoDate(value)) return RewriteDate(*date, random);
  const bool digits = std::all_of(value.begin(), value.end(), IsDigit);
  if (digits) return RewriteDigits(value, random);
  std::string wrong = value;
  const bool numeric = value.find_first_not_of("0123456789.,-") == value.npos;
  if (const size_t point = value.find_last_of(".,"); numeric && point != value.npos) {
    wrong[point] = value[point] == '.' ? ',' : '.';
    return wrong;
  }
  if (const size_t comma = value.find(", "); comma != value.npos) {
    return wrong.replace(comma, 2, random->Chance(0.5) ? "/" : " ");
  }
  if (const size_t separator = value.find_first_of("-/.");
      separator != value.npos && value.size() <= 24) {
    if (random->Chance(0.5)) return wrong.erase(separator, 1);
    wrong[separator] = value[separator] == '-' ? '/' : '-';
    return wrong;
  }
  if (const size_t blank = value.find(' '); blank != value.npos && value.size() <= 24) {
    wrong[blank] = random->Chance(0.5) ? '_' : '-';
    return wrong;
  }
  return {};
}

Wrong DamageEncoding(const std::string& value, SplitMix* random) {
  if (!IsAscii(value)) return Misread(value);
  std::vector<size_t> letters;
  for (size_t i = 0; i < value.size(); ++i) {
    if (IsAsciiLetter(static_cast<unsigned char>(value[i]))) letters.push_back(i);
  }
  if (letters.empty()) return {};
  std::string wrong = value;
  return wrong.replace(letters[random->Below(letters.size())], 1, "\xEF\xBF\xBD");
}

}  // namespace assay
