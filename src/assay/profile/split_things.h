// Names that several things share: the rows of such a name split into some that agree with one
// another about everything and others that do, too.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

constexpr uint32_t kNoClaim = 0xffffffff;

struct SplitOptions {
  size_t least_facts = 4;    // that the rows say something else about
  double least_share = 0.34;  // of the group's rows: fewer may have copied what is wrong
};

// For each group of rows whether it splits: enough of its rows, at least two, say something else
// than most in half of the facts or more, and the same. What sources get wrong, they get wrong one
// fact at a time. `facts` holds, one a fact, the claim of every row; kNoClaim where it has none.
std::vector<uint8_t> FindSplitGroups(const RowGroups& groups,
                                     std::span<const std::vector<uint32_t>> facts,
                                     const SplitOptions& options);

// The groups without the rows of those that are marked.
RowGroups WithoutGroups(const RowGroups& groups, std::span<const uint8_t> marked);

}  // namespace assay
