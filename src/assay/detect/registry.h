// The registry: every DetectorType of the program, from a generated array (cmake/Detectors.cmake).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/detect/detector_type.h"

namespace assay {

std::span<const DetectorType* const> AllDetectorTypes();

// The type of that name, or null.
const DetectorType* FindDetectorType(std::string_view name);

std::vector<std::string> DetectorTypeNames();

}  // namespace assay
