// Joint blanks: columns that are left out together, so that a gap in one is meant where the other
// has one, too.
#pragma once

#include <cstdint>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

// Another column, and by how much a blank in it lowers the odds that a blank beside it is a
// mistake: its share of blanks, against that share where both could be.
struct JointBlank {
  uint32_t column = 0;
  double odds = 1;
};

// By column: the columns whose blanks go along with its own, those with the lowest odds first; at
// most four. Columns that are mostly blank have none.
std::vector<std::vector<JointBlank>> FindJointBlanks(const EncodedSample& sample);

}  // namespace assay
