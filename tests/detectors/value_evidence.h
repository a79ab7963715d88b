// What a value detector says of one value of a column whose profile a test makes.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include "assay/detect/registry.h"
#include "assay/profile/table_profile.h"

namespace assay {

// Nothing if the value is left alone.
inline std::optional<Evidence> EvidenceOn(std::string_view type_name, const ColumnProfile& column,
                                          std::string_view value) {
  const TableProfile table;
  DetectorContext context;
  context.profile = &column;
  context.table = &table;
  std::string reason;
  const auto detector = FindDetectorType(type_name)->make_value(Params(), context, &reason);
  EXPECT_TRUE(detector && *detector) << reason;
  if (!(*detector)->Flags(value)) return std::nullopt;
  return (*detector)->Explain(value);
}

}  // namespace assay
