// Lasting values: what a group of rows says for a while, one row after the other: a fact that
// changed, and not the same mistake made again and again.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

// The codes of `column`, other than `usual`, whose rows among `rows` (ascending) stand together
// with no other filled row between them, which chance would hardly do. Linear in the rows.
std::vector<uint32_t> LastingValues(std::span<const uint32_t> rows, const EncodedColumn& column,
                                    uint32_t usual);

}  // namespace assay
