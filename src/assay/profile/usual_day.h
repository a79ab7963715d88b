// UsualDay: dates that nearly all lie on one day of the month (the first); where day and month are
// exchanged, that number stands as the month.
#pragma once

#include <cstdint>
#include <optional>

#include "assay/profile/date_column.h"

namespace assay {

struct UsualDay {
  int day = 0;
  uint32_t rows = 0, dated = 0;  // that lie on it; that hold a date
  double confidence = 0;         // that a date which lies on it when exchanged was exchanged
};

// Learns it from the column. Dates of the month with that number on other days up to the 12th must
// be more than its later days, and the other months, lead to expect; the excess is exchanged.
std::optional<UsualDay> LearnUsualDay(const DateColumn& column);

}  // namespace assay
