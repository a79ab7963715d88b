// OthersFollowEachOther: a pedal that is pressed for a while, and mistakes in single rows.
#include "assay/profile/state_rows.h"

#include <string>

#include <gtest/gtest.h>

namespace assay {
namespace {

// 1,000 rows of "8"; of each `period` the first `length` hold another number.
RowSample Rows(uint32_t period, uint32_t length) {
  RowSample sample;
  sample.complete = true;
  sample.columns.resize(1);
  for (uint32_t row = 0; row < 1000; ++row) {
    sample.rows.push_back(row);
    sample.columns[0].push_back(row % period < length ? std::to_string(20 + row % 30) : "8");
  }
  return sample;
}

TEST(OthersFollowEachOther, WhereAStateLasts) {
  EXPECT_TRUE(OthersFollowEachOther(Rows(50, 10), 0, 8, '.'));
  EXPECT_FALSE(OthersFollowEachOther(Rows(5, 1), 0, 8, '.'));
}

TEST(OthersFollowEachOther, FewOrMostRowsTellNothing) {
  EXPECT_FALSE(OthersFollowEachOther(Rows(500, 10), 0, 8, '.'));
  EXPECT_FALSE(OthersFollowEachOther(Rows(50, 25), 0, 8, '.'));
  RowSample part = Rows(50, 10);
  part.complete = false;
  EXPECT_FALSE(OthersFollowEachOther(part, 0, 8, '.'));
}

}  // namespace
}  // namespace assay
