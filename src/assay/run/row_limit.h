// A source that ends after the first rows of another: --sample.
#pragma once

#include <memory>

#include "assay/source/source.h"

namespace assay {

// Hands out the records of `source` whose ordinal is below `rows`.
std::unique_ptr<Source> LimitRows(std::unique_ptr<Source> source, uint64_t rows);

// How many of `wanted` workers, each with a block, hold at most `most_rows` rows together, by the
// first block; the source starts over. Blocks themselves never change: a block of more rows than
// that is a usage error.
Result<uint32_t> WorkersForRows(Source* source, uint64_t most_rows, uint32_t wanted);

}  // namespace assay
