// Record index: turns the structural index of a range into the rows and rejects of a block.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "assay/source/structural_index.h"
#include "assay/table/block.h"

namespace assay {

// Where a record stands in the input.
struct RecordPlace {
  uint64_t offset = 0;  // of its first byte
  uint64_t line = 1;    // physical, 1-based
  uint64_t row = 0;     // ordinal among all records behind the header
};

// Builds one block at a time. Bytes may come piece by piece; the block holds the records that start
// before `limit`, so the last one may reach behind it.
class RecordIndex {
 public:
  RecordIndex(const CsvGrammar& grammar, uint32_t columns, uint64_t max_record_bytes,
              StructuralScan scan);

  // Begins with `block`, whose bytes[start] is the first byte of the record at `place`; start is
  // below `limit`. The block's vectors are overwritten, their capacity stays.
  void Begin(Block* block, uint32_t start, uint32_t limit, const RecordPlace& place);

  // Takes notice of block->bytes[.. available) and 64 readable bytes behind. True when the block is
  // complete; else more bytes are needed. With `at_end`, no more follow, and it is always true.
  bool Advance(uint32_t available, bool at_end);

  // Records found, rejected ones included.
  uint64_t record_count() const { return record_count_; }

  // The line of a record longer than max_record_bytes, 0 when there is none so far.
  uint64_t TooLongLine();

  // Trims the block's vectors to what was found. Only after Advance returned true.
  void Finish();

  // The record behind the block, after Finish.
  const RecordPlace& next() const { return next_; }

 private:
  void Reserve();
  // Goes through the record ends that the last scan found. True when the block is complete.
  bool TakeRecords(const StructuralOutput& found, uint32_t available, bool at_end);
  void TakeRecord(uint32_t first, uint32_t fields, uint32_t end);
  void EndInput(uint32_t available);
  void RejectOpenQuote(uint32_t available);
  void AddReject(uint32_t end, uint32_t column, std::string reason);
  uint64_t OpenLine();
  std::string RaggedReason(uint32_t fields, uint32_t end) const;

  const CsvGrammar grammar_;
  const uint32_t columns_;
  const uint64_t max_record_bytes_;
  const StructuralScan scan_;
  std::vector<uint32_t> record_ends_;

  Block* block_ = nullptr;
  RecordPlace place_;  // of the block's first record
  RecordPlace next_;
  uint32_t start_ = 0;
  uint32_t limit_ = 0;
  uint32_t scanned_ = 0;       // bytes that the structural scan has seen
  uint32_t record_start_ = 0;  // of the record that is being read
  uint32_t end_count_ = 0;  // entries of block->ends: those of rows, then those of the open record
  uint32_t row_count_ = 0;
  uint64_t record_count_ = 0;
  uint64_t line_count_ = 0;      // line ends in [start_, scanned_)
  uint32_t lines_known_to_ = 0;  // for rejects: line_ is the line of this byte
  uint64_t line_ = 1;
  uint64_t too_long_line_ = 0;
  StructuralState state_;
};

}  // namespace assay
