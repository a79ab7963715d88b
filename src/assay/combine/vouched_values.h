// Vouching: what other columns say for a value that a detector doubts because it is rare.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "assay/detect/detector.h"
#include "assay/profile/derived_column.h"
#include "assay/profile/encoded_sample.h"

namespace assay {

// The detector without its verdicts on values for which another column vouches: nearly all rows of
// the value lie in groups of three rows or more that are equal in that column and have the value
// too. A slip does not gather in such groups. Values of one shape may gather together, then in two
// groups or more. A value of a derived column is vouched for by the cells that spell it out in all
// of its rows. `column` is the detector's; time is linear in the rows of the doubted values, for
// each column.
std::unique_ptr<ValueDetector> WithoutVouchedValues(std::unique_ptr<ValueDetector> detector,
                                                    const EncodedSample& sample,
                                                    const std::vector<DerivedColumn>& derived,
                                                    uint32_t column);

}  // namespace assay
