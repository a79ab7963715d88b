// Reads and writes dates by their form; checks them against the calendar.
#include "assay/detect/date_form.h"

#include <tuple>

#include <fmt/format.h>

namespace assay {
namespace {

bool IsLeap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int DaysOf(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[month - 1];
}

bool IsPossible(const DateTime& date) {
  if (date.month < 1 || date.month > 12 || date.day < 1) return false;
  if (date.day > DaysOf(date.year, date.month)) return false;
  return date.hour < 24 && date.minute < 60 && date.second < 60;
}

int* Member(DateTime* date, char unit) {
  switch (unit) {
    case 'Y':
      return &date->year;
    case 'M':
      return &date->month;
    case 'D':
      return &date->day;
    case 'h':
      return &date->hour;
    case 'm':
      return &date->minute;
    default:
      return &date->second;
  }
}

}  // namespace

int Compare(const DateTime& a, const DateTime& b) {
  const auto key = [](const DateTime& d) {
    return std::tuple(d.year, d.month, d.day, d.hour, d.minute, d.second);
  };
  return key(a) < key(b) ? -1 : key(b) < key(a) ? 1 : 0;
}

std::optional<DateForm> DateForm::Parse(std::string_view form) {
  DateForm made;
  made.text_ = form;
  std::string seen;
  for (size_t i = 0; i < form.size();) {
    const char c = form[i];
    if (std::string_view("YMDhms").find(c) == std::string_view::npos) {
      made.parts_.push_back({0, 0, 0, c});
      ++i;
      continue;
    }
    size_t run = 1;
    while (i + run < form.size() && form[i + run] == c) ++run;
    const bool year = c == 'Y';
    if (seen.find(c) != std::string::npos || (year ? run != 2 && run != 4 : run > 2))
      return std::nullopt;
    seen.push_back(c);
    made.parts_.push_back({c, static_cast<int>(run), run == 1 ? 2 : static_cast<int>(run), 0});
    i += run;
  }
  if (seen.empty()) return std::nullopt;
  return made;
}

DateForm::Fit DateForm::Read(std::string_view text, DateTime* date) const {
  DateTime read{2000};  // a leap year, for forms without one
  size_t pos = 0;
  for (const Part& part : parts_) {
    if (part.unit == 0) {
      if (pos == text.size() || text[pos] != part.literal) return Fit::kNone;
      ++pos;
      continue;
    }
    int number = 0, digits = 0;
    for (; digits < part.most && pos < text.size() && text[pos] >= '0' && text[pos] <= '9';
         ++digits) {
      number = number * 10 + (text[pos++] - '0');
    }
    if (digits < part.least) return Fit::kNone;
    if (part.unit == 'Y' && part.most == 2) number += number < 50 ? 2000 : 1900;
    *Member(&read, part.unit) = number;
  }
  if (pos != text.size()) return Fit::kNone;
  *date = read;
  return IsPossible(read) ? Fit::kDate : Fit::kImpossible;
}

std::string DateForm::Write(const DateTime& date) const {
  std::string out;
  DateTime copy = date;
  for (const Part& part : parts_) {
    if (part.unit == 0) {
      out.push_back(part.literal);
      continue;
    }
    int number = *Member(&copy, part.unit);
    if (part.unit == 'Y' && part.most == 2) number %= 100;
    out += fmt::format("{:0{}}", number, part.least);
  }
  return out;
}

bool DateForm::IsDay() const {
  bool month = false, day = false;
  for (const Part& part : parts_) {
    month |= part.unit == 'M';
    day |= part.unit == 'D';
  }
  return month && day;
}

std::optional<std::string> RewriteDate(std::string_view text, const DateForm& form) {
  static const std::vector<DateForm> kUsual = [] {
    std::vector<DateForm> forms;
    for (const std::string_view usual :
         {"YYYY-M-D", "YYYY/M/D", "YYYY.M.D", "YYYYMMDD", "D.M.YYYY", "D-M-YYYY", "M-D-YYYY",
          "D/M/YYYY", "M/D/YYYY", "D.M.YY", "YYYY-MM-DD hh:mm:ss", "YYYY-MM-DDThh:mm:ss",
          "YYYY-MM-DDThh:mm:ssZ"}) {
      forms.push_back(*DateForm::Parse(usual));
    }
    return forms;
  }();
  std::optional<std::string> found;
  for (const DateForm& usual : kUsual) {
    DateTime date;
    if (usual.Read(text, &date) != DateForm::Fit::kDate) continue;
    std::string written = form.Write(date);
    if (found && *found != written) return std::nullopt;
    found = std::move(written);
  }
  return found;
}

}  // namespace assay
