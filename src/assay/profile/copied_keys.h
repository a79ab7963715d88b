// Copied keys: how likely a column that tells rows apart repeats values because they were copied.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "assay/profile/encoded_sample.h"
#include "assay/profile/key_sequence.h"

namespace assay {

// What a column's repetitions look like.
struct KeyFeatures {
  double unique = 0;  // share of filled rows with a unique value
  double chance = 0;  // share of the equal pairs that chance alone would make, at most 1
  // Of rows with equal values over columns that identify nothing (over all where there are none),
  // beyond that of any two rows; 0 to 0.6.
  double agreement = 0;
  double shared_key = 0;    // share of pairs of such rows that share another identifying value
  bool nearby = false;      // they are within a tenth of the table
  double beside = 0;        // share of the pairs that stand side by side
  double largest = 0;       // share of the repeated rows that the most frequent value has
  bool sequence = false;    // the column has an order that tells some repeated rows apart
  bool text = false;        // values without digits
  bool identifier = false;  // long hexadecimal codes
  bool proven = false;      // a sequence of the table shows copies
};

// The probability that the equal values of the column, but for one of each, are copies. Logistic
// regression; bench/quality/fit_keys.py learns the weights.
double CopyProbability(const KeyFeatures& features);

// The share of filled rows whose value no other row has.
double UniqueShare(const EncodedColumn& column);

// Fills all but `proven` and `sequence`. `repeated` are the codes that count as repeated; not
// empty. `shares` holds UniqueShare of each column.
KeyFeatures DescribeKey(const EncodedSample& sample, uint32_t at, const std::vector<double>& shares,
                        const std::vector<uint32_t>& repeated);

}  // namespace assay
