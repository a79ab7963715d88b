// Gathered exceptions: rows of one kind in which a dependency does not hold at all (from one year
// on a rate is given where there was 0 before). Mistakes are strewn among rows that keep it.
#pragma once

#include "assay/profile/dependency.h"
#include "assay/profile/encoded_sample.h"

namespace assay {

// Adds to Dependency::vouched the exceptions of dependencies on numbers that nearly all gather in
// few values of another column, whose rows hardly ever keep the dependency. Linear in rows for each
// such dependency, and for each column that its exceptions share values of; a bounded number of
// times. `sample` is the one that the model was learned from.
void FindGatheredExceptions(const EncodedSample& sample, DependencyModel* model);

}  // namespace assay
