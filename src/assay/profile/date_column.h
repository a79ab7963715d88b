// DateColumn: the dates of a column, the order of day and month that most of them have, and what
// explains those of the other order.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "assay/profile/encoded_sample.h"
#include "assay/profile/written_date.h"

namespace assay {

// A column of dates, read in the order that most of its clear dates have.
struct DateColumn {
  uint32_t column = 0;
  bool year_first = false;
  bool month_first = false;
  uint32_t clear = 0, against = 0;  // dates that can be read in one way; those of the other order
  int64_t group = -1;               // the column that tells who writes the other order; -1: none
  std::unordered_map<uint64_t, uint32_t>
      other_order;                                // EncodedHash of such a value → its clear dates
  std::vector<std::optional<WrittenDate>> dates;  // by row of the sample
  std::vector<std::optional<int64_t>> days;       // as the column reads them
  std::vector<std::optional<int64_t>>
      swapped_days;  // with day and month exchanged; none if that changes nothing
  int64_t earliest = INT64_MIN, latest = INT64_MAX;  // days between which nearly all dates lie
  double span_confidence = 0;  // that a date beyond, which lies between when exchanged, is wrong
};

// The day that the date means when day and month are exchanged; nothing when that changes nothing.
std::optional<int64_t> SwappedDay(const WrittenDate& date, bool month_first);

// Reads the column; nothing when it holds no dates or does not show their order.
std::optional<DateColumn> ReadDateColumn(const EncodedSample& sample, uint32_t at);

// Finds a column whose values explain the dates of the other order: one branch writes the month
// first.
void LearnWriters(const EncodedSample& sample, DateColumn* dates);

// Learns the span of the column's days: that of one term, say. A wide one says nothing, because an
// exchange does not leave it.
void LearnSpan(DateColumn* column);

}  // namespace assay
