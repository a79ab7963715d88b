// Signs by which a broken dependency is clear where the features of the blamed cell are not: kinds
// of tables of which a regression has seen few.
#pragma once

#include <cstdint>
#include <string_view>

#include "assay/profile/dependency.h"
#include "assay/profile/dependency_vote.h"

namespace assay {

// The least confidence that a filled cell with the value and the code `own` is wrong, by the
// clearest sign; 0 without one. `predicted`: the value that the dependencies name.
double ConfidenceBySigns(const DependencyModel& model, const DependencyBlame& blame, uint32_t own,
                         std::string_view value, std::string_view predicted);

}  // namespace assay
