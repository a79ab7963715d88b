// The chain of ranges.
#include "assay/source/csv_source.h"

#include <algorithm>
#include <mutex>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "assay/base/turnstile.h"

namespace assay {
namespace {

constexpr size_t kPadding = 64;
constexpr size_t kPiece = size_t{256}
                          << 10;  // read, digested and indexed while it is in the L2 cache
constexpr size_t kAhead = size_t{4} << 10;

// One thread's work on one range.
struct Range {
  uint64_t number = 0;
  uint64_t begin = 0;
  uint32_t have = 0;  // bytes read into the block, those behind the range included
  uint32_t digested = 0;
  bool at_end = false;    // the input ends with these bytes
  bool indexing = false;  // it is this range's turn and a record starts in it
  bool complete = false;
};

// The order of threads in one pass.
struct Pass {
  std::mutex mutex;
  uint64_t claimed = 0;
  std::optional<Error> error;
  Turnstile digest_turn;
  Turnstile index_turn;
  // Guarded by index_turn:
  RecordPlace next;
  uint64_t next_block = 0;
  bool ended = false;
};

class CsvSource : public Source {
 public:
  CsvSource(std::unique_ptr<ByteInput> input, CsvTable table)
      : input_(std::move(input)),
        table_(std::move(table)),
        grammar_(GrammarOf(table_.schema.dialect)),
        scan_(FindStructuralScan(table_.simd)) {
    StartPass();
  }

  const Schema& schema() const override { return table_.schema; }
  const std::string& name() const override { return table_.name; }
  void ExpectRewind() override { input_->ExpectRewind(); }
  std::string DigestHex() const override { return input_->DigestHex(); }
  uint64_t BytesTotal() const override { return input_->BytesTotal(); }
  uint64_t BytesRead() const override { return input_->BytesRead(); }

  Status Rewind() override {
    StartPass();
    return input_->Rewind();
  }

  Result<bool> Next(Block* block) override {
    const uint32_t columns = static_cast<uint32_t>(table_.schema.columns.size());
    RecordIndex index(grammar_, columns, table_.max_record_bytes, scan_);
    while (true) {
      Range range;
      {
        const std::lock_guard lock(pass_->mutex);
        if (pass_->error) return *pass_->error;
        range.number = pass_->claimed++;
      }
      range.begin = range.number * table_.block_bytes;
      if (input_->random_access() && range.begin >= input_->BytesTotal()) return false;
      Result<bool> found = Guarded(&range, &index, block);
      if (!found) return Fail(std::move(found).error());
      if (*found) return true;
      if (range.at_end) return false;
    }
  }

 private:
  void StartPass() {
    pass_ = std::make_unique<Pass>();
    pass_->next = table_.first_record;
  }

  // The first error is everybody's.
  Error Fail(Error error) {
    const std::lock_guard lock(pass_->mutex);
    if (!pass_->error) pass_->error = std::move(error);
    pass_->digest_turn.Abort();
    pass_->index_turn.Abort();
    return *pass_->error;
  }
  Error Stopped() {
    const std::lock_guard lock(pass_->mutex);
    return pass_->error.value_or(InternalError("the pass over the input was stopped"));
  }

  // Other threads wait for this range: running out of memory must end their waiting too.
  Result<bool> Guarded(Range* range, RecordIndex* index, Block* block) {
    try {
      return Work(range, index, block);
    } catch (const std::bad_alloc&) {
      return InputError(fmt::format("{}: out of memory for a block of rows", table_.name));
    }
  }

  // True when the range yielded a block.
  Result<bool> Work(Range* range, RecordIndex* index, Block* block) {
    const bool random = input_->random_access();
    ReturnRoom(block);
    if (!random && !pass_->index_turn.Enter(range->number)) return Stopped();
    if (!pass_->ended || random) ASSAY_TRY_STATUS(Read(range, index, block));
    if (random) ASSAY_TRY_STATUS(FinishDigest(range, *block));
    if (random && !pass_->index_turn.Enter(range->number)) return Stopped();
    ASSAY_TRY(const bool found, FinishIndex(range, index, block));
    if (!random && range->at_end && !pass_->ended) ASSAY_TRY_STATUS(input_->EndPass());
    pass_->ended = pass_->ended || range->at_end;
    range->at_end = pass_->ended;
    pass_->index_turn.Leave();
    return found;
  }

