// order_relation: exchanged ends, a chain of three, dates with exchanged day and month; columns
// that are in order by chance or only mostly are left alone.
#include <cmath>
#include <random>
#include <set>

#include <fmt/format.h>

#include "row_table.h"

namespace assay {
namespace {

using Cells = std::set<std::pair<uint64_t, uint32_t>>;

Cells CellsOf(const std::vector<RowFinding>& findings) {
  Cells cells;
  for (const auto& f : findings) cells.emplace(f.row, f.column);
  return cells;
}

TEST(OrderRelation, BlamesBothWhereExchangingPutsThreeInOrder) {
  RowTable table({"least", "mean", "most"});
  std::mt19937 random(1);
  for (int i = 0; i < 600; ++i) {
    const int low = static_cast<int>(random() % 90),
              mean = low + 1 + static_cast<int>(random() % 20);
    const int high = mean + 1 + static_cast<int>(random() % 20);
    const bool exchanged = i == 321;
    table.Add({std::to_string(exchanged ? high : low), std::to_string(mean),
               std::to_string(exchanged ? low : high)});
  }
  const auto found = table.Check("order_relation");
  EXPECT_EQ(CellsOf(found), (Cells{{321, 0}, {321, 2}}));
  for (const auto& f : found) {
    EXPECT_TRUE(f.evidence.has_suggestion);
    EXPECT_FALSE(f.evidence.beside.has_value()) << "both are wrong";
    EXPECT_NE(f.evidence.message.find("' is above most '"), std::string::npos);
    EXPECT_NE(f.evidence.message.find("in 599 of 600 rows it is not, as if"), std::string::npos)
        << f.evidence.message;
  }
}

TEST(OrderRelation, BlamesTheDateWhoseDayAndMonthAreExchanged) {
  RowTable table({"ordered", "shipped"});
  std::mt19937 random(2);
  for (int i = 0; i < 800; ++i) {
    const int month = 1 + static_cast<int>(random() % 12),
              day = 1 + static_cast<int>(random() % 20);
    const int later = day + static_cast<int>(random() % 6);
    const std::string ordered =
        fmt::format("{:02}/{:02}/2021", i == 400 ? 3 : day, i == 400 ? 11 : month);
    const std::string shipped =
        fmt::format("{:02}/{:02}/2021", i == 400 ? 13 : later, i == 400 ? 3 : month);
    table.Add({ordered, shipped});
  }
  const auto found = table.Check("order_relation");
  EXPECT_EQ(CellsOf(found), (Cells{{400, 0}}));
  EXPECT_EQ(found.at(0).evidence.beside, 1u);
}

TEST(OrderRelation, LeavesChanceAndHabitAlone) {
  RowTable table({"a", "b", "far"});
  std::mt19937 random(3);
  std::normal_distribution<double> noise;
  for (int i = 0; i < 2000; ++i) {
    const double a = 100 + 10 * noise(random);
    table.Add({fmt::format("{:.2f}", a), fmt::format("{:.2f}", a + 7 + 3 * noise(random)),
               fmt::format("{:.1f}", 5000 + 900 * noise(random))});
  }
  EXPECT_TRUE(table.Check("order_relation").empty());
}

// A price is not above its list price; in one row of a hundred it is, since one of the two is far
// too high or low: the column is told by its values in those rows, not by the single row.
TEST(OrderRelation, BlamesTheColumnWhoseValuesAreOffInTheBreakingRows) {
  for (const uint32_t wrong : {0U, 1U}) {
    RowTable table({"price", "list_price"});
    std::mt19937 random(11);
    Cells expected;
    for (int i = 0; i < 2000; ++i) {
      const double list = std::exp(3 + static_cast<double>(random() % 1000) / 400);
      double values[] = {list * (random() % 2 == 0 ? 1 : 0.8), list};
      if (i % 100 == 50) {
        values[wrong] *= wrong == 0 ? 3 : 0.25;
        expected.emplace(i, wrong);
      }
      table.Add({fmt::format("{:.2f}", values[0]), fmt::format("{:.2f}", values[1])});
    }
    EXPECT_EQ(CellsOf(table.Check("order_relation")), expected) << wrong;
  }
}

}  // namespace
}  // namespace assay
