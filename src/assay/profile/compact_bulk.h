// CompactBulk: where all but a handful of a column's numbers lie, when nothing lies in between.
#pragma once

#include <optional>

#include "assay/profile/number_range.h"
#include "assay/profile/number_spread.h"

namespace assay {

struct CompactBulk {
  NumberRange range;  // from the least to the greatest number
  double middle = 0;
  double deviation = 0;  // by the quartiles

  // Whether the number is further from the range than this is wide, ten deviations from the middle,
  // and of another size: item numbers and postal codes lie in blocks far from each other, but not
  // that far from zero.
  bool IsFar(double number) const;
};

// The bulk: the numbers within five standard deviations (by the quartiles) of the middle, and small
// tails of it within twelve. Nothing when more than one row in 100 lies elsewhere (one in 50, where
// each is another one and three times as far away as the bulk is wide), or any of them nearer to
// the bulk than the bulk is wide (three times as wide, with a tail): then the column has tails, and
// a far number is no wonder. The column needs 50 rows and three different numbers.
std::optional<CompactBulk> CompactBulkOf(const NumberSpread& spread);

}  // namespace assay
