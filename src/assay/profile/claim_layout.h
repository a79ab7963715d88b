// The columns of a table in which several sources tell about the same things.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_set>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

// Which columns name the thing, its source, and the facts that sources may disagree about. A thing
// may need two columns to name it, a town and a day, or three: the day, the home and the away team.
struct ClaimLayout {
  std::vector<uint32_t> names;
  uint32_t source = 0;
  std::vector<uint32_t> facts;
  // EntityHash of names that several things share: of them nothing can be believed.
  std::unordered_set<uint64_t> shared_names;
};

// Finds a layout by shape: a text column with few values, each at most once for a value of another
// column, or of two or three others, so that a thing has three sources or more, and two facts or
// more on which its rows mostly agree, one of them not always. None when the table has no such
// columns.
std::optional<ClaimLayout> FindClaimLayout(const EncodedSample& sample);

}  // namespace assay
