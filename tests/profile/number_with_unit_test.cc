// Splitting a number from its unit: letters that count parts are no unit.
#include "assay/profile/number_with_unit.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(NumberWithUnit, SplitsUnits) {
  NumberWithUnit parts;
  ASSERT_TRUE(SplitUnit("12.0 oz", &parts));
  EXPECT_EQ(parts.number, "12.0");
  EXPECT_EQ(parts.unit, "oz");
  EXPECT_TRUE(SplitUnit("75g", &parts));
  EXPECT_TRUE(SplitUnit("80 m", &parts));
  ASSERT_TRUE(SplitUnit("12.0 oz.", &parts));
  EXPECT_EQ(parts.number, "12.0");
  EXPECT_EQ(parts.unit, "oz.");
  ASSERT_TRUE(SplitUnit("0.05%", &parts));
  EXPECT_EQ(parts.unit, "%");
  ASSERT_TRUE(SplitUnit("$ 40", &parts));
  EXPECT_EQ(parts.number, "40");
}

TEST(NumberWithUnit, LeavesCodesAlone) {
  NumberWithUnit parts;
  for (const char* other :
       {"12", "", "12A", "A12", "oz", "1-2", "12 oz of rye and wheat", "3.", "-"}) {
    EXPECT_FALSE(SplitUnit(other, &parts)) << other;
  }
}

TEST(NumberWithUnit, HousesAndPlatformsHaveNoUnit) {
  NumberWithUnit parts;
  for (const char* value : {"12a", "3b", "4 e", "8A"})
    EXPECT_FALSE(SplitUnit(value, &parts)) << value;
}

}  // namespace
}  // namespace assay
