// Spread of numbers, numbers with units, and how usual shapes are.
#include "assay/profile/number_spread.h"

#include <gtest/gtest.h>

#include <cmath>

#include "assay/profile/format_model.h"

namespace assay {
namespace {

std::vector<CountedNumber> Evenly(int from, int to) {
  std::vector<CountedNumber> numbers;
  for (int i = from; i <= to; ++i) numbers.push_back({static_cast<double>(i), 1, 0});
  return numbers;
}

TEST(NumberSpread, ScoresByTheQuartiles) {
  const NumberSpread spread(Evenly(-50, 50));
  EXPECT_EQ(spread.context().middle, 0);
  EXPECT_NEAR(spread.OddityOf(25, 0).distance, 0.6745, 0.02);
  EXPECT_NEAR(spread.OddityOf(-75, 0).distance, 2.02, 0.05);
  EXPECT_EQ(spread.OddityOf(0, 0).distance, 0);
  EXPECT_NEAR(spread.OddityOf(150, 0).gap, 2, 0.01);
}

TEST(NumberSpread, IsNotMovedByAFifthOfWrongNumbers) {
  std::vector<CountedNumber> numbers = Evenly(100, 180);
  for (int i = 0; i < 20; ++i) numbers.push_back({10000.0 + 700 * i, 1, 0});
  const NumberSpread spread(numbers);
  EXPECT_LT(spread.OddityOf(180, 0).distance, 2);
  EXPECT_GT(spread.OddityOf(10000, 0).distance, 4);
  EXPECT_EQ(spread.context().far, 20);
}

TEST(NumberSpread, KnowsTheMovesOfWhatHardlyMoves) {
  const NumberSpread spread({{3.0, 1, 1},
                             {3.9, 28, 1},
                             {4.0, 400, 1},
                             {4.1, 30, 1},
                             {4.3, 9, 1},
                             {4.4, 1, 1},
                             {7.0, 9, 1}});
  EXPECT_EQ(spread.context().moves_low, 3.9);
  EXPECT_EQ(spread.context().moves_high, 4.3);
  EXPECT_FALSE(spread.OddityOf(4.3, 1).off_constant);
  EXPECT_TRUE(spread.OddityOf(7.0, 1).off_constant);
  EXPECT_TRUE(spread.OddityOf(3.0, 1).off_constant);
}

TEST(NumberSpread, MistakesAroundAConstantAreNoMoves) {
  const NumberSpread spread({{4, 31, 0}, {5, 28, 0}, {6, 400, 0}, {7, 30, 0}, {8, 29, 0}});
  EXPECT_TRUE(spread.OddityOf(5, 0).off_constant);
  EXPECT_TRUE(spread.OddityOf(7, 0).off_constant);
}

TEST(NumberSpread, TakesTheMilderOfPlainAndLogarithmicScores) {
  std::vector<CountedNumber> numbers;
  for (int i = 0; i < 40; ++i) numbers.push_back({std::exp(0.25 * i), 1, 2});
  EXPECT_LT(NumberSpread(numbers).OddityOf(numbers.back().number, 2).distance, 2);
}

TEST(NumberSpread, KnowsANearlyConstantColumn) {
  const NumberSpread spread({{1970, 2, 0}, {2022, 95, 0}, {2600, 1, 0}, {2900, 2, 0}});
  EXPECT_TRUE(spread.OddityOf(1970, 0).off_constant);
  EXPECT_FALSE(spread.OddityOf(2022, 0).off_constant);
  EXPECT_NEAR(spread.context().others_smaller_side, 0.4, 1e-9);
}

TEST(FormatModel, ShowsHowOneShapeStands) {
  ColumnProfile column;
  column.shapes = {{"AA-9999", 90}, {"AA-99999", 8}, {"AA9999", 1}, {"aa-9999", 1}};
  const FormatModel model(column);
  const Standing standing = model.StandingOf("AA9999");
  const ViewStanding& exact = standing[static_cast<size_t>(ShapeView::kExact)];
  EXPECT_EQ(exact.count, 1);
  EXPECT_EQ(exact.established, 1);
  EXPECT_NEAR(exact.coverage, 0.9, 1e-9);
  const ViewStanding& skeleton = standing[static_cast<size_t>(ShapeView::kSkeleton)];
  EXPECT_NEAR(skeleton.coverage, 0.99, 1e-9);
  EXPECT_EQ(model.StandingOf("99").at(0).count, 0);
  EXPECT_EQ(model.Usual(ShapeView::kExact), "AA-9999");
}

}  // namespace
}  // namespace assay
