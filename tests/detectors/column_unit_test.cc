// column_unit: several spellings of one unit make it surer; the plural of a word is no spelling.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "assay/detect/registry.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

double ConfidenceOn(const std::vector<std::pair<std::string, uint64_t>>& values) {
  ColumnProfile column;
  for (const auto& [text, count] : values) {
    column.values.push_back({text, count});
    column.rows += count;
  }
  DetectorContext context;
  context.profile = &column;
  std::string reason;
  const auto made = FindDetectorType("column_unit")->make_column(Params(), context, &reason);
  EXPECT_TRUE(made && *made) << reason;
  const auto evidence = (*made)->Check();
  EXPECT_TRUE(evidence);
  return evidence->confidence;
}

TEST(ColumnUnit, IsSureOfOneUnitInSeveralSpellings) {
  EXPECT_GT(ConfidenceOn({{"12 oz", 40}, {"12 ounce", 20}, {"16 oz", 30}, {"16 ounce", 10}}), 0.8);
}

TEST(ColumnUnit, CapitalsAreNoOtherSpelling) {
  EXPECT_LT(ConfidenceOn({{"12 oz", 40}, {"12 OZ", 20}, {"16 oz", 30}, {"16 OZ", 10}}), 0.5);
}

TEST(ColumnUnit, TheWordForOneAndTheWordForSeveralAreOneSpelling) {
  EXPECT_LT(ConfidenceOn({{"1 year", 40}, {"2 years", 40}, {"5 years", 20}}), 0.5);
}

}  // namespace
}  // namespace assay
