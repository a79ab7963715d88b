// Look-ups in the registry.
#include "assay/detect/registry.h"

namespace assay {

const DetectorType* FindDetectorType(std::string_view name) {
  for (const DetectorType* type : AllDetectorTypes()) {
    if (type->name == name) return type;
  }
  return nullptr;
}

std::vector<std::string> DetectorTypeNames() {
  std::vector<std::string> names;
  for (const DetectorType* type : AllDetectorTypes()) names.emplace_back(type->name);
  return names;
}

}  // namespace assay
