// Hashing of rows and the bounded table of equal ones.
#include "assay/run/row_identity.h"

#include <algorithm>
#include <numeric>

#include "assay/base/hash.h"

namespace assay {
namespace {

constexpr size_t kMostHashes = size_t{1} << 20;

}  // namespace

RowHasher::RowHasher(const Plan& plan, const std::vector<std::string>& columns)
    : columns_(plan.key_columns), all_cells_(plan.key_columns.empty()) {
  for (const std::string& column : columns) seeds_.push_back(Hash64(column));
  if (all_cells_) {
    columns_.resize(columns.size());
    std::iota(columns_.begin(), columns_.end(), 0u);
  }
}

uint64_t RowHasher::HashOne(uint32_t column, std::string_view value) const {
  return Hash64(value, seeds_[column]);
}

uint64_t RowHasher::HashRow(const Block& block, uint32_t row, std::string* scratch) const {
  uint64_t sum = 0;
  for (const uint32_t column : columns_) sum += HashOne(column, block.Value(row, column, scratch));
  return sum;
}

uint64_t RowHasher::KeyFor(uint64_t row_hash, uint32_t ordinal, uint32_t column,
                           std::string_view value) const {
  if (!all_cells_) return MixHash(row_hash, 0);
  return MixHash(row_hash - HashOne(column, value), ordinal);
}

uint32_t RowOrdinals::Next(uint64_t row_hash) {
  if (slots_.size() < 2 * (used_ + 1) && used_ < kMostHashes) Grow();
  const size_t mask = slots_.size() - 1;
  for (size_t i = row_hash & mask;; i = (i + 1) & mask) {
    Slot& slot = slots_[i];
    if (slot.count == 0) {
      if (used_ >= kMostHashes) return 0;
      slot = {row_hash, 1};
      ++used_;
      return 0;
    }
    if (slot.hash == row_hash) return slot.count++;
  }
}

void RowOrdinals::Grow() {
  std::vector<Slot> old(std::max<size_t>(1024, slots_.size() * 2));
  old.swap(slots_);
  const size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.count == 0) continue;
    size_t i = slot.hash & mask;
    while (slots_[i].count != 0) i = (i + 1) & mask;
    slots_[i] = slot;
  }
}

}  // namespace assay
