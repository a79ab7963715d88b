// fixed_phrases: what is kept of phrases, and which words stand in one.
#include "assay/profile/fixed_phrases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay {
namespace {

using testing::ElementsAre;

TEST(FixedPhrases, KeepThoseWhoseRowsAgreeByChance) {
  const std::vector<std::string> brand = {"red", "tape", "belt"}, plain = {"red", "shirt"};
  const std::vector<std::string> few = {"red", "lane"}, often = {"old", "grey"};
  FixedPhrases phrases;
  for (int row = 0; row < 10; ++row) {
    phrases.Count(brand, 0, row < 2, 0.1);
    phrases.Count(plain, 0, row < 4, 0.1);
    phrases.Count(often, 1, row < 4, 0.4);
    if (row < 4) phrases.Count(few, 0, false, 0.1);
  }
  phrases.Finish();
  EXPECT_TRUE(phrases.Holds(brand, 0));
  EXPECT_FALSE(phrases.Holds(brand, 1)) << "'tape' is no word of a value";
  EXPECT_FALSE(phrases.Holds(plain, 0));
  EXPECT_FALSE(phrases.Holds(few, 0));
  EXPECT_TRUE(phrases.Holds(often, 1)) << "four of ten rows are grey anyway";
  EXPECT_THAT(phrases.Without({"red", "tape", "red", "shirt"}),
              ElementsAre("tape", "red", "shirt"));
}

TEST(FixedPhrases, ANeighbourOnOneSideIsNotOneOnTheOther) {
  const std::vector<std::string> swan = {"black", "swan"};
  FixedPhrases phrases;
  for (int row = 0; row < 5; ++row) phrases.Count(swan, 0, false, 0.1);
  phrases.Finish();
  EXPECT_TRUE(phrases.Holds(swan, 0));
  EXPECT_FALSE(phrases.Holds({"swan", "black"}, 1));
}

}  // namespace
}  // namespace assay