  // Reads the range piece by piece. Where it is this range's turn already, a piece is digested and
  // indexed at once.
  Status Read(Range* range, RecordIndex* index, Block* block) {
    uint64_t size = table_.block_bytes;
    if (input_->random_access()) size = std::min(size, input_->BytesTotal() - range->begin);
    while (range->have < size) {
      const size_t piece = std::min<size_t>(kPiece, size - range->have);
      MakeRoom(range->have + piece, size, block);
      char* const out = block->bytes.data() + range->have;
      ASSAY_TRY(const size_t got, input_->ReadRange(range->begin + range->have, out, piece));
      range->have += static_cast<uint32_t>(got);
      if (got < piece) {
        if (input_->random_access()) return BecameShorter();
        range->at_end = true;
        break;
      }
      if (input_->random_access() && range->begin + range->have == input_->BytesTotal()) {
        range->at_end = true;
      }
      if (input_->random_access() && pass_->digest_turn.IsNext(range->number))
        Digest(range, *block);
      if (pass_->index_turn.IsNext(range->number)) Index(range, index, block);
    }
    return {};
  }

  // A giant record's room is not kept for the blocks behind it.
  void ReturnRoom(Block* block) const {
    if (block->bytes.size() > 2 * (table_.block_bytes + kAhead))
      std::vector<char>().swap(block->bytes);
  }

  // Grows the block's bytes; a large range at once, so that it is never moved.
  static void MakeRoom(size_t wanted, size_t range_size, Block* block) {
    if (block->bytes.size() >= wanted + kPadding) return;
    block->bytes.resize(std::max(wanted, range_size + kAhead) + kPadding);
  }

  Error BecameShorter() const {
    return InputError(
        fmt::format("{}: became shorter while it was read; run again when nobody "
                    "writes to it",
                    table_.name));
  }

  void Digest(Range* range, const Block& block) {
    input_->Digest({block.bytes.data() + range->digested, range->have - range->digested});
    range->digested = range->have;
  }

  Status FinishDigest(Range* range, const Block& block) {
    if (!pass_->digest_turn.Enter(range->number)) return Stopped();
    Digest(range, block);
    if (range->at_end) ASSAY_TRY_STATUS(input_->EndPass());
    pass_->digest_turn.Leave();
    return {};
  }

  // Indexes what was read. Only in turn.
  void Index(Range* range, RecordIndex* index, Block* block) {
    if (range->complete) return;
    if (!range->indexing) {
      const uint64_t start = pass_->next.offset - range->begin;
      if (start >= table_.block_bytes || start > range->have) return;
      index->Begin(block, static_cast<uint32_t>(start), static_cast<uint32_t>(table_.block_bytes),
                   pass_->next);
      range->indexing = true;
    }
    range->complete = index->Advance(range->have, range->at_end);
  }

  // Reads on until the last record of the range ends, and passes on where the next one starts.
  Result<bool> FinishIndex(Range* range, RecordIndex* index, Block* block) {
    Index(range, index, block);
    if (!range->indexing) return false;
    size_t more = kAhead;
    while (!range->complete) {
      if (const uint64_t line = index->TooLongLine(); line != 0) return TooLong(line);
      MakeRoom(range->have + more, 0, block);
      char* const out = block->bytes.data() + range->have;
      ASSAY_TRY(const size_t got, input_->ReadAhead(range->begin + range->have, out, more));
      range->have += static_cast<uint32_t>(got);
      range->complete = index->Advance(range->have, got < more);
      more = std::min<size_t>(2 * more, table_.block_bytes + kAhead);
    }
    if (const uint64_t line = index->TooLongLine(); line != 0) return TooLong(line);
    index->Finish();
    pass_->next = index->next();
    if (index->record_count() == 0) return false;
    block->index = pass_->next_block++;
    return true;
  }

  Error TooLong(uint64_t line) const {
    return InputError(fmt::format(
        "{}:{}: the record that starts on this line is longer than {} bytes; probably a quote is "
        "never closed. Mend the line, or name the quote (none if there is none)",
        table_.name, line, table_.max_record_bytes));
  }

  const std::unique_ptr<ByteInput> input_;
  const CsvTable table_;
  const CsvGrammar grammar_;
  const StructuralScan scan_;
  std::unique_ptr<Pass> pass_;
};

}  // namespace

std::unique_ptr<Source> MakeCsvSource(std::unique_ptr<ByteInput> input, CsvTable table) {
  return std::make_unique<CsvSource>(std::move(input), std::move(table));
}

}  // namespace assay
