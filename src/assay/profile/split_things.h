// Names that several things share: the rows of such a name split into some that agree with one
// another about everything and others that do, too.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

constexpr uint32_t kNoClaim = 0xffffffff;

// For each group of rows whether it splits: a third of its rows, at least two, say something else
// than most about half of the facts or more, at least four, and the same; or twenty rows and 15 %
// do so about two facts or more. What sources get wrong, they get wrong one fact at a time. `facts`
// holds, one a fact, the claim of every row; kNoClaim where it has none.
std::vector<uint8_t> FindSplitGroups(const RowGroups& groups,
                                     std::span<const std::vector<uint32_t>> facts);

}  // namespace assay
