// RateRelations: one number is another times a rate that a column of few kinds names, as a tax is.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

// c = rate · a, with a rate for each value of the column `kind`.
struct RateRelation {
  uint32_t a = 0, kind = 0, c = 0;             // columns
  double unit_a = 0, unit_c = 0;               // of the last digit that the columns write
  std::unordered_map<uint64_t, double> rates;  // by EncodedHash of the kind

  // Whether c is what the rate makes of a, both being rounded to their last digits.
  bool Keeps(double a_value, double rate, double c_value) const;
};

// A pair of numeric columns with the units of their last digits.
struct NumberPair {
  uint32_t a = 0, c = 0;
  double unit_a = 0, unit_c = 0;
};

// For each pair the first column of few kinds, of two different rates at least, that nearly all
// rows keep. Linear in the rows for each pair and such column.
std::vector<RateRelation> FindRateRelations(const EncodedSample& sample,
                                            const std::vector<NumberPair>& pairs);

}  // namespace assay
