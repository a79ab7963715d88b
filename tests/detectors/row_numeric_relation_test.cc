// numeric_relation: the wrong one of three numbers is found by what its repair looks like.
#include <cmath>
#include <random>

#include <fmt/format.h>

#include "row_table.h"

namespace assay {
namespace {

RowTable Orders() {
  RowTable table({"order", "pieces", "price", "total"});
  std::mt19937 random(8);
  for (int i = 0; i < 300; ++i) {
    const int pieces = 2 + static_cast<int>(random() % 18);
    const double price = 1 + static_cast<double>(random() % 9000) / 100;
    table.Add({std::to_string(i), std::to_string(pieces), fmt::format("{:.2f}", price),
               fmt::format("{:.2f}", pieces * price)});
  }
  return table;
}

TEST(NumericRelation, IsSilentWhenAllRowsKeepIt) {
  EXPECT_TRUE(Orders().Check("numeric_relation").empty());
}

TEST(NumericRelation, FindsALostPointInTheTotal) {
  RowTable table = Orders();
  const std::string right = table.cells[3][40];
  table.cells[3][40] = fmt::format("{:.2f}", 100 * std::stod(right));
  const auto found = table.Check("numeric_relation");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].row, 40u);
  EXPECT_EQ(found[0].column, 3u);
  EXPECT_EQ(found[0].evidence.suggestion, right);
}

TEST(NumericRelation, FindsAWrongFactorAndNotTheTotal) {
  RowTable table = Orders();
  const std::string right = table.cells[2][77];
  table.cells[2][77] = fmt::format("{:.2f}", 1000 * std::stod(right));
  const auto found = table.Check("numeric_relation");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].column, 2u);
  EXPECT_NE(found[0].evidence.message.find("total = pieces × price"), std::string::npos);
}

TEST(NumericRelation, ReadsAndWritesDecimalCommas) {
  RowTable table = Orders();
  for (size_t column : {2, 3}) {
    for (std::string& cell : table.cells[column]) cell.replace(cell.find('.'), 1, ",");
  }
  const std::string right = table.cells[3][40];
  table.cells[3][40] = right.substr(0, right.size() - 3) + "0,00";
  const auto found = table.Check("numeric_relation");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].evidence.suggestion, right);
}

// Net and gross prices; every 40th row has `other` instead of the usual factor.
RowTable Gross(double usual, double other) {
  RowTable table({"net", "gross"});
  std::mt19937 random(3);
  for (int i = 0; i < 800; ++i) {
    const double net = 10 + static_cast<double>(random() % 90000) / 100;
    table.Add(
        {fmt::format("{:.2f}", net), fmt::format("{:.2f}", net * (i % 40 == 7 ? other : usual))});
  }
  return table;
}

TEST(NumericRelation, BlamesTheNegativeOfNumbersThatNeverAre) {
  RowTable table = Gross(1.45, 1.45);
  table.cells[0][40] = "-1.20";
  const auto found = table.Check("numeric_relation");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].column, 0u);
}

TEST(NumericRelation, LeavesASecondRateAlone) {
  EXPECT_TRUE(Gross(1.2, 1.05).Check("numeric_relation").empty());
}

// What a factor makes of a measured number may be off by little, however many rows keep it.
TEST(NumericRelation, AFactorIsImpreciseNotBroken) {
  RowTable table = Gross(1.45, 1.45);
  table.cells[0][40] = "500.00";
  table.cells[1][40] = "725.40";
  EXPECT_TRUE(table.Check("numeric_relation").empty());
  table.cells[1][40] = "825.40";
  EXPECT_EQ(table.Check("numeric_relation").size(), 1u);
}

TEST(NumericRelation, ALostPointIsNoSecondRate) {
  EXPECT_EQ(Gross(1.2, 120).Check("numeric_relation").size(), 20u);
}

// Net, tax and gross of bookings with three rates of tax, written as such.
RowTable Bookings() {
  const char* rates[] = {"19 %", "7 %", "0 %"};
  RowTable table({"rate", "net", "tax", "gross"});
  std::mt19937 random(11);
  for (size_t i = 0; i < 600; ++i) {
    const double net = 10 + static_cast<double>(random() % 90000) / 100;
    const double tax = std::round(net * (i % 3 == 0 ? 19 : i % 3 == 1 ? 7 : 0)) / 100;
    table.Add({rates[i % 3], fmt::format("{:.2f}", net), fmt::format("{:.2f}", tax),
               fmt::format("{:.2f}", net + tax)});
  }
  return table;
}

// The sum alone says nothing of which cell is wrong; the rate of the row does.
TEST(NumericRelation, BlamesTheCellWhoseRepairKeepsTheRate) {
  for (const uint32_t wrong : {1u, 2u, 3u}) {
    RowTable table = Bookings();
    std::string& cell = table.cells[wrong][300];
    const std::string right = cell;
    cell[cell.size() - 4] = cell[cell.size() - 4] == '9' ? '5' : '9';  // the digit before the point
    const auto found = table.Check("numeric_relation");
    ASSERT_EQ(found.size(), 1u) << wrong;
    EXPECT_EQ(found[0].column, wrong);
    EXPECT_EQ(found[0].evidence.suggestion, right);
  }
}

// Sums that all rows keep to the cent: a few cents are a mistake there.
TEST(NumericRelation, ExactSumsAreBrokenByCents) {
  RowTable table = Bookings();
  std::string& cell = table.cells[2][303];
  const std::string right = cell;
  cell.back() = cell.back() >= '5' ? '0' : '9';
  const auto found = table.Check("numeric_relation");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].column, 2u);
  EXPECT_EQ(found[0].evidence.suggestion, right);
}

}  // namespace
}  // namespace assay
