// Reads hours, minutes and seconds, run together or behind colons or dots, and the half of the day.
#include "assay/profile/clock_time.h"

#include <limits>
#include <optional>

#include "assay/base/ascii.h"

namespace assay {
namespace {

constexpr int kMinutesADay = 24 * 60;

// Reads two digits at the start.
std::optional<int> ReadTwoDigits(std::string_view* text) {
  if (text->size() < 2 || !IsDigit((*text)[0]) || !IsDigit((*text)[1])) return std::nullopt;
  const int number = ((*text)[0] - '0') * 10 + ((*text)[1] - '0');
  text->remove_prefix(2);
  return number;
}

// Two digits, or one before a colon.
std::optional<int> ReadHours(std::string_view* text) {
  const bool has_one = text->size() >= 2 && (*text)[1] == ':' && IsDigit(text->front());
  if (!has_one) return ReadTwoDigits(text);
  const int hours = text->front() - '0';
  text->remove_prefix(1);
  return hours;
}

void SkipMark(std::string_view* text) {
  if (!text->empty() && (text->front() == ':' || text->front() == '.')) text->remove_prefix(1);
}

// Minutes that "AM" or "PM" add to a clock of twelve hours.
int HalfOfDay(std::string_view behind, int minutes) {
  if (!behind.empty() && behind.front() == ' ') behind.remove_prefix(1);
  if (behind.size() < 2 || (behind[1] | 0x20) != 'm') return 0;
  const bool twelve = minutes >= kMinutesADay / 2;
  if ((behind[0] | 0x20) == 'p' && !twelve) return kMinutesADay / 2;
  if ((behind[0] | 0x20) == 'a' && twelve) return -kMinutesADay / 2;
  return 0;
}

}  // namespace

double ReadClock(std::string_view text) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const auto hours = ReadHours(&text);
  SkipMark(&text);
  const auto minutes = ReadTwoDigits(&text);
  if (!hours || !minutes || *hours > 24 || *minutes > 59) return kNone;
  SkipMark(&text);
  const int seconds = ReadTwoDigits(&text).value_or(0);
  int all = *hours * 60 + *minutes;
  all += HalfOfDay(text, all);
  return (all + seconds / 60.0) / kMinutesADay;
}

}  // namespace assay
