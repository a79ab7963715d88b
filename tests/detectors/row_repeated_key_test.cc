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

TEST(RepeatedKey, LeavesDuplicateRecordsAlone) {
  RowTable table = Items();
  for (int i = 0; i < 10; ++i) {
    for (size_t c = 0; c < 3; ++c) table.cells[c][40 + i] = table.cells[c][i];
  }
  for (const auto& found : table.Check("repeated_key")) EXPECT_LT(found.evidence.confidence, 0.9);
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

}  // namespace
}  // namespace assay
