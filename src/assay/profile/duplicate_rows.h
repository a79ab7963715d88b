// Duplicate rows: rows about the same thing that were entered more than once, written somewhat
// differently.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "assay/profile/row_texts.h"

namespace assay {

struct DuplicateRows {
  // Rows of the sample, ascending; two or more in each cluster.
  std::vector<std::vector<uint32_t>> clusters;
  // By column of RowTexts: the share of matching pairs whose values differ.
  std::vector<double> differing;
  std::vector<double> unequal;  // the same for values that differ or are similar only
  // By column and Agreement: how much more often matching pairs agree so than others; log ratios.
  std::vector<std::array<double, 4>> weights;
  // How far the matches agree beyond their names: mean over the columns of the share of differences
  // between random rows that is gone between matching ones.
  double agreement = 0;
  uint32_t pairs = 0;  // that the figures come from
};

// Finds them in near-linear time: rows that share a rare word or code are compared column by
// column, and the pairs are told apart into matches and others by their pattern of agreement
// (Fellegi and Sunter 1969; probabilities by expectation maximisation). Nothing is found in tables
// whose alike rows are different things: variants, series, versions. They repeat their names as
// they are, while what was entered twice is spelled in two ways; and
// rows whose names have each a usual word that the other lacks are two things.
DuplicateRows FindDuplicateRows(const EncodedSample& sample, const RowTexts& texts);

}  // namespace assay
