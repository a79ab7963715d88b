// Errors of a rule's parameters, at their place in the pack.
#pragma once

#include <string>
#include <string_view>

#include "assay/detect/detector_type.h"

namespace assay {

// A usage error at the parameter `name` ("any_of", or an item as "any_of[2]"), or at the rule when
// the parameter was not given; without a place when the parameters were read from no file.
Error ParamError(const DetectorContext& context, const Params& params, std::string_view name,
                 std::string_view message);

}  // namespace assay
