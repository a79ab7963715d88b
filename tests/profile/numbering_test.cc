// Numbering: the things of a series are no spellings of one another; slips are.
#include "assay/profile/numbering.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(Numbering, TellsThingsOfASeriesApart) {
  EXPECT_TRUE(DifferInNumbering("Lower Cow Lake A", "Lower Cow Lake D"));
  EXPECT_TRUE(DifferInNumbering("91696", "91697"));
  EXPECT_TRUE(DifferInNumbering("Route 7", "Route 12"));
  EXPECT_TRUE(DifferInNumbering("1 of 3, north", "2 of 3, north"));
  EXPECT_TRUE(DifferInNumbering("12a", "12b"));
  EXPECT_TRUE(DifferInNumbering("UnitA", "UnitB"));
}

TEST(Numbering, LeavesSlipsAlone) {
  EXPECT_FALSE(DifferInNumbering("School", "School"));
  EXPECT_FALSE(DifferInNumbering("School", "Schooi"));
  EXPECT_FALSE(DifferInNumbering("KIEL", "KIEI"));
  EXPECT_FALSE(DifferInNumbering("9169x", "91697"));
  EXPECT_FALSE(DifferInNumbering("Route 7", "Rouet 7"));
  EXPECT_FALSE(DifferInNumbering("Lake", "Lake 2"));
  EXPECT_FALSE(DifferInNumbering("", "7"));
  EXPECT_FALSE(DifferInNumbering("Lake 7 A", "Lake 7 4"));
}

}  // namespace
}  // namespace assay
