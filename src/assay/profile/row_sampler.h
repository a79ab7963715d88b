// RowSampler: the bottom-k sample of rows by a seeded hash of their ordinals.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "assay/base/byte_stream.h"
#include "assay/profile/table_profile.h"
#include "assay/table/block.h"

namespace assay {

// One sampled row: its cells, unquoted, one behind the other.
struct SampledRow {
  uint64_t hash = 0;
  uint64_t row = 0;
  std::string cells;
  std::vector<uint32_t> ends;  // end of each cell in `cells`
};

// Which rows are in the sample depends on their ordinals and the seed only; when they would take
// more than 64 MiB (at 8 bytes a cell besides its text), the sample becomes smaller.
class RowSampler {
 public:
  RowSampler(uint32_t rows, uint64_t seed) : capacity_(rows), seed_(seed) {}

  // The rows of a block that may be in the sample. Any thread.
  std::vector<SampledRow> Choose(const Block& block) const;
  // Takes them in; one call at a time.
  void Merge(std::vector<SampledRow> rows);
  // Keeps at most so many rows from now on.
  void LimitTo(uint32_t rows);

  // The sampled rows and what decides on the next ones, in pieces that are handed on.
  Status Save(const TakePiece& take) const;
  // Goes on where the saved sampler stood; only on an empty one of the same capacity and seed.
  // False: the bytes are no state of such a sampler over rows of so many columns, and this one must
  // not be used.
  bool Load(ByteReader* in, size_t columns);

  // The sample of at most `rows` rows (no more than the capacity), in row order, and the end of the
  // sampler. `seen` is the number of rows of the table.
  RowSample Take(uint32_t rows, uint64_t seen, size_t columns);
  // The sampled rows, in no order, once Settle was called.
  const std::vector<SampledRow>& rows() const { return kept_; }
  // Cuts what is kept to the capacity.
  void Settle();

 private:
  size_t capacity_;
  const uint64_t seed_;
  std::vector<SampledRow> kept_;
  size_t bytes_ = 0;  // that kept_ takes
  // No row with a larger hash can be in the sample: lets Choose skip rows early, never changes a
  // result.
  std::atomic<uint64_t> largest_{UINT64_MAX};
};

}  // namespace assay
