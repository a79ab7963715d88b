// WrittenDate: a date of three numbers as it stands in a cell, before it is known which is the day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {

// "03/04/2021 10:15" or "2021-03-04": the year and two numbers of which one is the month.
struct WrittenDate {
  int year = 0;
  int first = 0;  // the number that stands before the other one
  int second = 0;
  bool year_first = false;
  char separator = '/';
  uint32_t first_at = 0, first_size = 0;  // where the numbers stand in the text
  uint32_t second_at = 0, second_size = 0;

  // Whether it can be read in one way only: a number above 12 is no month.
  bool IsClear() const { return first > 12 || second > 12; }
  // Whether it is clear, and not in the order that `month_first` says.
  bool HasOtherOrder(bool month_first) const { return IsClear() && (second > 12) != month_first; }
  bool operator==(const WrittenDate&) const = default;
};

// Reads a date at the start of `text`; a time of day may follow behind a blank or 'T'. Numbers are
// 1 to 31 and not both above 12; the year has four digits, or two when it stands last (1970 to
// 2069). Nothing when the text is no such date.
std::optional<WrittenDate> ReadWrittenDate(std::string_view text);

// Which number stands first in dates, as far as they tell: one above 12 is no month.
struct DayOrder {
  uint64_t day_first = 0, month_first = 0;  // rows

  void Add(const WrittenDate& date, uint64_t rows) {
    day_first += date.first > 12 ? rows : 0;
    month_first += date.second > 12 ? rows : 0;
  }
  uint64_t clear() const { return day_first + month_first; }
  bool IsMonthFirst() const { return month_first > day_first; }
};

// Days since 1970-01-01 of the date when `month_first` says which number is the month; nothing when
// there is no such day.
std::optional<int64_t> DayNumber(const WrittenDate& date, bool month_first);

// The text with the date that is so many days after 1970-01-01 in the place of `date`, which stands
// in it; nothing when the year has two digits.
std::optional<std::string> WithDay(std::string_view text, const WrittenDate& date, bool month_first,
                                   int64_t day);

// The text with the two numbers exchanged, each with as many digits as the other had.
std::string SwapDayAndMonth(std::string_view text, const WrittenDate& date);

// Whether both are dates, different ones, and one is the other with day and month exchanged.
bool AreExchanged(std::string_view one, std::string_view other);

}  // namespace assay
