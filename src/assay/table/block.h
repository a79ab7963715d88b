// Block: a row-aligned piece of the input with an index of its cells; the unit of work of every
// pass.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

// A record that could not be accepted: it goes to quarantine and is counted, never dropped.
struct Reject {
  uint64_t row = 0;     // ordinal among all records after the header
  uint64_t line = 0;    // physical line where the record starts, 1-based
  uint64_t offset = 0;  // byte offset of the record in the (decoded) input
  int column = 0;       // 1-based field at which it broke; 0 when it is the whole record
  std::string reason;   // "expected 17 fields, found 15"
  std::string text;     // the record as read, at most 4 KiB
};

// How cells are quoted in a block's bytes. Blocks that come from no text have quote == 0.
struct CellDialect {
  char quote = '"';  // 0: cells stand for themselves
  char escape = 0;   // not 0: this byte makes the next one text, inside quotes and outside
};

// The content of a raw cell: what stands between the quotes, unescaped; a doubled quote is one
// quote (RFC 4180). Text behind a closing quote is kept. The view points into `raw` or into
// `scratch`. An unquoted cell is itself, but for escapes.
std::string_view CellValue(std::string_view raw, const CellDialect& dialect, std::string* scratch);

// Physical lines that end in the text: line feeds, and with `cr_ends_line` also CRs without one.
uint64_t CountLineEnds(std::string_view text, bool cr_ends_line);

// Rows of one piece of the input. Cells are slices of `bytes`; nothing is copied. All rows have
// exactly `columns` cells: others were rejected.
class Block {
 public:
  uint64_t index = 0;         // ordinal of the block in the input
  uint64_t first_row = 0;     // ordinal of its first record, rejected ones included
  uint64_t first_line = 1;    // physical line of its first byte, 1-based
  uint64_t record_count = 0;  // records in the block: rows() + rejects.size()
  uint32_t columns = 0;
  CellDialect dialect;
  bool cr_ends_line = false;  // a CR without LF ends a line too
  bool has_lines = true;      // false when the source is not text: then line is row + 2

  std::vector<char> bytes;          // at least 64 bytes of padding follow the content
  std::vector<uint32_t> row_start;  // byte where each row starts
  std::vector<uint32_t> ends;       // row-major: byte behind each cell
  std::vector<uint32_t> ordinals;   // record number within the block; empty: row i is record i
  std::vector<Reject> rejects;

  uint32_t rows() const { return static_cast<uint32_t>(row_start.size()); }
  uint64_t RowOrdinal(uint32_t row) const {
    return first_row + (ordinals.empty() ? row : ordinals[row]);
  }
  // The cell's bytes as they stand in the input, quotes included.
  std::string_view RawCell(uint32_t row, uint32_t column) const {
    const uint32_t* row_ends = ends.data() + size_t{row} * columns;
    const uint32_t start = column == 0 ? row_start[row] : row_ends[column - 1] + 1;
    return {bytes.data() + start, row_ends[column] - start};
  }
  std::string_view Value(uint32_t row, uint32_t column, std::string* scratch) const {
    return CellValue(RawCell(row, column), dialect, scratch);
  }
  // Empties it for reuse; capacity stays.
  void Clear();
};

// Finds physical lines of ascending rows of a block by counting line ends once.
class LineCounter {
 public:
  explicit LineCounter(const Block& block) : block_(block), line_(block.first_line) {}
  // `row` must not be below the last call's.
  uint64_t LineOf(uint32_t row);

 private:
  const Block& block_;
  uint32_t offset_ = 0;
  uint64_t line_;
};

}  // namespace assay
