// CellTruth: which cells of a table are wrong, as a clean copy or a truth file tells.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "assay/base/result.h"

namespace assay {

struct TrueError {
  uint32_t type = 0;  // index into CellTruth::types
  std::string clean;  // what the cell should be
};

struct CellTruth {
  std::vector<std::string> columns;  // of the dirty table
  uint64_t rows = 0;                 // of the dirty table, rejected ones included
  uint64_t scored_columns = 0;
  std::vector<std::string> types;                  // names of error types
  std::unordered_map<uint64_t, TrueError> errors;  // by Key; only cells that count

  uint64_t Key(uint64_t row, uint32_t column) const { return row * columns.size() + column; }
  bool Counts(uint64_t row, uint32_t column) const {
    return scored[column] && !excluded_rows.contains(row) && !debatable.contains(Key(row, column));
  }

  std::vector<bool> scored;                    // by column
  std::unordered_set<uint64_t> debatable;      // cells that count neither way
  std::unordered_set<uint64_t> excluded_rows;  // rows that count neither way
};

// Where the truth comes from and what of it counts. Exactly one of clean and truth is set.
struct TruthOptions {
  std::string dirty;
  std::string clean;           // a table of the same columns and rows
  std::string truth;           // row, column, error_type, clean_value: what injection writes
  std::string scored_columns;  // a file: the only columns that count, one a line
  std::string debatable;       // a CSV file of row, column: cells that count neither way
  std::string excluded_rows;   // a file of row numbers that count neither way
};

// With a clean table, a cell is wrong when the two values are not the same (SameCell) and its type
// is what NameDifference says. With a truth file, the cells that it names are wrong.
Result<CellTruth> ReadTruth(const TruthOptions& options);

}  // namespace assay
