// Cuts blocks at the row limit.
#include "assay/run/row_limit.h"

#include <algorithm>

#include <algorithm>

#include <fmt/format.h>

namespace assay {
namespace {

class LimitedSource : public Source {
 public:
  LimitedSource(std::unique_ptr<Source> source, uint64_t rows)
      : source_(std::move(source)), rows_(rows) {}

  const Schema& schema() const override { return source_->schema(); }
  const std::string& name() const override { return source_->name(); }
  Status Rewind() override { return source_->Rewind(); }
  void ExpectRewind() override { source_->ExpectRewind(); }
  std::string DigestHex() const override { return source_->DigestHex(); }
  uint64_t BytesTotal() const override { return 0; }
  uint64_t BytesRead() const override { return source_->BytesRead(); }

  Result<bool> Next(Block* block) override {
    ASSAY_TRY(const bool more, source_->Next(block));
    if (!more || block->first_row >= rows_) return false;
    Cut(block);
    return true;
  }

 private:
  void Cut(Block* block) const {
    if (block->first_row + block->record_count <= rows_) return;
    uint32_t keep = 0;
    while (keep < block->rows() && block->RowOrdinal(keep) < rows_) ++keep;
    block->row_start.resize(keep);
    block->ends.resize(size_t{keep} * block->columns);
    if (!block->ordinals.empty()) block->ordinals.resize(keep);
    std::erase_if(block->rejects, [&](const Reject& reject) { return reject.row >= rows_; });
    block->record_count = rows_ - block->first_row;
  }

  std::unique_ptr<Source> source_;
  uint64_t rows_;
};

}  // namespace

std::unique_ptr<Source> LimitRows(std::unique_ptr<Source> source, uint64_t rows) {
  return std::make_unique<LimitedSource>(std::move(source), rows);
}

Result<uint32_t> WorkersForRows(Source* source, uint64_t most_rows, uint32_t wanted) {
  source->ExpectRewind();
  Block first;
  ASSAY_TRY(const bool any, source->Next(&first));
  ASSAY_TRY_STATUS(source->Rewind());
  if (!any || first.rows() == 0) return wanted;
  if (most_rows < first.rows()) {
    return UsageError(fmt::format(
        "memory.max_dataframe_size: found {}, but one block of this table has {} rows; allow "
        "at least as many",
        most_rows, first.rows()));
  }
  return static_cast<uint32_t>(std::min<uint64_t>(wanted, most_rows / first.rows()));
}

}  // namespace assay
