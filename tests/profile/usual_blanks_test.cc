// UsualBlanks: sources that leave a column out, columns that say the same, and gaps that neither
// explains.
#include "assay/profile/usual_blanks.h"

#include <gtest/gtest.h>

#include "assay/profile/row_sampler.h"

namespace assay {
namespace {

// What explains the blanks of the first column of 300 rows made by `row`.
template <typename Row>
std::vector<UsualBlank> OfFirst(const Row& row) {
  RowSample rows;
  rows.columns.resize(2);
  for (uint32_t i = 0; i < 300; ++i) {
    rows.rows.push_back(i);
    const auto [first, second] = row(i);
    rows.columns[0].push_back(first);
    rows.columns[1].push_back(second);
  }
  return FindUsualBlanks(EncodeSample(rows))[0];
}

using Cells = std::pair<std::string, std::string>;

std::string Year(uint32_t row) { return std::to_string(1900 + row * 7 % 90); }

TEST(UsualBlanks, ASourceThatLeavesTheColumnOut) {
  const auto found = OfFirst([](uint32_t row) {
    const bool is_short = row % 5 == 2;
    return Cells{is_short ? "" : Year(row), is_short ? "Short" : row % 2 == 0 ? "Long" : "Wide"};
  });
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].column, 1u);
  EXPECT_EQ(found[0].value, EncodedHash("Short"));
}

TEST(UsualBlanks, ASourceThatOftenLeavesTheColumnOutExplainsNothing) {
  EXPECT_TRUE(
      OfFirst([](uint32_t row) {
        const bool is_short = row % 5 == 2;
        return Cells{is_short && row % 4 != 0 ? "" : Year(row), is_short ? "Short" : "Long"};
      }).empty());
}

TEST(UsualBlanks, AColumnThatSaysTheSame) {
  const auto found = OfFirst([](uint32_t row) {
    return Cells{row % 16 == 3 ? "" : Year(row), row % 20 == 7 ? "1899" : Year(row)};
  });
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].column, 1u);
  EXPECT_FALSE(found[0].value);
}

TEST(UsualBlanks, AColumnThatOftenSaysTheSameByChanceOrWithExceptionsExplainsNothing) {
  EXPECT_TRUE(OfFirst([](uint32_t row) {  // nearly all are open
                const std::string state = row % 10 == 1 ? "closed" : "open";
                return Cells{row % 16 == 3 ? "" : state, row % 10 == 4 ? "closed" : "open"};
              })
                  .empty());
  EXPECT_TRUE(OfFirst([](uint32_t row) {
                return Cells{row % 16 == 3 ? "" : Year(row), Year(row % 3 == 0 ? row + 1 : row)};
              }).empty());
}

// The odds of a blank in the first of two columns, of which every `nth` cell is blank.
double OddsOfEvery(uint32_t nth, bool other_has_gaps) {
  RowSample rows;
  rows.columns.resize(2);
  for (uint32_t i = 0; i < 300; ++i) {
    rows.rows.push_back(i);
    rows.columns[0].push_back(i % nth == 0 ? "" : Year(i));
    rows.columns[1].push_back(other_has_gaps && i == 7 ? "" : "told");
  }
  return OddsOfLeavingOut(EncodeSample(rows), 0);
}

TEST(UsualBlanks, WhatManyRowsLeaveOutMayBeLeftOut) {
  EXPECT_EQ(OddsOfEvery(10, false), 1);
  EXPECT_LT(OddsOfEvery(5, false), 0.1);
  EXPECT_EQ(OddsOfEvery(5, true), 1) << "every column has lost cells";
}

// Two columns of 300 rows: the first is blank where `blank` says so, the second has the folder.
template <typename Blank>
bool Gather(const Blank& blank) {
  RowSample rows;
  rows.columns.resize(2);
  for (uint32_t i = 0; i < 300; ++i) {
    rows.rows.push_back(i);
    rows.columns[0].push_back(blank(i) ? "" : ".txt");
    rows.columns[1].push_back("folder " + std::to_string(i / 6));
  }
  const EncodedSample sample = EncodeSample(rows);
  return GatherBlanks(sample.columns[0], sample.columns[1]);
}

TEST(UsualBlanks, GatherInTheGroupsOfAnotherColumn) {
  EXPECT_TRUE(Gather([](uint32_t row) { return row / 6 % 10 == 3 && row % 6 < 4; }));
  EXPECT_FALSE(Gather([](uint32_t row) { return row * 37 % 300 < 30; })) << "lost by chance";
}

// The first column is blank in a tenth of the rows, the second in a fifth, the third never.
TEST(UsualBlanks, ShopsThatLeaveOneColumnOutMayLeaveOutAnother) {
  const auto odds = [](uint32_t second) {
    RowSample rows;
    rows.columns.resize(3);
    for (uint32_t i = 0; i < 300; ++i) {
      rows.rows.push_back(i);
      rows.columns[0].push_back(i % 10 == 3 ? "" : "a");
      rows.columns[1].push_back(i % second == 0 ? "" : "b");
      rows.columns[2].push_back("c");
    }
    return OddsOfLeavingOut(EncodeSample(rows), 0);
  };
  EXPECT_LT(odds(5), 0.1);
  EXPECT_EQ(odds(50), 1);
}

}  // namespace
}  // namespace assay
