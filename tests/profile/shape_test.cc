// Shapes of values.
#include "assay/profile/shape.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(Shape, KeepsRunsOfShortValues) {
  EXPECT_EQ(ShapeOf("AB-1204"), "AA-9999");
  EXPECT_EQ(ShapeOf("12.5 oz"), "99.9 aa");
  EXPECT_EQ(ShapeOf(""), "");
}

TEST(Shape, KnowsLettersBeyondAscii) {
  EXPECT_EQ(ShapeOf("Größe"), "Aaaaa");
  EXPECT_EQ(ShapeOf("Ñu"), "Aa");
  EXPECT_EQ(ShapeOf("5 €"), "9 €");
  EXPECT_EQ(ShapeOf("\xff"), "\xEF\xBF\xBD");
}

TEST(Shape, WritesRunsOfLongValuesOnce) {
  EXPECT_EQ(ShapeOf("The quick brown fox jumps over 12 dogs."), "Aa a a a a a 9 a.");
}

TEST(Shape, CoarseDropsLengths) {
  EXPECT_EQ(CoarseShape("AA-9999"), "A-9");
  EXPECT_EQ(CoarseShape("99.9 aa"), "9.9 a");
  EXPECT_EQ(CoarseShape("--"), "--");
}

}  // namespace
}  // namespace assay
