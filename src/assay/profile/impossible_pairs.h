// Impossible pairs: values of two columns that (almost) never stand in one row though each of them
// is frequent.
#pragma once

#include <cstdint>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

// How often the values of two columns stand together. Codes are those of the sample.
struct PairCounts {
  uint32_t a = 0, b = 0;            // columns
  uint32_t rows = 0;                // with both
  uint32_t kinds_b = 0;             // codes of b
  std::vector<uint32_t> counts;     // by code of a times kinds_b plus code of b
  std::vector<uint8_t> impossible;  // by the same; empty when no pair is

  size_t At(uint32_t code_a, uint32_t code_b) const {
    return static_cast<size_t>(code_a) * kinds_b + code_b;
  }
};

// The counts of all pairs of columns with few values, and which of their pairs are impossible: far
// fewer rows than two independent columns would have, significant among all pairs looked at; most
// such pairs have no row at all, hardly any is merely rare, and the rows that are there are spread
// evenly, as mistakes are and rare things are not. Blank values belong to no pair. Time is linear
// in the rows times the square of such columns (at most 16).
std::vector<PairCounts> FindImpossiblePairs(const EncodedSample& sample);

}  // namespace assay
