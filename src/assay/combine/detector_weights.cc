// Reads weights.json.
#include "assay/combine/detector_weights.h"

#include <fmt/format.h>

#include "assay/base/config_value.h"

namespace assay {
namespace {

constexpr std::string_view kKeys[] = {"schema_version", "sources", "methods", "detectors"};
constexpr std::string_view kWeightKeys[] = {"weight", "found", "hits"};

using Weights = std::map<std::string, double, std::less<>>;

Status ReadWeights(const ConfigDocument& document, std::string_view key, Weights* weights) {
  const ConfigNode* node = document.root.Find(key);
  if (node == nullptr) {
    return ErrorAt(
        document, document.root.mark,
        fmt::format("the key '{}' is missing; `assay evaluate --write-weights` makes this file",
                    key));
  }
  ASSAY_TRY_STATUS(CheckMap(document, *node, key));
  for (const ConfigNode::Member& member : node->members) {
    ASSAY_TRY_STATUS(CheckMap(document, member.value, member.key));
    ASSAY_TRY_STATUS(CheckKeys(document, member.value, kWeightKeys, "a weight"));
    const ConfigNode* weight = member.value.Find("weight");
    if (weight == nullptr) return ErrorAt(document, member.mark, "the key 'weight' is missing");
    ASSAY_TRY((*weights)[member.key], ReadNumberBetween(document, *weight, "weight", 0, 1));
  }
  return {};
}

}  // namespace

Result<DetectorWeights> DetectorWeights::Read(const ConfigDocument& document) {
  ASSAY_TRY_STATUS(CheckMap(document, document.root, ""));
  ASSAY_TRY_STATUS(CheckKeys(document, document.root, kKeys, "a file of weights"));
  DetectorWeights weights;
  ASSAY_TRY_STATUS(ReadWeights(document, "methods", &weights.methods_));
  ASSAY_TRY_STATUS(ReadWeights(document, "detectors", &weights.detectors_));
  weights.sha256_ = document.sha256;
  return weights;
}

double DetectorWeights::Of(std::string_view detector, Method method) const {
  if (const auto found = detectors_.find(detector); found != detectors_.end()) return found->second;
  if (const auto found = methods_.find(MethodName(method)); found != methods_.end())
    return found->second;
  return 1;
}

}  // namespace assay
