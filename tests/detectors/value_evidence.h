// What a value detector says of one value of a column whose profile a test makes.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "assay/detect/registry.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/table_profile.h"

namespace assay {

// The detector for a column that stands in a table without others; null, with the reason, where it
// has nothing to say.
inline std::unique_ptr<ValueDetector> DetectorOn(std::string_view type_name,
                                                 const ColumnProfile& column, std::string* reason) {
  static const TableProfile table;
  static const EncodedSample sample;
  DetectorContext context;
  context.profile = &column;
  context.table = &table;
  context.sample = &sample;
  auto detector = FindDetectorType(type_name)->make_value(Params(), context, reason);
  EXPECT_TRUE(detector);
  return std::move(*detector);
}

// Nothing if the value is left alone.
inline std::optional<Evidence> EvidenceOn(std::string_view type_name, const ColumnProfile& column,
                                          std::string_view value) {
  std::string reason;
  const auto detector = DetectorOn(type_name, column, &reason);
  EXPECT_TRUE(detector) << reason;
  if (!detector->Flags(value)) return std::nullopt;
  return detector->Explain(value);
}

}  // namespace assay
