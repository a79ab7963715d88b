// The grammar of delimited text as one small automaton, and the splitting of a text by it.
// The header and the detection of the dialect use it; rows take the SIMD road, which must agree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "assay/source/source.h"

namespace assay {

// What of a dialect decides where cells and records end. LF ends a record, and a CR right before it
// goes with it; with `cr_ends_record` a CR ends one too, alone or with the LF behind it.
struct CsvGrammar {
  char delimiter = ',';
  char quote = '"';  // 0: none
  char escape = 0;   // 0: none
  bool cr_ends_record = false;
};

CsvGrammar GrammarOf(const Dialect& dialect);

// One record of a text, as raw cells.
struct CsvRecord {
  std::vector<std::string_view> cells;
  size_t begin = 0;
  size_t end = 0;                              // behind the last cell, before the line end
  size_t next = 0;                             // where the next record starts
  bool ended = false;                          // false: the text ended before a line end came
  size_t open_quote = std::string_view::npos;  // a quote that was never closed
  uint32_t stray_quotes = 0;                   // closing quotes with text behind them
  uint32_t quoted_cells = 0;

  bool blank() const { return begin == end; }
};

// Reads the record at `begin`, which must be below text.size(). A quote opens a quoted cell only as
// the cell's first byte; elsewhere it is text. Text behind a closing quote belongs to the cell. A
// doubled quote is one quote. The escape byte makes the next byte text, inside quotes and outside.
CsvRecord SplitRecord(std::string_view text, size_t begin, const CsvGrammar& grammar);

}  // namespace assay
