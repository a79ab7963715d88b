// CSV source: blocks of rows from a byte input, indexed by any number of threads.
#pragma once

#include <memory>
#include <string>

#include "assay/source/byte_input.h"
#include "assay/source/csv_grammar.h"
#include "assay/source/record_index.h"
#include "assay/source/source.h"

namespace assay {

// What OpenSource found out before the first row.
struct CsvTable {
  std::string name;
  Schema schema;
  RecordPlace first_record;
  uint64_t block_bytes = 0;
  uint64_t max_record_bytes = 0;
  SimdLevel simd = SimdLevel::kPortable;
};

// A range of block_bytes bytes yields the block of the records that start in it; ranges where none
// starts yield no block. Threads read and digest ranges side by side; where records start is passed
// on from range to range, so nothing is guessed.
std::unique_ptr<Source> MakeCsvSource(std::unique_ptr<ByteInput> input, CsvTable table);

}  // namespace assay
