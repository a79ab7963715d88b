// FindTailGap: sees a few sizes far beyond noise, and none where sizes thin out evenly.
#include "assay/profile/tail_gap.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(TailGap, LiesBetweenNoiseAndTheFewBeyond) {
  std::mt19937 random(1);
  std::normal_distribution<double> normal;
  std::vector<double> sizes;
  for (size_t i = 0; i < 2000; ++i) sizes.push_back(std::abs(normal(random)) + 1e-9);
  EXPECT_FALSE(FindTailGap(sizes, 120, 1));
  for (const double size : {7.0, 8.0, 9.5, 11.0, 12.0, 15.0}) sizes.push_back(size);
  const auto gap = FindTailGap(sizes, 120, 1);
  ASSERT_TRUE(gap);
  EXPECT_EQ(gap->above, 7);
  EXPECT_LT(gap->below, 5);
}

TEST(TailGap, AHeavyTailHasNone) {
  std::mt19937 random(2);
  std::uniform_real_distribution<double> share(1e-9, 1);
  std::vector<double> sizes;
  for (size_t i = 0; i < 2000; ++i) sizes.push_back(1 / share(random));
  EXPECT_FALSE(FindTailGap(sizes, 120, 1));
}

// Residuals of a flat series are all as small as its decimals allow.
TEST(TailGap, SeesOneBeyondEqualSizes) {
  std::vector<double> sizes(400, 0.05);
  EXPECT_FALSE(FindTailGap(sizes, 24, 0.01));
  sizes[7] = 5;
  ASSERT_TRUE(FindTailGap(sizes, 24, 0.01));
  EXPECT_EQ(FindTailGap(sizes, 24, 0.01)->above, 5);
}

}  // namespace
}  // namespace assay
