// Calendar arithmetic over <chrono>; local time through the system's zone.
#include "assay/operate/timestamp.h"

#include <algorithm>
#include <chrono>
#include <ctime>

#include <fmt/format.h>

#include "assay/base/ascii.h"

namespace assay {
namespace {

std::tm LocalTime(int64_t micros) {
  const auto seconds = static_cast<std::time_t>(micros / kMicrosPerSecond);
  std::tm parts{};
  localtime_r(&seconds, &parts);
  return parts;
}

std::tm UtcTime(int64_t micros) {
  const auto seconds = static_cast<std::time_t>(micros / kMicrosPerSecond);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return parts;
}

bool IsDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

int Number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

}  // namespace

std::string UtcTimestamp(int64_t micros) {
  const std::tm t = UtcTime(micros);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", t.tm_year + 1900, t.tm_mon + 1,
                     t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, micros % kMicrosPerSecond);
}

std::string LogTimestamp(int64_t micros) {
  const std::tm t = LocalTime(micros);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02},{:03}", t.tm_year + 1900, t.tm_mon + 1,
                     t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, micros % kMicrosPerSecond / 1000);
}

std::string DashedDate(int64_t micros) {
  const std::tm t = LocalTime(micros);
  return fmt::format("{:04}-{:02}-{:02}", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday);
}

std::string CompactDate(int64_t micros) {
  const std::tm t = LocalTime(micros);
  return fmt::format("{:04}{:02}{:02}", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday);
}

Result<int64_t> ParseDate(std::string_view text) {
  const Error wrong =
      UsageError(fmt::format("found '{}', expected a date such as 2026-11-24 or 20261124", text));
  std::string digits(text);
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') std::erase(digits, '-');
  if (digits.size() != 8 || !IsDigits(digits)) return wrong;
  const std::string_view view = digits;
  const std::chrono::year_month_day day{
      std::chrono::year(Number(view.substr(0, 4))),
      std::chrono::month(static_cast<unsigned>(Number(view.substr(4, 2)))),
      std::chrono::day(static_cast<unsigned>(Number(view.substr(6, 2))))};
  if (!day.ok()) return wrong;
  return std::chrono::sys_days(day).time_since_epoch().count() * kMicrosPerDay;
}

Result<int64_t> ParseUtcTimestamp(std::string_view text) {
  const Error wrong =
      UsageError(fmt::format("found '{}', expected a time such as 2026-11-24T08:55:49Z", text));
  if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
      text.back() != 'Z')
    return wrong;
  ASSAY_TRY(const int64_t day, ParseDate(text.substr(0, 10)));
  const std::string_view hour = text.substr(11, 2), minute = text.substr(14, 2),
                         second = text.substr(17, 2);
  if (!IsDigits(hour) || !IsDigits(minute) || !IsDigits(second)) return wrong;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return wrong;
  std::string fraction(text.substr(19, text.size() - 20));
  if (!fraction.empty()) {
    if (fraction[0] != '.' || !IsDigits(std::string_view(fraction).substr(1)) ||
        fraction.size() > 7)
      return wrong;
    fraction.erase(0, 1);
  }
  fraction.resize(6, '0');
  const int64_t seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return day + seconds * kMicrosPerSecond + Number(fraction);
}

}  // namespace assay
