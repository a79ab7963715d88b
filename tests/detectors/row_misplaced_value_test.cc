// misplaced_value: how far a shift reaches, what it suggests, and columns that share their values.
#include <map>
#include <random>

#include <fmt/format.h>

#include "row_table.h"

namespace assay {
namespace {

// Orders whose columns tell their values by lists and shapes; the note is free text.
RowTable Orders() {
  RowTable table({"order", "colour", "size", "weight", "town", "carrier", "note"});
  const char* colours[] = {"red", "blue", "green"};
  const char* sizes[] = {"S", "M", "L"};
  const char* towns[] = {"Jena", "Bonn", "Kiel", "Ulm"};
  const char* carriers[] = {"post", "rail"};
  std::mt19937 random(3);
  for (int i = 0; i < 400; ++i) {
    table.Add({fmt::format("K-{}", 1000 + i), colours[random() % 3], sizes[random() % 3],
               fmt::format("{}.{} kg", random() % 10, random() % 10), towns[random() % 4],
               carriers[random() % 2], fmt::format("{} left at {}", random() % 90, random())});
  }
  return table;
}

// Loses the cell of `column` in a row, and closes the gap.
void Lose(RowTable* table, size_t row, size_t column) {
  for (; column + 1 < table->cells.size(); ++column)
    table->cells[column][row] = table->cells[column + 1][row];
  table->cells[column][row].clear();
}

std::map<uint32_t, std::string> SuggestionsOf(const std::vector<RowFinding>& found, uint64_t row) {
  std::map<uint32_t, std::string> suggestions;
  for (const RowFinding& f : found) {
    if (f.row == row) suggestions[f.column] = f.evidence.suggestion;
  }
  return suggestions;
}

TEST(MisplacedValue, ALostCellIsRepairedToTheEndOfTheRow) {
  RowTable table = Orders();
  EXPECT_TRUE(table.Check("misplaced_value").empty());
  std::map<uint32_t, std::string> repaired = {{1, ""}};
  for (uint32_t c = 2; c < 7; ++c) repaired[c] = table.cells[c][70];
  Lose(&table, 70, 1);
  const auto found = table.Check("misplaced_value");
  EXPECT_EQ(SuggestionsOf(found, 70), repaired);
  EXPECT_EQ(found.size(), repaired.size());
}

TEST(MisplacedValue, ACellOfItsOwnMistakeDoesNotHideTheShift) {
  RowTable table = Orders();
  table.cells[4][70] = "Bonnn";
  Lose(&table, 70, 1);
  EXPECT_EQ(SuggestionsOf(table.Check("misplaced_value"), 70).size(), 6u);
}

TEST(MisplacedValue, TwoCellsThatAreWrongByThemselvesAreNoShift) {
  RowTable table = Orders();
  table.cells[1][70] = "purple";
  table.cells[2][70] = "XL";
  table.cells[4][90] = "S";  // a value of another column, but that one has its own
  EXPECT_TRUE(table.Check("misplaced_value").empty());
}

TEST(MisplacedValue, ColumnsThatManyRowsExchangeAreMeantToShareTheirValues) {
  RowTable table = Orders();
  for (size_t row = 0; row < 40; ++row) std::swap(table.cells[1][row], table.cells[4][row]);
  EXPECT_TRUE(table.Check("misplaced_value").empty());
}

}  // namespace
}  // namespace assay
