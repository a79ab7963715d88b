// The structural index: where cells and records of a text end, found 64 bytes at a time.
// Every instruction set finds the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "assay/source/csv_grammar.h"

namespace assay {

// What is carried from one piece of a record to the next. A fresh one stands at a record's start.
struct StructuralState {
  uint64_t in_quotes = 0;  // 0 or all ones
  uint64_t may_open = 1;   // 1: a quote as the next byte opens (or doubles)
  uint64_t escaped = 0;    // 1: the next byte is text
  uint64_t after_cr = 0;   // 1: the last byte was a CR
};

// Where a piece's index goes. The arrays must hold one entry for each byte of the piece and
// kStructuralSlack more.
struct StructuralOutput {
  uint32_t* ends = nullptr;         // position of each delimiter and record end outside quotes
  uint32_t* record_ends = nullptr;  // which of `ends` end records, as indexes into it
  uint32_t end_count = 0;
  uint32_t record_count = 0;
  uint64_t line_count = 0;  // physical line ends, those inside quotes included
};

constexpr size_t kStructuralSlack = 64;

// Appends the index of bytes[begin, end) to `output`. 64 bytes behind `end` must be readable.
using StructuralScan = void (*)(const CsvGrammar& grammar, const char* bytes, uint32_t begin,
                                uint32_t end, StructuralState* state, StructuralOutput* output);

// The scan for an instruction set, or null when this machine lacks it.
StructuralScan FindStructuralScan(SimdLevel level);

// The best instruction set that this machine has.
SimdLevel BestSimdLevel();

}  // namespace assay
