// A source that ends after the first rows of another: --sample.
#pragma once

#include <memory>

#include "assay/source/source.h"

namespace assay {

// Hands out the records of `source` whose ordinal is below `rows`.
std::unique_ptr<Source> LimitRows(std::unique_ptr<Source> source, uint64_t rows);

}  // namespace assay
