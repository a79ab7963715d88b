// Which cells differ from the cell above is found several cells at a time, and is what comparing
// each of them finds.
#include "assay/table/changed_cells.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "../profile/block_of.h"

namespace assay {
namespace {

TEST(ChangedCells, AreThoseThatDifferFromTheCellAbove) {
  std::mt19937 random(5);
  const std::vector<std::string> texts = {"",
                                          "a",
                                          "b",
                                          "ab",
                                          "12345678",
                                          "12345679",
                                          "a longer text than a word is",
                                          "a longer text than a word it",
                                          "a longer text than a word i"};
  for (const uint32_t columns : {1u, 2u, 7u, 70u}) {
    for (const int rows : {1, 63, 64, 65, 200}) {
      Rows cells(static_cast<size_t>(rows), std::vector<std::string>(columns));
      for (size_t row = 0; row < cells.size(); ++row) {
        for (size_t column = 0; column < columns; ++column) {
          cells[row][column] = row > 0 && random() % 4 != 0 ? cells[row - 1][column]
                                                            : texts[random() % texts.size()];
        }
      }
      ChangedCells changed;
      changed.Find(BlockOf(cells));
      for (uint32_t column = 0; column < columns; ++column) {
        std::vector<uint32_t> expected, found;
        for (uint32_t row = 0; row < cells.size(); ++row)
          if (row == 0 || cells[row][column] != cells[row - 1][column]) expected.push_back(row);
        changed.ForEach(column, 0, static_cast<uint32_t>(rows),
                        [&](uint32_t row) { found.push_back(row); });
        ASSERT_EQ(found, expected) << rows << " rows, column " << column << " of " << columns;
      }
    }
  }
}

TEST(ChangedCells, AreVisitedInARangeOfRows) {
  Rows cells;
  for (int row = 0; row < 150; ++row) cells.push_back({std::to_string(row / 3)});
  ChangedCells changed;
  changed.Find(BlockOf(cells));
  std::vector<uint32_t> found;
  changed.ForEach(0, 61, 67, [&](uint32_t row) { found.push_back(row); });
  EXPECT_EQ(found, (std::vector<uint32_t>{63, 66}));
  found.clear();
  changed.ForEach(0, 64, 64, [&](uint32_t row) { found.push_back(row); });
  changed.ForEach(0, 148, 150, [&](uint32_t row) { found.push_back(row); });
  EXPECT_TRUE(found.empty());
}

TEST(ChangedCells, OfABlockWithoutRowsAreNone) {
  ChangedCells changed;
  changed.Find(Block());
}

}  // namespace
}  // namespace assay
