// Series: the order and grouping of rows in which a numeric column is smooth (one sensor, one
// quantity of one station), when there is one.
#pragma once

#include <cstdint>
#include <vector>

#include "assay/profile/encoded_sample.h"
#include "assay/profile/time_column.h"

namespace assay {

// The points of one series in order.
struct Series {
  std::vector<uint32_t> rows;  // of the sample
  std::vector<double> values;
};

// All series of a column under one order of its rows, and how smooth they are.
struct SeriesLayout {
  std::vector<Series> series;
  std::vector<uint32_t> keys;  // the columns that tell the series apart, at most two; may be empty
  double roughness = 1e9;      // median step over median distance from the series' median
  bool by_time = false;        // the points of a series are in the order of a date beside them
  bool constant = false;       // a key says what nearly all values of its series are
};

// The values of a column's codes as numbers: plain ones, with a comma for the decimals or with a
// unit behind them; NaN for anything else.
std::vector<double> SeriesNumbers(const EncodedColumn& column);

// The layout in which `column` of the sample, whose codes stand for `numbers`, is smoothest: rows
// as they stand, or within equal values of one or two other columns. A key must make it much
// smoother to be taken, and so must the order of one of `times` that the rows do not stand in.
// Where a key says what nearly all values are, other keys tell no series, and its own are series
// only in time. Time is linear in the rows times the columns.
SeriesLayout SmoothestLayout(const EncodedSample& sample, uint32_t column,
                             const std::vector<double>& numbers,
                             const std::vector<TimeColumn>& times);

}  // namespace assay
