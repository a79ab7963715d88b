// DateParts: columns that repeat a part of a date beside them (its weekday, week, month, quarter),
// in whatever words, and so tell in which order day and month are meant.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "assay/profile/date_column.h"
#include "assay/profile/encoded_sample.h"

namespace assay {

enum class DatePart : uint8_t {
  kWeekday,
  kQuarter,
  kMonth,
  kWeek,
  kYearQuarter,
  kYearMonth,
  kYearWeek,
};

// The number of the part that the day (since 1970-01-01) lies in. Weeks and their years are those
// of ISO 8601.
int64_t PartOf(int64_t day, DatePart part);

// A column whose value follows from a part of the date in nearly all rows.
struct PartColumn {
  uint32_t column = 0;
  DatePart part = DatePart::kMonth;
  std::unordered_map<int64_t, uint64_t> usual;  // number of the part → EncodedHash of the value
  uint32_t rows = 0, kept = 0;  // with a date and a value; of them with the usual value
  double confidence = 0;        // that a date which breaks it as written and keeps it exchanged is
};

// Finds the columns in a sample; most telling first. The words for the parts are learned from rows.
std::vector<PartColumn> FindPartColumns(const EncodedSample& sample, const DateColumn& dates);

}  // namespace assay
