// TailLimitOf: holds a normal and a heavy tail, and is not moved by two wrong values in a hundred.
#include "assay/profile/tail_limit.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace assay {
namespace {

std::vector<double> NormalDistances(size_t count) {
  std::mt19937 random(1);
  std::normal_distribution<double> normal;
  std::vector<double> distances;
  for (size_t i = 0; i < count; ++i) distances.push_back(std::abs(normal(random)));
  return distances;
}

TEST(TailLimit, LiesBeyondANormalTail) {
  std::vector<double> distances = NormalDistances(3000);
  const double largest = *std::max_element(distances.begin(), distances.end());
  const TailLimit limit = TailLimitOf(&distances);
  EXPECT_GT(limit.soft, largest);
  EXPECT_LT(limit.soft, 8);
  EXPECT_GE(limit.hard, limit.soft);
}

TEST(TailLimit, IsHardlyMovedByAFewWrongValues) {
  std::vector<double> distances = NormalDistances(3000), spoiled = distances;
  for (size_t i = 0; i < 45; ++i) spoiled[i * 60] = 500;
  const TailLimit limit = TailLimitOf(&distances), after = TailLimitOf(&spoiled);
  EXPECT_LT(after.soft, 2 * limit.soft);
}

TEST(TailLimit, RisesWithAHeavyTail) {
  std::vector<double> distances = NormalDistances(3000), heavy = distances;
  for (double& distance : heavy) distance = std::expm1(2 * distance);
  const double largest = *std::max_element(heavy.begin(), heavy.end());
  EXPECT_GT(TailLimitOf(&heavy).hard, largest);
}

TEST(TailLimit, OfEqualDistancesIsAboveThem) {
  std::vector<double> distances(100, 1.0);
  EXPECT_GE(TailLimitOf(&distances).soft, 4);
}

}  // namespace
}  // namespace assay
