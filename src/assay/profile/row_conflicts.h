// Row conflicts: facts that the rows about one thing disagree on, described by all that the table
// says of whom to believe.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "assay/profile/duplicate_rows.h"

namespace assay {

// What tells a mistake from a fact that changed or is no fact of the thing, in this order:
//   0 as many rows say one thing as the other · 1 log of rows on the other side per row on this one
//   · 2 share of the thing's rows on the other side (0 where 0 is set) 3 share of matching pairs
//   that differ in the column · 4 what of it is above a quarter · 5 share of them that are only
//   similar · 6 agreement of matches · 7 log of their number · 8 values tell things apart · 9 only
//   this value is another thing's, too (-1: only the other is) · 10 log of how much more what else
//   the row says goes with the other value 11 changes of the column last, in the order of another
//   one · 12 here it lasts (-1: what was before returns) 13 differences in other columns beyond the
//   usual · 14 the same, mean of the column's conflicts 15 there is a third side · 16 log odds of
//   the match, of the other columns · 17 share of columns that nearly always differ 18 of two
//   rows, how much rarer this one's forms of words are
inline constexpr size_t kConflictFeatures = 19, kEvenSides = 0, kVotes = 1, kDiffering = 3,
                        kAgreement = 6, kCopied = 9, kSupport = 10, kLasts = 12, kBeyond = 13,
                        kThirdSide = 15, kCareless = 18;
using ConflictFeatures = std::array<double, kConflictFeatures>;

struct RowConflict {
  size_t at = 0;                // column of RowTexts
  std::vector<uint32_t> rows;   // of the sample, that say what may be wrong
  std::vector<uint32_t> right;  // rows of the largest other side
  uint32_t thing_rows = 0;      // of the whole cluster
  ConflictFeatures features{};
};

// The conflicts of the clusters in `duplicates`, in a fixed order; both sides where neither is
// larger. Columns that the rows of a thing mostly do not agree on have none. Near-linear time.
std::vector<RowConflict> FindRowConflicts(const EncodedSample& sample, const RowTexts& texts,
                                          const DuplicateRows& duplicates);

}  // namespace assay
