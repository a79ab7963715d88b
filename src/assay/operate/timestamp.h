// Times as logs, audit lines, manifests and directories of the day write them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "assay/base/result.h"

namespace assay {

// "2026-11-24T08:55:49.123456Z": UTC, RFC 3339, always microseconds.
std::string UtcTimestamp(int64_t micros);

// Reads what UtcTimestamp writes; the fraction may be absent. Anything else is a usage error.
Result<int64_t> ParseUtcTimestamp(std::string_view text);

// "2026-11-24 08:55:49,123": local time, as Python's logging writes asctime.
std::string LogTimestamp(int64_t micros);

// "2026-11-24" or "20261124" in local time: the two names a day's directory may have.
std::string DashedDate(int64_t micros);
std::string CompactDate(int64_t micros);

// Midnight UTC of "2026-11-24" or "20261124", in microseconds; a usage error for no such day.
Result<int64_t> ParseDate(std::string_view text);

inline constexpr int64_t kMicrosPerSecond = 1'000'000;
inline constexpr int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;

}  // namespace assay
