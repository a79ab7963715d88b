// Explaining away: what looks wrong beside a wrong cell is that cell's fault.
#include "assay/combine/explained_away.h"

#include <optional>

#include <gtest/gtest.h>

namespace assay {
namespace {

Evidence Of(double confidence, std::optional<uint32_t> beside = std::nullopt) {
  Evidence e;
  e.confidence = confidence;
  e.beside = beside;
  return e;
}

std::vector<size_t> Away(const std::vector<RowEvidenceItem>& items) { return ExplainedAway(items); }

TEST(ExplainedAway, ANumberIsFarBecauseItsGroupIsWrong) {
  const Evidence number = Of(0.7, 0), surer = Of(0.9), weaker = Of(0.6);
  EXPECT_EQ(Away({{0, &surer}, {3, &number}}), (std::vector<size_t>{1}));
  EXPECT_TRUE(Away({{0, &weaker}, {3, &number}}).empty());
  EXPECT_TRUE(Away({{1, &surer}, {3, &number}}).empty()) << "another column";
  EXPECT_TRUE(Away({{3, &number}}).empty());
}

TEST(ExplainedAway, AConvincingExplanationNeedNotBeTheSurest) {
  const Evidence number = Of(0.97, 0), convincing = Of(0.8), doubtful = Of(0.7);
  EXPECT_EQ(Away({{0, &convincing}, {3, &number}}), (std::vector<size_t>{1}));
  EXPECT_TRUE(Away({{0, &doubtful}, {3, &number}}).empty());
}

TEST(ExplainedAway, TwoThatTakeEachOtherForRightStay) {
  const Evidence one = Of(0.9, 1), other = Of(0.7, 0);
  EXPECT_TRUE(Away({{0, &one}, {1, &other}}).empty());
}

}  // namespace
}  // namespace assay
