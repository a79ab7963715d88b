// NumericRelation: columns that add up, multiply or keep a fixed factor in nearly all rows of a
// sample.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

// c = a + b, c = factor · a · b, or c = factor · a (then b is not used).
struct NumericRelation {
  enum class Kind : uint8_t { kSum, kProduct, kFactor };

  Kind kind = Kind::kSum;
  uint32_t a = 0, b = 0, c = 0;  // columns
  double factor = 1;
  double unit_a = 0, unit_b = 0, unit_c = 0;  // of the last digit that the columns write
  double share = 0;                           // of the rows that keep it
  uint32_t kept = 0, rows = 0;

  double Predict(double a_value, double b_value) const;
  // Whether c is what the relation makes of a and b, all three being rounded to their last digits.
  bool Keeps(double a_value, double b_value, double c_value) const;
  // Whether it is a sum that nearly every row keeps to the last digit.
  bool IsExact() const;
  // Whether c is clearly something else; what lies between is imprecise, not wrong, unless the
  // relation is exact.
  bool Breaks(double a_value, double b_value, double c_value) const;
  // How far c may be from the prediction because of rounding.
  double RoundingOf(double a_value, double b_value) const;
};

// Digits behind the last decimal mark of a number as it is written, at most 12.
size_t WrittenDecimals(std::string_view text, char decimal_mark);

// The relations that nine tenths of the rows keep and that say more than a constant does, the best
// kept first, at most 40. Tries all triples of the first 24 numeric columns on at most 2000 rows.
std::vector<NumericRelation> FindNumericRelations(const EncodedSample& sample);

}  // namespace assay
