// Ordered columns: pairs of numbers or dates of a row of which one is not above the other (start
// and end, least and most, price and list price).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

// How the values of a column are put on a line.
enum class LineKind : uint8_t { kNone, kNumber, kCommaNumber, kDayFirst, kMonthFirst };

inline bool IsNumbers(LineKind kind) {
  return kind == LineKind::kNumber || kind == LineKind::kCommaNumber;
}

// A number, or days since 1970-01-01; NaN for a value that is none.
double PlaceOnLine(std::string_view value, LineKind kind);

// How nearly all of a column's values are put on a line; kNone when they are not, or are too few.
LineKind LineKindOf(const EncodedColumn& column);

// `low` <= `high` in nearly all rows, which is no chance.
struct OrderedPair {
  uint32_t low = 0, high = 0;  // columns
  LineKind kind = LineKind::kNone;
  uint32_t rows = 0, kept = 0;             // sampled rows with both values; those in order
  double usual_least = 0, usual_most = 0;  // high - low in nine of ten rows that keep it
};

// Finds the pairs in a sample. Two columns that were drawn on their own must break the order far
// more often, and its breaks must not be the rim of a smooth distribution of differences. Pairs
// that follow from two others are kept: they tell which value is wrong.
std::vector<OrderedPair> FindOrderedPairs(const EncodedSample& sample);

}  // namespace assay
