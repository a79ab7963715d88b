// ChangedCells: which cells of a block differ from the cell above them. Most do not, and no pass
// needs to look at those again.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "assay/table/block.h"

namespace assay {

class ChangedCells {
 public:
  // Compares the bytes of all cells; those of the block's first row count as changed. Reads up to 8
  // bytes behind a cell: blocks are padded.
  void Find(const Block& block);

  // 64 rows of a column from row 64 * `word` on: bit i is row 64 * word + i. Bits behind the last
  // row are 0.
  uint64_t Word(uint32_t column, uint32_t word) const { return bits_[column * words_ + word]; }
  // Calls `visit(row)` for the changed cells of the column in rows [begin, end), in order.
  template <typename Visit>
  void ForEach(uint32_t column, uint32_t begin, uint32_t end, const Visit& visit) const;

 private:
  void CompareRow(const Block& block, uint32_t row);
  void Mark(uint32_t row, uint32_t column) {
    bits_[column * words_ + row / 64] |= uint64_t{1} << row % 64;
  }

  size_t words_ = 0;            // a column
  std::vector<uint64_t> bits_;  // column by column
};

template <typename Visit>
void ChangedCells::ForEach(uint32_t column, uint32_t begin, uint32_t end,
                           const Visit& visit) const {
  for (uint32_t first = begin / 64 * 64; first < end; first += 64) {
    uint64_t word = Word(column, first / 64);
    if (first < begin) word &= ~uint64_t{0} << (begin - first);
    if (end - first < 64) word &= ~(~uint64_t{0} << (end - first));
    for (; word != 0; word &= word - 1)
      visit(first + static_cast<uint32_t>(std::countr_zero(word)));
  }
}

}  // namespace assay
