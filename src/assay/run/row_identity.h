// Row identity: what tells one row from another in fingerprints, free of the row's number.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "assay/detect/seen_hashes.h"
#include "assay/run/plan.h"
#include "assay/table/block.h"

namespace assay {

// Hashes rows: the sum of the hashes of their cells (of the key columns alone when there are some),
// so that a cell can be taken out of it and the order of columns does not matter.
class RowHasher {
 public:
  RowHasher(const Plan& plan, const std::vector<std::string>& columns);
  uint64_t HashRow(const Block& block, uint32_t row, std::string* scratch) const;
  // The key of a row for a finding in `column`: the row's hash without that cell, and the ordinal.
  uint64_t KeyFor(uint64_t row_hash, uint32_t ordinal, uint32_t column,
                  std::string_view value) const;
  // Whether rows with equal hashes must be told apart by an ordinal: not when keys were named.
  bool needs_ordinals() const { return all_cells_; }

 private:
  uint64_t HashOne(uint32_t column, std::string_view value) const;

  std::vector<uint64_t> seeds_;  // by column
  std::vector<uint32_t> columns_;
  bool all_cells_ = true;
};

// Counts how often each row hash came before. Bounded: behind the first million different hashes
// new ones get ordinal 0, so equal wrong rows that far down may share fingerprints.
class RowOrdinals {
 public:
  // How many rows with this hash came before this one.
  uint32_t Next(uint64_t row_hash);
  // What Next will look at, to be prefetched by the caller.
  const void* PlaceOf(uint64_t row_hash) const { return seen_.PlaceOf(row_hash); }

 private:
  SeenHashes seen_;
  std::unordered_map<uint64_t, uint32_t> repeats_;  // of the hashes that came again
};

}  // namespace assay
