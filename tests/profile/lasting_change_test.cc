// Sides of disagreements that the order of another column separates, or not.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "assay/profile/lasting_change.h"

namespace assay {
namespace {

// Sixty rows with a year; a thing has three rows, from the oldest to the newest.
RowSample Years() {
  RowSample sample;
  sample.complete = true;
  sample.columns.resize(1);
  for (uint32_t row = 0; row < 60; ++row) {
    sample.rows.push_back(row);
    sample.columns[0].push_back(std::to_string(1990 + row % 3 * 5 + row / 3 % 4));
  }
  return sample;
}

std::vector<TwoSides> Disagreements(uint32_t odd) {
  std::vector<TwoSides> sides;
  for (uint32_t row = 0; row < 60; row += 3) {
    TwoSides two;
    for (uint32_t i = 0; i < 3; ++i) (i == odd ? two.rows : two.others).push_back(row + i);
    sides.push_back(two);
  }
  return sides;
}

TEST(LastingChange, ANewValueAtTheEndLasts) {
  const RowSample rows = Years();
  const EncodedSample sample = EncodeSample(rows);
  const LastingChange changes(sample);
  int order = -1;
  EXPECT_GT(changes.Learn(Disagreements(2), 1, &order), 0.5);
  ASSERT_EQ(order, 0);
  EXPECT_EQ(changes.Lasts(Disagreements(2)[0], order), true);
  EXPECT_EQ(changes.Lasts(Disagreements(1)[0], order), false);
}

TEST(LastingChange, AValueBetweenOthersDoesNot) {
  const RowSample rows = Years();
  const EncodedSample sample = EncodeSample(rows);
  int order = 0;
  EXPECT_EQ(LastingChange(sample).Learn(Disagreements(1), 1, &order), 0);
  EXPECT_EQ(order, -1);
  EXPECT_EQ(LastingChange(sample).Lasts(Disagreements(1)[0], order), std::nullopt);
}

// Two sides of a column of numbers always differ in that column.
TEST(LastingChange, NoColumnOrdersItsOwnDisagreements) {
  const RowSample rows = Years();
  const EncodedSample sample = EncodeSample(rows);
  int order = 0;
  EXPECT_EQ(LastingChange(sample).Learn(Disagreements(2), 0, &order), 0);
  EXPECT_EQ(order, -1);
}

TEST(LastingChange, TwoRowsTellNothing) {
  const RowSample rows = Years();
  const EncodedSample sample = EncodeSample(rows);
  EXPECT_EQ(LastingChange(sample).Lasts({{0}, {1}}, 0), std::nullopt);
}

}  // namespace
}  // namespace assay
