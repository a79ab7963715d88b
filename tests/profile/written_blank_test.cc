// written_blank: rows without values in several columns, and slips that hit cells alone.
#include "assay/profile/written_blank.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "assay/profile/table_profile.h"

namespace assay {
namespace {

// A table of three columns and 200 rows made by `cell`.
TableProfile TableOf(const std::function<std::string(uint32_t column, uint32_t row)>& cell) {
  TableProfile table;
  table.rows = 200;
  table.columns.resize(3);
  table.sample.columns.resize(3);
  for (uint32_t row = 0; row < 200; ++row) table.sample.rows.push_back(row);
  for (uint32_t c = 0; c < 3; ++c) {
    ColumnProfile& column = table.columns[c];
    column.rows = 200;
    uint64_t tokens = 0;
    for (uint32_t row = 0; row < 200; ++row) {
      const std::string& text = table.sample.columns[c].emplace_back(cell(c, row));
      tokens += text == "NaN";
      column.empty += text.empty();
    }
    if (tokens > 0) column.values.push_back({"NaN", tokens});
    column.values_exact = true;
    column.IndexValues();
  }
  return table;
}

std::string Together(uint32_t column, uint32_t row) {
  const bool none = row % 10 == 3 || (column == 2 && row % 10 == 6);
  return none ? "NaN" : std::to_string(row);
}

TEST(WrittenBlank, RowsHaveItInSeveralColumns) {
  const TableProfile table = TableOf(Together);
  EXPECT_TRUE(IsWrittenBlank(table, 0, "NaN"));
  EXPECT_TRUE(IsWrittenBlank(table, 2, "NaN")) << "a column that lacks more than the others";
  EXPECT_FALSE(IsWrittenBlank(table, 0, "nan")) << "not so written";
}

TEST(WrittenBlank, CellsThatHaveItAloneAreMistakes) {
  const TableProfile table = TableOf([](uint32_t column, uint32_t row) {
    return row % 10 == 3 + column ? std::string("NaN") : std::to_string(row);
  });
  EXPECT_FALSE(IsWrittenBlank(table, 0, "NaN"));
}

TEST(WrittenBlank, AColumnThatIsEmptyElsewhereWritesItsBlanksSo) {
  const TableProfile table = TableOf([](uint32_t column, uint32_t row) {
    return column == 0 && row % 10 == 5 ? std::string() : Together(column, row);
  });
  EXPECT_FALSE(IsWrittenBlank(table, 0, "NaN"));
  EXPECT_TRUE(IsWrittenBlank(table, 1, "NaN"));
}

}  // namespace
}  // namespace assay
