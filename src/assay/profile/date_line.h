// Dates that leave the line of the rows around them, and would not with day and month exchanged.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "assay/profile/date_column.h"

namespace assay {

// The rows of the sample, which must be all rows of the table in their order, whose date is far
// from those of the rows around it, or between rows that rise or fall in days stands out of their
// order, and is in line with day and month exchanged; each with the probability that it is wrong.
// Ascending by row; time is n log n.
std::vector<std::pair<size_t, double>> FindOutOfLine(const DateColumn& column);

}  // namespace assay
