// Thousands, units, times, and values that can't steer a terminal.
#include "numbers.h"

#include <cmath>

#include <fmt/format.h>

#include "assay/base/utf8.h"

namespace assay::cli {

std::string FormatCount(uint64_t count) {
  std::string digits = std::to_string(count);
  for (size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string FormatBytes(double bytes) {
  constexpr const char* kUnits[] = {"B", "kB", "MB", "GB", "TB"};
  size_t unit = 0;
  for (; bytes >= 999.5 && unit + 1 < std::size(kUnits); ++unit) bytes /= 1000;
  const int decimals = unit == 0 || bytes >= 99.95 ? 0 : 1;
  return fmt::format("{:.{}f} {}", bytes, decimals, kUnits[unit]);
}

std::string FormatDuration(double seconds) {
  if (seconds < 9.995) return fmt::format("{:.2f} s", seconds);
  const auto whole = static_cast<uint64_t>(std::llround(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{}:{:02d} min", whole / 60, whole % 60);
  return fmt::format("{}:{:02d}:{:02d} h", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string FormatValue(std::string_view value, size_t most) {
  std::string out;
  size_t points = 0;
  for (size_t at = 0; at < value.size(); ++points) {
    if (points == most) return out + "…";
    char32_t point = DecodeUtf8(value, &at);
    // C0 and C1 controls, and the marks that turn the writing direction around.
    if (point < 0x20) point += 0x2400;
    const bool steers = (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029 ||
                        (point >= 0x202A && point <= 0x202E) ||
                        (point >= 0x2066 && point <= 0x2069);
    AppendUtf8(steers ? 0xFFFD : point, &out);
  }
  return out;
}

}  // namespace assay::cli
