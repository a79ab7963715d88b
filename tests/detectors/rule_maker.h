// Makes the detector of a rule from its type and parameters as they stand in a pack.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "assay/detect/registry.h"

namespace assay {

inline std::unique_ptr<ValueDetector> MakeRule(std::string_view type_name, std::string_view yaml) {
  const DetectorType* type = FindDetectorType(type_name);
  if (type == nullptr || type->make_value == nullptr) {
    ADD_FAILURE() << "no value rule '" << type_name << "'";
    return nullptr;
  }
  Params params = DefaultParams(type->params);
  if (!yaml.empty()) {
    const auto document = ParseYaml(yaml, "rule");
    EXPECT_TRUE(document) << document.error().message;
    auto parsed = ParseParams(*document, document->root, type->params, {});
    EXPECT_TRUE(parsed) << parsed.error().message;
    params = *std::move(parsed);
  }
  std::string reason;
  auto made = type->make_value(params, {}, &reason);
  EXPECT_TRUE(made) << made.error().message;
  return *std::move(made);
}

}  // namespace assay
