// Row by row, several cells at once: cells of equal lengths lie at one distance from those above
// them, so that the first byte that differs tells which of them is the first that does.
#include "assay/table/changed_cells.h"

#include <algorithm>
#include <cstring>

namespace assay {
namespace {

// The first place below `size` where the bytes differ, or `size`.
uint32_t FirstDifference(const char* a, const char* b, uint32_t size) {
  const auto load = [](const char* bytes) {
    uint64_t word;
    std::memcpy(&word, bytes, sizeof word);
    return word;
  };
  for (uint32_t at = 0; at < size; at += 8) {
    const uint64_t differing = load(a + at) ^ load(b + at);
    if (differing != 0)
      return std::min(size, at + static_cast<uint32_t>(std::countr_zero(differing)) / 8);
  }
  return size;
}

}  // namespace

void ChangedCells::Find(const Block& block) {
  words_ = (block.rows() + 63) / 64;
  bits_.assign(words_ * block.columns, 0);
  if (block.rows() == 0) return;
  for (uint32_t column = 0; column < block.columns; ++column) Mark(0, column);
  for (uint32_t row = 1; row < block.rows(); ++row) CompareRow(block, row);
}

void ChangedCells::CompareRow(const Block& block, uint32_t row) {
  const char* const bytes = block.bytes.data();
  const uint32_t* const ends = block.ends.data() + size_t{row} * block.columns;
  const uint32_t* const ends_above = ends - block.columns;
  uint32_t start = block.row_start[row], above = block.row_start[row - 1];
  uint32_t behind = 0;  // cells from `column` up to here are as long as those above them
  for (uint32_t column = 0; column < block.columns; ++column) {
    if (behind <= column) {
      behind = column;
      while (behind < block.columns && ends[behind] - ends_above[behind] == start - above) ++behind;
    }
    if (column < behind) {
      const uint32_t size = ends[behind - 1] - start;
      const uint32_t differs = start + FirstDifference(bytes + start, bytes + above, size);
      while (column < behind && ends[column] <= differs) ++column;
    }
    if (column == block.columns) return;
    Mark(row, column);  // it has the byte that differs, or another length
    start = ends[column] + 1;
    above = ends_above[column] + 1;
  }
}

}  // namespace assay
