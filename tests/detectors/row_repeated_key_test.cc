// repeated_key: copied identifiers are found, true duplicates and ordinary repetition are not.
#include <random>

#include <fmt/format.h>

#include "row_table.h"

namespace assay {
namespace {

std::string Identifier(uint32_t i) {
  std::string text;
  for (int k = 0; k < 32; ++k) {
    i = i * 1664525u + 1013904223u;
    text += "0123456789abcdef"[(i >> 16) & 15];
  }
  return text;
}

RowTable Items() {
  RowTable table({"key", "name", "group"});
  for (uint32_t i = 0; i < 60; ++i) {
    table.Add(
        {Identifier(i + 7), "thing " + Identifier(i + 900).substr(0, 6), std::to_string(i % 4)});
  }
  return table;
}

TEST(RepeatedKey, IsSilentWhenAllIdentifiersDiffer) {
  EXPECT_TRUE(Items().Check("repeated_key").empty());
}

TEST(RepeatedKey, FlagsTheLaterCopies) {
  RowTable table = Items();
  table.cells[0][30] = table.cells[0][5];
  table.cells[0][41] = table.cells[0][5];
  const auto found = table.Check("repeated_key");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].row, 30u);
  EXPECT_EQ(found[1].row, 41u);
  EXPECT_GE(found[0].evidence.confidence, 0.5);
}

// Changes of a count: most are unlike, many are 0, with numbers on both sides of it.
TEST(RepeatedKey, LeavesWhatACountMostlyIsAlone) {
  RowTable table({"key", "change", "total"});
  std::mt19937 random(4);
  for (uint32_t i = 0; i < 200; ++i) {
    const int change = static_cast<int>(random() % 90000) - 20000;
    table.Add(
        {Identifier(i + 7), i % 3 == 0 ? "0" : std::to_string(change), std::to_string(i * i)});
  }
  for (const auto& found : table.Check("repeated_key"))
    EXPECT_NE(table.cells[found.column][found.row], "0");
}

TEST(RepeatedKey, LeavesDuplicateRecordsAlone) {
  RowTable table = Items();
  for (int i = 0; i < 10; ++i) {
    for (size_t c = 0; c < 3; ++c) table.cells[c][40 + i] = table.cells[c][i];
  }
  for (const auto& found : table.Check("repeated_key")) EXPECT_LT(found.evidence.confidence, 0.9);
}

// One row a day; `day` of March 2024, American.
std::string DayOf(int day) {
  return day < 31 ? fmt::format("03/{:02}/2024 06:00", day + 1)
                  : fmt::format("04/{:02}/2024 06:00", day - 30);
}

TEST(RepeatedKey, SuggestsTheDayThatASeriesLeaves) {
  RowTable table({"day", "level"});
  for (int i = 0; i < 60; ++i) table.Add({DayOf(i), std::to_string(i * 7 % 5)});
  table.cells[0][30] = DayOf(4);
  table.cells[0][40] = DayOf(39);
  const auto found = table.Check("repeated_key");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].row, 30u);
  EXPECT_EQ(found[0].evidence.suggestion, "03/31/2024 06:00");
  EXPECT_EQ(found[1].row, 40u);
  EXPECT_EQ(found[1].evidence.suggestion, "04/10/2024 06:00");
}

TEST(RepeatedKey, LeavesTwoThingsOfOneDayAlone) {
  RowTable table({"day", "level"});
  for (int i = 0; i < 90; ++i) table.Add({DayOf(i * 17 % 61), std::to_string(i * 7 % 5)});
  EXPECT_TRUE(table.Check("repeated_key").empty());
}

std::string Numbered(int i) { return fmt::format("S-{:03}", i); }

TEST(RepeatedKey, SuggestsTheNumberThatTheNeighboursLeave) {
  RowTable table({"code", "length"});
  std::mt19937 random(5);
  for (int i = 0; i < 60; ++i) table.Add({Numbered(i), std::to_string(random() % 5)});
  table.cells[0][20] = Numbered(19);  // from the row above
  table.cells[0][7] = Numbered(50);   // from a later row: the copy is the earlier one
  table.cells[0][59] = Numbered(30);  // in the last row
  const auto found = table.Check("repeated_key");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].row, 7u);
  EXPECT_EQ(found[0].evidence.suggestion, "S-007");
  EXPECT_EQ(found[1].row, 20u);
  EXPECT_EQ(found[1].evidence.suggestion, "S-020");
  EXPECT_EQ(found[2].row, 59u);
  EXPECT_EQ(found[2].evidence.suggestion, "S-059");
  EXPECT_GE(found[0].evidence.confidence, 0.9);
}

TEST(RepeatedKey, LeavesMeasurementsThatAgreeByChanceAlone) {
  RowTable table({"no", "depth", "amount"});
  std::mt19937 random(9);
  for (int i = 0; i < 500; ++i) {
    table.Add({std::to_string(i), fmt::format("{:.3f}", 20 + (random() % 9000) / 1000.0),
               fmt::format("{:.2f}", 5 + (random() % 40000) / 100.0)});
  }
  EXPECT_TRUE(table.Check("repeated_key").empty());
}

TEST(RepeatedKey, LeavesNumbersOfGroupsOfRowsAlone) {
  RowTable table({"booking", "line", "amount"});
  std::mt19937 random(4);
  for (int number = 7000; table.cells[0].size() < 300; number += 1 + random() % 3) {
    const int lines = random() % 3 == 0 ? 2 : 1;
    for (int line = 1; line <= lines; ++line)
      table.Add({std::to_string(number), std::to_string(line), std::to_string(random() % 9)});
  }
  EXPECT_TRUE(table.Check("repeated_key").empty());
}

TEST(RepeatedKey, LeavesThingsThatAreMeasuredAgainAlone) {
  RowTable table({"well", "iron"});
  std::mt19937 random(6);
  for (int i = 0; i < 200; ++i) table.Add({fmt::format("W{:03}", i), std::to_string(random() % 7)});
  for (int i = 0; i < 20; ++i)
    table.Add({fmt::format("W{:03}", random() % 200), std::to_string(random() % 7)});
  EXPECT_TRUE(table.Check("repeated_key").empty());
}

TEST(RepeatedKey, LeavesDaysAlone) {
  RowTable table({"born", "no"});
  std::mt19937 random(8);
  for (int i = 0; i < 400; ++i) {
    table.Add(
        {fmt::format("{:02}/{:02}/{}", 1 + random() % 28, 1 + random() % 12, 1940 + random() % 60),
         std::to_string(i)});
  }
  EXPECT_TRUE(table.Check("repeated_key").empty());
}

TEST(RepeatedKey, DaysThatWerePastedOverManyRowsStandOutOfOrder) {
  RowTable table({"week", "cases"});
  for (int i = 0; i < 160; ++i) {
    const int day = i % 2 == 1 && i > 10 ? i * 7 % 11 : i;
    table.Add(
        {fmt::format("2021-{:02}-{:02}", 1 + day / 20, 1 + day % 20), std::to_string(i % 23)});
  }
  const auto found = table.Check("repeated_key");
  ASSERT_EQ(found.size(), 75u);
  for (const RowFinding& f : found) {
    EXPECT_EQ(f.row % 2, 1u);
    EXPECT_EQ(f.column, 0u);
    EXPECT_GT(f.evidence.confidence, 0.9);
  }
}

}  // namespace
}  // namespace assay
