// Names that two things share, and a thing about which sources are wrong.
#include "assay/profile/split_things.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

constexpr uint32_t kRows = 100;

// Whether the rows of one name split; `claim` says what row `r` claims of the fact `f`.
template <typename Claim>
bool Splits(size_t facts, const Claim& claim) {
  std::vector<std::vector<uint32_t>> claims(facts, std::vector<uint32_t>(kRows));
  for (uint32_t f = 0; f < facts; ++f) {
    for (uint32_t r = 0; r < kRows; ++r) claims[f][r] = claim(r, f);
  }
  const RowGroups one = GroupRows(std::vector<uint32_t>(kRows, 0), 1);
  return FindSplitGroups(one, claims)[0] != 0;
}

TEST(SplitThings, TwoThingsDifferInManyFacts) {
  EXPECT_TRUE(Splits(4, [](uint32_t row, uint32_t) { return row % 5 < 2 ? 1 : 0; }));
}

TEST(SplitThings, ManyRowsNeedTwoFactsOnly) {
  EXPECT_TRUE(Splits(2, [](uint32_t row, uint32_t) { return row % 5 == 0 ? 1 : 0; }));
  EXPECT_FALSE(Splits(2, [](uint32_t row, uint32_t) { return row % 10 == 0 ? 1 : 0; }))
      << "ten rows may have copied it";
}

TEST(SplitThings, SourcesAreWrongAboutOneFactAtATime) {
  EXPECT_FALSE(Splits(2, [](uint32_t row, uint32_t fact) { return row % 4 == fact ? 1 : 0; }));
}

}  // namespace
}  // namespace assay
