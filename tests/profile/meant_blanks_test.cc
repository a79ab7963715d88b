// meant_blanks: gaps that another column explains, and those of readings and dates.
#include "assay/profile/meant_blanks.h"

#include <list>

#include <gtest/gtest.h>

namespace assay {
namespace {

// Columns of `rows` cells made by `cell`.
template <typename Cell>
RowSample SampleOf(uint32_t columns, uint32_t rows, const Cell& cell) {
  RowSample sample;
  sample.complete = true;
  sample.columns.resize(columns);
  for (uint32_t row = 0; row < rows; ++row) {
    sample.rows.push_back(row);
    for (uint32_t c = 0; c < columns; ++c) sample.columns[c].push_back(cell(c, row));
  }
  return sample;
}

// As EncodeSample does; the sample lives on, as the views into it ask.
EncodedSample Encoded(RowSample sample) {
  static std::list<RowSample> kept;
  return EncodeSample(kept.emplace_back(std::move(sample)));
}

// Every tenth match ends 0:0 and has no first goal.
std::string MatchCell(uint32_t column, uint32_t row) {
  const bool none = row % 10 == 3;
  if (column == 0) return none ? "0:0" : row % 2 == 0 ? "1:0" : "2:1";
  return none ? "" : std::to_string(row % 90);
}

TEST(MeantBlanks, AValueOfAnotherColumnExplainsThem) {
  EXPECT_TRUE(DoesAValueMeanBlank(Encoded(SampleOf(2, 200, MatchCell)), 1));
  // Half of the rows with the value have a goal all the same.
  const RowSample mixed = SampleOf(2, 200, [](uint32_t column, uint32_t row) {
    return column == 1 && row % 20 == 3 ? "12" : MatchCell(column, row);
  });
  EXPECT_FALSE(DoesAValueMeanBlank(Encoded(mixed), 1));
}

TEST(MeantBlanks, ACommonValueExplainsNothing) {
  const RowSample sample = SampleOf(2, 200, [](uint32_t column, uint32_t row) -> std::string {
    if (column == 0) return row == 7 ? "no" : "yes";
    return row % 10 == 3 ? "" : "12";
  });
  EXPECT_FALSE(DoesAValueMeanBlank(Encoded(sample), 1));
}

TEST(MeantBlanks, ColumnsAreBlankTogether) {
  const auto together = [](uint32_t, uint32_t row) -> std::string {
    return row % 10 == 3 ? "" : std::to_string(row);
  };
  EXPECT_TRUE(AreBlankTogether(Encoded(SampleOf(2, 200, together)), 0));
  const auto apart = [](uint32_t column, uint32_t row) -> std::string {
    return row % 10 == 3 + column ? "" : std::to_string(row);
  };
  EXPECT_FALSE(AreBlankTogether(Encoded(SampleOf(2, 200, apart)), 0));
}

TEST(MeantBlanks, ABlankThatStandsOnlyBesideFewOthersIsMeant) {
  const auto nested = [](uint32_t every) {
    return SampleOf(2, 400, [every](uint32_t column, uint32_t row) -> std::string {
      return row % (column == 0 ? 2 * every : every) == 0 ? "" : std::to_string(row);
    });
  };
  EXPECT_TRUE(AreBlankTogether(Encoded(nested(20)), 0));
  EXPECT_FALSE(AreBlankTogether(Encoded(nested(5)), 0)) << "a fifth of the rows say nothing";
}

TEST(MeantBlanks, AFewGroupsHoldThem) {
  const auto of_groups = [](uint32_t groups) {
    return SampleOf(2, 900, [groups](uint32_t column, uint32_t row) -> std::string {
      const uint32_t group = row % 10;
      if (column == 1) return "course " + std::to_string(group);
      return group < groups && row * 7 % 30 < 6 ? "" : std::to_string(row % 13);
    });
  };
  EXPECT_TRUE(AreOfFewGroups(Encoded(of_groups(2)), 0));
  EXPECT_FALSE(AreOfFewGroups(Encoded(of_groups(10)), 0)) << "as chance has it";
}

// A table of a key and a column with gaps, `key_empty` of them in the key.
TableProfile TableOf(uint64_t key_empty, uint64_t distinct, bool numbers, const char* text) {
  TableProfile table;
  table.columns.resize(2);
  for (ColumnProfile& column : table.columns) column.rows = 200;
  table.columns[0].empty = key_empty;
  table.columns[1].empty = 10;
  table.columns[1].distinct = distinct;
  table.columns[1].numeric = numbers ? 190 : 0;
  table.sample = SampleOf(2, 200, [&](uint32_t, uint32_t) { return text; });
  return table;
}

TEST(MeantBlanks, ReadingsAndDatesAreLostOrStillToCome) {
  EXPECT_TRUE(IsReading(TableOf(0, 150, true, "4.5"), 1));
  EXPECT_TRUE(IsReading(TableOf(0, 150, false, "2021-03-14"), 1));
  EXPECT_FALSE(IsReading(TableOf(0, 5, true, "4"), 1)) << "five numbers are codes";
  EXPECT_FALSE(IsReading(TableOf(0, 150, false, "Ulm"), 1));
  EXPECT_FALSE(IsReading(TableOf(3, 150, true, "4.5"), 1)) << "every column has lost cells";
}

TEST(MeantBlanks, AreLeftAtWillWhereMoreRowsLeaveAnotherColumnOut) {
  const auto left = [](uint64_t own, uint64_t other, uint64_t third) {
    TableProfile table;
    for (const uint64_t empty : {own, other, third}) {
      ColumnProfile& column = table.columns.emplace_back();
      column.rows = 1000;
      column.empty = empty;
    }
    return AreLeftAtWill(table, 0);
  };
  EXPECT_TRUE(left(100, 300, 0));
  EXPECT_FALSE(left(100, 20, 0)) << "no other one is";
  EXPECT_FALSE(left(50, 300, 0)) << "few are";
  EXPECT_FALSE(left(100, 300, 50)) << "all have blanks";
}

}  // namespace
}  // namespace assay
