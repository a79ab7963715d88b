// Hashing of rows and the bounded table of equal ones.
#include "assay/run/row_identity.h"

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
  const bool full = seen_.size() >= kMostHashes;
  const bool is_new = full ? !seen_.Contains(row_hash) : seen_.Insert(row_hash);
  return is_new ? 0 : ++repeats_[row_hash];
}

}  // namespace assay
