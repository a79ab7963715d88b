// A time of day as it stands in a cell.
#pragma once

#include <string_view>

namespace assay {

// The share of the day that a clock of at least hours and minutes shows: "10:30:15.2",
// "18.00.00", "0730", "6:00 PM". All have two digits, but for hours before a colon. What stands
// behind it does not matter. NaN for what is no clock.
double ReadClock(std::string_view text);

}  // namespace assay
