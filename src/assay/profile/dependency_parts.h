// A dependency model taken apart into models that share no column.
#pragma once

#include <vector>

#include "assay/profile/dependency.h"

namespace assay {

// Models whose dependencies touch no column of one another's, so that nothing that one says of a
// row bears on what another says. Each has room for all columns, but knows only its own; the order
// of dependencies stays. The model must have been prepared (PrepareWeights).
std::vector<DependencyModel> SplitModel(DependencyModel model);

}  // namespace assay
