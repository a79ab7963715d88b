// Exceptions to a dependency that are of a kind of their own: a value that is no group's usual one
// and stands alike in many, as the fuel of a converted car is no model's. A slip copies a value
// that is usual elsewhere, or is a rare spelling.
#pragma once

#include "assay/profile/dependency.h"
#include "assay/profile/group_respeller_internal.h"

namespace assay {

// The codes of such values of `column`. Linear in the rows.
ValueIndex ExceptionalValues(const DeterminantGroups& grouping,
                             const std::vector<DependencyGroup>& by_group,
                             const EncodedColumn& column);

}  // namespace assay
