// Bottom-k sampling with an early threshold.
#include "assay/profile/row_sampler.h"

#include <algorithm>

namespace assay {
namespace {

constexpr size_t kMostBytes = size_t{64} << 20;
constexpr size_t kBytesBesideText = 8;   // counted for each cell
constexpr size_t kMostCellBytes = 4096;  // longer cells are cut
constexpr size_t kPieceBytes = size_t{1} << 20;

// The finaliser of SplitMix64.
uint64_t HashRow(uint64_t row, uint64_t seed) {
  uint64_t x = row + seed * 0x9e3779b97f4a7c15ULL + 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

// Empty cells count too: in a wide table they are what takes the memory.
size_t BytesOf(const SampledRow& row) {
  return row.cells.size() + row.ends.size() * kBytesBesideText;
}

// Its cells lie in its text one behind the other, and its place in the order is its own.
bool IsWellFormed(const SampledRow& row, size_t columns, uint64_t seed) {
  return row.hash == HashRow(row.row, seed) && row.ends.size() == columns &&
         std::is_sorted(row.ends.begin(), row.ends.end()) &&
         (row.ends.empty() ? 0 : row.ends.back()) == row.cells.size();
}

bool Before(const SampledRow& a, const SampledRow& b) {
  return a.hash != b.hash ? a.hash < b.hash : a.row < b.row;
}

}  // namespace

std::vector<SampledRow> RowSampler::Choose(const Block& block) const {
  std::vector<SampledRow> chosen;
  const uint64_t largest = largest_.load(std::memory_order_relaxed);
  std::string scratch;
  for (uint32_t i = 0; i < block.rows(); ++i) {
    const uint64_t ordinal = block.RowOrdinal(i);
    const uint64_t hash = HashRow(ordinal, seed_);
    if (hash > largest) continue;
    SampledRow& row = chosen.emplace_back();
    row.hash = hash;
    row.row = ordinal;
    row.ends.reserve(block.columns);
    row.cells.reserve(block.ends[size_t{i} * block.columns + block.columns - 1] -
                      block.row_start[i]);
    for (uint32_t column = 0; column < block.columns; ++column) {
      row.cells.append(block.Value(i, column, &scratch).substr(0, kMostCellBytes));
      row.ends.push_back(static_cast<uint32_t>(row.cells.size()));
    }
  }
  return chosen;
}

void RowSampler::Merge(std::vector<SampledRow> rows) {
  // Choose may have seen an older threshold: what it took beyond this one must not count as bytes.
  const uint64_t largest = largest_.load(std::memory_order_relaxed);
  std::erase_if(rows, [largest](const SampledRow& row) { return row.hash > largest; });
  for (const SampledRow& row : rows) bytes_ += BytesOf(row);
  std::move(rows.begin(), rows.end(), std::back_inserter(kept_));
  if (kept_.size() > capacity_ + capacity_ / 4 || bytes_ > kMostBytes + kMostBytes / 4) Settle();
}

void RowSampler::LimitTo(uint32_t rows) {
  if (rows >= capacity_) return;
  capacity_ = rows;
  Settle();
}

void RowSampler::Settle() {
  if (kept_.size() > capacity_) {
    std::nth_element(kept_.begin(), kept_.begin() + static_cast<long>(capacity_ - 1), kept_.end(),
                     Before);
    kept_.resize(capacity_);
  }
  bytes_ = 0;
  for (const SampledRow& row : kept_) bytes_ += BytesOf(row);
  if (bytes_ > kMostBytes) {
    std::sort(kept_.begin(), kept_.end(), Before);
    while (bytes_ > kMostBytes && kept_.size() > 1) {
      bytes_ -= BytesOf(kept_.back());
      kept_.pop_back();
    }
    capacity_ = kept_.size();
  }
  if (kept_.size() < capacity_ || kept_.empty()) return;
  uint64_t largest = 0;
  for (const SampledRow& row : kept_) largest = std::max(largest, row.hash);
  largest_.store(largest, std::memory_order_relaxed);
}

Status RowSampler::Save(const TakePiece& take) const {
  ByteWriter head;
  head.Number(capacity_);
  head.Number(largest_.load(std::memory_order_relaxed));
  head.Number(kept_.size());
  ASSAY_TRY_STATUS(take(head.bytes()));
  ByteWriter piece;
  for (const SampledRow& row : kept_) {
    piece.Number(row.hash);
    piece.Number(row.row);
    piece.Text(row.cells);
    piece.Number(row.ends.size());
    for (const uint32_t end : row.ends) piece.Number(end);
    if (piece.bytes().size() < kPieceBytes) continue;
    ASSAY_TRY_STATUS(take(piece.bytes()));
    piece = ByteWriter();
  }
  return take(piece.bytes());
}

bool RowSampler::Load(ByteReader* in, size_t columns) {
  const uint64_t capacity = in->Number();
  if (capacity == 0 || capacity > capacity_) return false;
  capacity_ = capacity;
  largest_.store(in->Number(), std::memory_order_relaxed);
  kept_.resize(in->Count(32));
  for (SampledRow& row : kept_) {
    row.hash = in->Number();
    row.row = in->Number();
    row.cells = in->Text();
    row.ends.resize(in->Count(8));
    for (uint32_t& end : row.ends) end = static_cast<uint32_t>(in->Number());
    if (in->failed() || !IsWellFormed(row, columns, seed_)) return false;
    bytes_ += BytesOf(row);
  }
  return !in->failed();
}

RowSample RowSampler::Take(uint32_t rows, uint64_t seen, size_t columns) {
  Settle();
  std::vector<SampledRow> taken = std::move(kept_);
  if (taken.size() > rows) {
    std::sort(taken.begin(), taken.end(), Before);
    taken.resize(rows);
  }
  std::sort(taken.begin(), taken.end(),
            [](const SampledRow& a, const SampledRow& b) { return a.row < b.row; });
  RowSample sample;
  sample.complete = seen == taken.size();
  sample.columns.resize(columns);
  for (auto& column : sample.columns) column.reserve(taken.size());
  for (SampledRow& row : taken) {
    sample.rows.push_back(row.row);
    uint32_t begin = 0;
    for (size_t c = 0; c < columns; ++c) {
      sample.columns[c].emplace_back(row.cells, begin, row.ends[c] - begin);
      begin = row.ends[c];
    }
    row = SampledRow();
  }
  return sample;
}

}  // namespace assay
