// TimeColumn: when each row was measured.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "assay/profile/encoded_sample.h"
#include "assay/profile/ordered_columns.h"

namespace assay {

struct TimeColumn {
  uint32_t column = 0;
  std::vector<double> moments;  // of each row, in days since 1970-01-01; NaN: none
};

// Days since 1970-01-01, the time of day as their fraction: "2024-02-05T10:30", "05/02/2024
// 10:30:15", "5-Feb-24 10:30 PM", "2024 02 05 1030". NaN for a value that is no date of that kind.
double MomentOf(std::string_view text, LineKind kind);

// The columns of the sample that hold dates, or seconds or milliseconds since 1970; at most four. A
// column of clocks adds the time of day to days that have none, or is the time of a single day.
std::vector<TimeColumn> TimeColumnsOf(const EncodedSample& sample);

}  // namespace assay
