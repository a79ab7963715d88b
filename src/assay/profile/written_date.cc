// Reading of dates that consist of numbers, and the count of days (proleptic Gregorian calendar).
#include "assay/profile/written_date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace assay {
namespace {

struct Number {
  int value = 0;
  uint32_t at = 0, size = 0;
};

// Reads up to four digits at *pos.
std::optional<Number> ReadDigits(std::string_view text, size_t* pos) {
  Number number;
  number.at = static_cast<uint32_t>(*pos);
  while (*pos < text.size() && text[*pos] >= '0' && text[*pos] <= '9' && number.size < 4) {
    number.value = number.value * 10 + (text[*pos] - '0');
    ++number.size;
    ++*pos;
  }
  if (number.size == 0) return std::nullopt;
  return number;
}

constexpr int kPivot = 70;  // years of two digits are those from 1970 on

bool IsDayOrMonth(const Number& n) { return n.size <= 2 && n.value >= 1 && n.value <= 31; }

std::string Padded(int value, uint32_t digits) {
  std::string number = std::to_string(value);
  return number.size() < digits ? std::string(digits - number.size(), '0') + number : number;
}

// The text with other numbers in the places of the date's day and month.
std::string WithNumbers(std::string_view text, const WrittenDate& date, int first, int second) {
  std::string changed(text.substr(0, date.first_at));
  changed += Padded(first, date.first_size);
  changed += text.substr(date.first_at + date.first_size,
                         date.second_at - date.first_at - date.first_size);
  changed += Padded(second, date.second_size);
  changed += text.substr(date.second_at + date.second_size);
  return changed;
}

int DaysInMonth(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[static_cast<size_t>(month - 1)] + (month == 2 && leap);
}

}  // namespace

std::optional<WrittenDate> ReadWrittenDate(std::string_view text) {
  size_t pos = 0;
  std::array<Number, 3> numbers;
  WrittenDate date;
  for (size_t i = 0; i < 3; ++i) {
    if (i > 0) {
      if (pos >= text.size()) return std::nullopt;
      const char c = text[pos++];
      if (c != '/' && c != '-' && c != '.') return std::nullopt;
      if (i == 1) date.separator = c;
      if (c != date.separator) return std::nullopt;
    }
    const auto number = ReadDigits(text, &pos);
    if (!number) return std::nullopt;
    numbers[i] = *number;
  }
  if (pos < text.size() && text[pos] != ' ' && text[pos] != 'T') return std::nullopt;
  date.year_first = numbers[0].size == 4;
  const Number& year = date.year_first ? numbers[0] : numbers[2];
  const Number& first = date.year_first ? numbers[1] : numbers[0];
  const Number& second = date.year_first ? numbers[2] : numbers[1];
  if ((year.size != 4 && year.size != 2) || !IsDayOrMonth(first) || !IsDayOrMonth(second))
    return std::nullopt;
  if (first.value > 12 && second.value > 12) return std::nullopt;
  date.year = year.size == 4 ? year.value : year.value + (year.value < kPivot ? 2000 : 1900);
  date.first = first.value;
  date.second = second.value;
  date.first_at = first.at;
  date.first_size = first.size;
  date.second_at = second.at;
  date.second_size = second.size;
  return date;
}

std::optional<int64_t> DayNumber(const WrittenDate& date, bool month_first) {
  const int month = month_first ? date.first : date.second;
  const int day = month_first ? date.second : date.first;
  if (month > 12 || day > DaysInMonth(date.year, month)) return std::nullopt;
  // Days from civil, after Howard Hinnant's chrono-compatible algorithms.
  const int64_t y = date.year - (month <= 2);
  const int64_t era = (y >= 0 ? y : y - 399) / 400;
  const int64_t year_of_era = y - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

std::optional<std::string> WithDay(std::string_view text, const WrittenDate& date, bool month_first,
                                   int64_t day) {
  const size_t year_at = date.year_first ? 0 : date.second_at + date.second_size + 1;
  size_t year_end = year_at;
  while (year_end < text.size() && text[year_end] >= '0' && text[year_end] <= '9') ++year_end;
  if (year_end - year_at != 4) return std::nullopt;
  const std::chrono::year_month_day wanted{std::chrono::sys_days(std::chrono::days(day))};
  const int month_number = static_cast<int>(static_cast<unsigned>(wanted.month()));
  const int day_number = static_cast<int>(static_cast<unsigned>(wanted.day()));
  std::string changed = WithNumbers(text, date, month_first ? month_number : day_number,
                                    month_first ? day_number : month_number);
  const size_t shift = date.year_first ? 0 : changed.size() - text.size();
  return changed.replace(year_at + shift, 4, Padded(static_cast<int>(wanted.year()), 4));
}

std::string SwapDayAndMonth(std::string_view text, const WrittenDate& date) {
  return WithNumbers(text, date, date.second, date.first);
}

bool AreExchanged(std::string_view one, std::string_view other) {
  if (one == other) return false;
  const auto date = ReadWrittenDate(one);
  return date && date->first != date->second && SwapDayAndMonth(one, *date) == other;
}

}  // namespace assay
