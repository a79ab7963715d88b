// A counter that stands still for a time: its repetitions are no copies.
#pragma once

#include <cstdint>
#include <vector>

#include "assay/profile/encoded_sample.h"
#include "assay/profile/time_column.h"

namespace assay {

// Whether the numbers of column `at`, in the order of another one of `times`, hardly ever turn, and
// nearly all that repeat do so side by side: a total that does not rise on some days. Takes
// O(n log n) time in the rows.
bool IsStillCounter(const EncodedSample& sample, uint32_t at, const std::vector<TimeColumn>& times);

}  // namespace assay
