// Dates that name the month, or have blanks between their numbers.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// The text with a date at its start as ReadWrittenDate reads it: "20-Mar-22 10:00" becomes
// "20-03-22 10:00" (the day first), "2020 10 01 0000" becomes "2020-10-01 0000". Any other text is
// returned as it is. Months in English, German, French, Spanish, Italian and Dutch.
std::string DateInNumbers(std::string_view text);

}  // namespace assay
