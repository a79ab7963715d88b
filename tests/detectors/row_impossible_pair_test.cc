// impossible_pair: the side that does not fit the rest of the row; rare pairs that are no mistakes.
#include <random>

#include <fmt/format.h>

#include "row_table.h"

namespace assay {
namespace {

// Lines with five stations each of twenty, and a depot for every two lines.
RowTable Lines() {
  RowTable table({"trip", "line", "station", "depot"});
  std::mt19937 random(6);
  for (int i = 0; i < 4000; ++i) {
    const auto line = random() % 8;
    table.Add({std::to_string(i), fmt::format("L{}", line),
               fmt::format("station {}", (line * 5 / 2 + random() % 5) % 20),
               fmt::format("D{}", line / 2)});
  }
  return table;
}

TEST(ImpossiblePair, TheStationOfAnotherLineIsBlamed) {
  RowTable table = Lines();
  EXPECT_TRUE(table.Check("impossible_pair").empty());
  for (const size_t row : {100U, 900U, 2500U}) {
    table.cells[1][row] = "L0";
    table.cells[2][row] = fmt::format("station {}", 10 + row / 500);
    table.cells[3][row] = "D0";
  }
  const auto found = table.Check("impossible_pair");
  ASSERT_EQ(found.size(), 3u);
  for (const RowFinding& f : found) {
    EXPECT_EQ(f.column, 2u);
    EXPECT_TRUE(f.evidence.beside == 1u || f.evidence.beside == 3u);
    EXPECT_GT(f.evidence.confidence, 0.6);
  }
}

TEST(ImpossiblePair, TheLineIsBlamedWhenDepotAndStationAgree) {
  RowTable table = Lines();
  const size_t row = 777;
  table.cells[1][row] = "L7";
  table.cells[2][row] = "station 5";
  table.cells[3][row] = "D0";
  const auto found = table.Check("impossible_pair");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].column, 1u);
  EXPECT_EQ(found[0].evidence.suggestion, "L1");  // alone with that depot and that station
}

TEST(ImpossiblePair, TheColumnThatIsMostlyWrongIsBlamedWhereTheRowDoesNotTell) {
  RowTable table = Lines();
  for (const size_t row : {100U, 900U, 2500U, 3100U, 3300U}) {
    table.cells[1][row] = "L0";
    table.cells[2][row] = fmt::format("station {}", 10 + row / 500);
    table.cells[3][row] = row == 3300U ? "" : "D0";
  }
  const auto found = table.Check("impossible_pair");
  ASSERT_EQ(found.size(), 5u);
  for (const RowFinding& f : found) EXPECT_EQ(f.column, 2u);
}

TEST(ImpossiblePair, ABlankElsewhereSpeaksForNeitherSide) {
  RowTable table = Lines();
  for (size_t row = 0; row < 4000; row += 40) table.cells[3][row] = "";
  table.cells[1][800] = "L7";
  table.cells[2][800] = "station 3";
  const auto found = table.Check("impossible_pair");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_DOUBLE_EQ(found[0].evidence.confidence, found[1].evidence.confidence);
  EXPECT_FALSE(found[0].evidence.has_suggestion);
}

TEST(ImpossiblePair, PairsThatAreMerelyRareAreLeftAlone) {
  RowTable table({"age", "music", "medium"});
  std::mt19937 random(7);
  for (int i = 0; i < 6000; ++i) {
    const auto age = random() % 4;
    const auto music = random() % 100 < 97 ? age * 3 + random() % 3 : random() % 12;
    table.Add({fmt::format("a{}", age), fmt::format("m{}", music),
               fmt::format("x{}", random() % 200 == 0 ? random() % 4 : age)});
  }
  EXPECT_TRUE(table.Check("impossible_pair").empty());
}

}  // namespace
}  // namespace assay
