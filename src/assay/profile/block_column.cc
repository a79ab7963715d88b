// The inner loop of the profile pass: hash what differs from the row above, count; the rest is done
// once for each distinct value of the block.
#include "assay/profile/block_column.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "assay/base/ascii.h"
#include "assay/base/hash.h"
#include "assay/profile/decimal_mark.h"
#include "assay/profile/shape.h"

namespace assay {
namespace {

constexpr size_t kFirstSlots = 256;

bool MayBeNumber(std::string_view value) {
  const char first = value.front();
  return IsDigit(first) || first == '-' || first == '.' || first == '+' || first == ' ';
}

}  // namespace

void ColumnDescriber::Slots::Clear(size_t expected) {
  slots_.assign(std::max(kFirstSlots, std::bit_ceil(2 * expected + 1)), Slot());
  size_ = 0;
}

ColumnDescriber::Slots::Slot* ColumnDescriber::Slots::Find(uint64_t hash) {
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  while (slots_[at].index != kNone && slots_[at].hash != hash) at = (at + 1) & mask;
  return &slots_[at];
}

void ColumnDescriber::Slots::Put(Slot* slot, uint64_t hash, uint32_t index) {
  *slot = {hash, index};
  if (++size_ * 2 > slots_.size()) Grow();
}

void ColumnDescriber::Slots::Grow() {
  smaller_.swap(slots_);
  slots_.assign(smaller_.size() * 4, Slot());
  for (const Slot& slot : smaller_) {
    if (slot.index == kNone) continue;
    const size_t mask = slots_.size() - 1;
    size_t at = slot.hash & mask;
    while (slots_[at].index != kNone) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

void ColumnDescriber::CountRaw(const Block& block, const ChangedCells& changed, uint32_t column) {
  if (last_distinct_.size() <= column) last_distinct_.resize(column + 1);
  raw_slots_.Clear(last_distinct_[column]);
  raw_.clear();
  uint32_t at = 0, from = 0;  // the entry of the rows from there on
  changed.ForEach(column, 0, block.rows(), [&](uint32_t row) {
    if (row > from) raw_[at].count += row - from;
    at = EntryOf(block.RawCell(row, column));
    from = row;
  });
  if (block.rows() > from) raw_[at].count += block.rows() - from;
  last_distinct_[column] = raw_.size();
}

uint32_t ColumnDescriber::EntryOf(std::string_view raw) {
  const uint64_t hash = Hash64(raw);
  Slots::Slot* slot = raw_slots_.Find(hash);
  if (slot->index != Slots::kNone) return slot->index;
  const auto at = static_cast<uint32_t>(raw_.size());
  raw_slots_.Put(slot, hash, at);
  raw_.push_back({hash, raw, 0});
  return at;
}

bool ColumnDescriber::Count(std::string_view text, uint64_t hash, uint32_t count, bool keep,
                            Slots* slots, BlockCounts* counts) {
  Slots::Slot* slot = slots->Find(hash);
  if (slot->index != Slots::kNone) {
    counts->entries[slot->index].count += count;
    return false;
  }
  slots->Put(slot, hash, static_cast<uint32_t>(counts->entries.size()));
  Append(text, hash, count, keep, counts);
  return true;
}

void ColumnDescriber::Append(std::string_view text, uint64_t hash, uint32_t count, bool keep,
                             BlockCounts* counts) {
  if (!keep) text = {};
  counts->entries.push_back({hash, count, static_cast<uint32_t>(counts->arena.size()),
                             static_cast<uint32_t>(text.size()), keep});
  counts->arena.append(text);
}

// A value can be quoted in several ways.
bool ColumnDescriber::AllDiffer(const CellDialect& dialect) const {
  if (dialect.escape != 0) return false;
  return dialect.quote == 0 || std::none_of(raw_.begin(), raw_.end(), [&](const RawCount& raw) {
           return !raw.raw.empty() && raw.raw.front() == dialect.quote;
         });
}

// Most values look like the one before.
void ColumnDescriber::CountShape(uint32_t count, BlockCounts* shapes) {
  if (!shapes->entries.empty() && shape_ == shapes->TextOf(shapes->entries[last_shape_])) {
    shapes->entries[last_shape_].count += count;
    return;
  }
  const uint64_t hash = Hash64(shape_);
  Count(shape_, hash, count, true, &shape_slots_, shapes);
  last_shape_ = shape_slots_.Find(hash)->index;
}

void ColumnDescriber::DescribeValue(std::string_view value, uint32_t count, BlockColumn* out) {
  shape_.clear();
  AppendShape(value, &shape_);
  CountShape(count, &out->shapes);
  if (!MayBeNumber(value)) return;
  const double number = ReadNumber(value, '.');
  if (std::isnan(number)) return;
  out->minimum = out->numeric == 0 ? number : std::min(out->minimum, number);
  out->maximum = out->numeric == 0 ? number : std::max(out->maximum, number);
  out->numeric += count;
}

BlockColumn ColumnDescriber::Describe(const Block& block, const ChangedCells& changed,
                                      uint32_t column, uint32_t max_value_bytes,
                                      bool keeps_single) {
  CountRaw(block, changed, column);
  const bool all_differ = AllDiffer(block.dialect);
  value_slots_.Clear();
  shape_slots_.Clear();
  last_shape_ = 0;
  BlockColumn out;
  for (const RawCount& raw : raw_) {
    const std::string_view value = CellValue(raw.raw, block.dialect, &scratch_);
    if (value.empty()) {
      out.empty += raw.count;
      continue;
    }
    const auto length = static_cast<uint32_t>(value.size());
    out.total_bytes += uint64_t{length} * raw.count;
    out.min_length = out.max_length == 0 ? length : std::min(out.min_length, length);
    out.max_length = std::max(out.max_length, length);
    const bool same = value.data() == raw.raw.data() && value.size() == raw.raw.size();
    const uint64_t hash = same ? raw.hash : Hash64(value);
    const bool keep = value.size() <= max_value_bytes;
    if (all_differ) {
      Append(value, hash, raw.count, keep && (keeps_single || raw.count > 1), &out.values);
      out.distinct.Add(hash);
    } else if (Count(value, hash, raw.count, keep, &value_slots_, &out.values)) {
      out.distinct.Add(hash);
    }
    DescribeValue(value, raw.count, &out);
  }
  return out;
}

}  // namespace assay
