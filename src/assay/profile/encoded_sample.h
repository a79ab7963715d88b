// EncodedSample: a row sample with every column dictionary-encoded; what cross-column learning
// reads.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/profile/table_profile.h"
#include "assay/profile/value_index.h"

namespace assay {

// One column of the sample. Code c stands for the value `values[c]`.
struct EncodedColumn {
  std::vector<uint32_t> codes;           // one a sampled row
  std::vector<std::string_view> values;  // views into the RowSample
  std::vector<uint32_t> counts;          // rows of each code
  std::vector<uint8_t> blank;            // 1: empty, or nothing but white space
  ValueIndex index;                      // EncodedHash(value) → code
  uint32_t filled = 0;                   // rows that are not blank
  uint32_t filled_distinct = 0;          // distinct values that are not blank
  uint32_t top_count = 0;                // rows of the most frequent value that is not blank

  char decimal_mark = '.';  // or ','

  // The value as a number with that mark, NaN when it is none.
  std::vector<double> numbers;
  uint32_t numeric = 0;  // rows whose value is a number
};

struct EncodedSample {
  std::vector<EncodedColumn> columns;
  uint32_t rows = 0;
  bool complete = false;  // holds every row of the table
};

// The hash that EncodedColumn::index is keyed by.
uint64_t EncodedHash(std::string_view value);

// Whether the value is empty or white space.
bool IsBlankValue(std::string_view value);

// Reads a plain decimal number ("-1.5e3"; no separators, no units, blanks around it allowed); NaN
// if the value is none.
double ReadNumber(std::string_view value);

// Encodes all columns of `sample`, which must outlive the result. Time is linear in the cells.
EncodedSample EncodeSample(const RowSample& sample);

// The first `most` sampled rows in which the column is blank.
std::vector<uint32_t> BlankRows(const EncodedColumn& column, size_t most);

// The rows of each code, grouped: rows of code c are order[start[c] … start[c + 1]).
struct RowGroups {
  std::vector<uint32_t> order;
  std::vector<uint32_t> start;

  std::span<const uint32_t> RowsOf(size_t code) const {
    return std::span(order).subspan(start[code], start[code + 1] - start[code]);
  }
};
RowGroups GroupRows(const std::vector<uint32_t>& codes, uint32_t distinct);

}  // namespace assay
