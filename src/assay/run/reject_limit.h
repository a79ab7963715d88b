// A source that ends with an error at the first record too many that is no row:
// error_handling.continue_on_error: false.
#pragma once

#include <cstdint>
#include <memory>

#include "assay/source/source.h"

namespace assay {

// Hands out the blocks of `source` while the records that were rejected so far, in the input's
// order, are no more than `most_rejects`. The next one is an input error that names its place and
// its reason: the same one for any number of threads.
std::unique_ptr<Source> StopAtRejects(std::unique_ptr<Source> source, uint64_t most_rejects);

}  // namespace assay
