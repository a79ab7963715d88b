// Vouched exceptions: values that break a dependency while another column of the row says that they
// are right (another aircraft flies today, and the number of seats is that aircraft's).
#pragma once

#include "assay/profile/dependency.h"
#include "assay/profile/encoded_sample.h"

namespace assay {

// Fills Dependency::vouched of every dependency whose exceptions are nearly all vouched for by one
// and the same other column that determines the right side: mistakes hit cells one at a time, facts
// change together. Linear in rows for each dependency, and in its exceptions for each other one
// with the same right side. `sample` is the one that the model was learned from.
void FindVouchedExceptions(const EncodedSample& sample, DependencyModel* model);

}  // namespace assay
