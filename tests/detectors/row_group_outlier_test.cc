// group_outlier: a number from another group's level is found; legal second levels, groups that
// overlap and identifiers are left alone.
#include <cmath>
#include <random>
#include <set>

#include <fmt/format.h>

#include "row_table.h"

namespace assay {
namespace {

constexpr double kLevels[] = {40, 700, 5200, 21000};

double Draw(double level, double spread, std::mt19937* random) {
  return level * std::exp(std::normal_distribution<double>(0, spread)(*random));
}

TEST(GroupOutlier, FindsNumbersOfAnotherGroupsLevel) {
  RowTable table({"grams", "kind"});
  std::mt19937 random(2);
  std::set<uint64_t> wrong;
  for (uint64_t i = 0; i < 1500; ++i) {
    const size_t kind = random() % 4;
    const bool spoiled = i % 150 == 77;
    if (spoiled) wrong.insert(i);
    const double value = Draw(kLevels[spoiled ? (kind + 2) % 4 : kind], 0.15, &random);
    table.Add({fmt::format("{:.0f}", value), fmt::format("kind {}", kind)});
  }
  std::set<uint64_t> found;
  for (const auto& f : table.Check("group_outlier")) {
    EXPECT_EQ(f.column, 0u);
    EXPECT_EQ(f.evidence.beside, 1u);
    EXPECT_NE(f.evidence.message.find("kind"), std::string::npos) << f.evidence.message;
    found.insert(f.row);
  }
  EXPECT_EQ(found, wrong);
}

// Four kinds of parcels, of which one in a hundred is far from its kind; numbers of two decimals or
// rounded to whole hundreds, deviations of a bell curve or of one with heavy tails.
size_t SureOnes(bool rounded, bool heavy) {
  RowTable table({"grams", "kind"});
  std::mt19937 random(6);
  std::student_t_distribution<double> tailed(2.5);
  for (uint64_t i = 0; i < 3000; ++i) {
    const size_t kind = random() % 4;
    const double level = kLevels[i % 100 == 77 ? (kind + 2) % 4 : kind];
    const double value = heavy ? level * std::exp(0.1 * tailed(random)) : Draw(level, 0.1, &random);
    table.Add({rounded ? fmt::format("{:.0f}", std::ceil(value / level * 10) * level / 10)
                       : fmt::format("{:.2f}", value),
               fmt::format("kind {}", kind)});
  }
  size_t sure = 0;
  for (const auto& f : table.Check("group_outlier")) {
    EXPECT_TRUE(heavy || f.row % 100 == 77) << f.evidence.message;
    sure += f.evidence.confidence > 0.95;
  }
  return sure;
}

TEST(GroupOutlier, IsSureBehindAGapThatNoiseDoesNotLeave) {
  EXPECT_EQ(SureOnes(false, false), 30u);
  EXPECT_EQ(SureOnes(false, true), 0u);
}

TEST(GroupOutlier, IsNotSureOfANumberThatSeveralRowsHave) { EXPECT_EQ(SureOnes(true, false), 0u); }

TEST(GroupOutlier, LeavesASecondLevelAlone) {
  RowTable table({"fee", "kind"});
  std::mt19937 random(3);
  for (int i = 0; i < 1500; ++i) {
    const size_t kind = random() % 4;
    const double fee = kLevels[kind] + static_cast<double>(random() % 20) / 10;
    table.Add({fmt::format("{:.1f}", i % 40 == 0 ? kLevels[kind] / 2 : fee),
               fmt::format("kind {}", kind)});
  }
  EXPECT_TRUE(table.Check("group_outlier").empty());
}

TEST(GroupOutlier, IsSilentWhereGroupsOverlapOrNumbersAreNames) {
  RowTable table({"price", "number", "district"});
  std::mt19937 random(4);
  for (int i = 0; i < 1500; ++i) {
    const size_t district = random() % 4;
    const double price = Draw(1e5 * (1 + static_cast<double>(district) / 3), 0.6, &random);
    const size_t number =
        10000 * (district + 1) + static_cast<size_t>(i) + (i % 300 == 5 ? 900000 : 0);
    table.Add({fmt::format("{:.0f}", price), std::to_string(number), fmt::format("d{}", district)});
  }
  EXPECT_TRUE(table.Check("group_outlier").empty());
}

TEST(GroupOutlier, LeavesCodesAlone) {
  RowTable table({"area", "state", "hours"});
  std::mt19937 random(4);
  for (int i = 0; i < 3000; ++i) {
    // A wrong state, not a wrong area code.
    const size_t state = random() % 20, written = i % 400 == 7 ? (state + 9) % 20 : state;
    table.Add({fmt::format("{}", 200 + 9 * state + random() % 3), fmt::format("s{}", written),
               fmt::format("{}", random() % 50)});
  }
  EXPECT_TRUE(table.Check("group_outlier").empty());
}

}  // namespace
}  // namespace assay
