// Counting by hash; pruning by count.
#include "assay/profile/count_table.h"

#include <algorithm>

namespace assay {

void CountTable::Add(uint64_t hash, std::string_view text, bool has_text, uint64_t count) {
  uint32_t code = index_.Find(hash);
  if (code == ValueIndex::kNone) {
    if (!exact_ && count < 2) {
      dropped_ += count;
      return;
    }
    code = index_.Insert(hash);
    if (!has_text) text = {};
    entries_.push_back({hash, 0, static_cast<uint32_t>(arena_.size()),
                        static_cast<uint32_t>(text.size()), has_text});
    arena_.append(text);
  }
  entries_[code].count += count;
}

void CountTable::Settle() {
  if (entries_.size() <= limits_.entries && arena_.size() <= limits_.text_bytes) return;
  exact_ = false;
  Prune();
}

void CountTable::Save(ByteWriter* out) const {
  out->Number(exact_);
  out->Number(dropped_);
  out->Text(arena_);
  out->Number(entries_.size());
  for (const Entry& entry : entries_) {
    out->Number(entry.hash);
    out->Number(entry.count);
    out->Number(uint64_t{entry.length} << 1 | uint64_t{entry.has_text});
  }
}

bool CountTable::Load(ByteReader* in, uint64_t most) {
  exact_ = in->Number() != 0;
  dropped_ = in->Number();
  arena_ = in->Text();
  entries_.resize(in->Count(24));
  if (dropped_ > most) return false;
  uint64_t left = most - dropped_;
  uint64_t offset = 0;  // the texts stand in the order of their entries
  for (Entry& entry : entries_) {
    entry.hash = in->Number();
    entry.count = in->Number();
    const uint64_t length = in->Number();
    entry.has_text = (length & 1) != 0;
    if (entry.count > left || length >> 1 > arena_.size() - offset) return false;
    entry.length = static_cast<uint32_t>(length >> 1);
    entry.offset = static_cast<uint32_t>(offset);
    left -= entry.count;
    offset += entry.length;
    index_.Insert(entry.hash);
  }
  return !in->failed() && offset == arena_.size() && index_.size() == entries_.size();
}

// Keeps the most frequent entries within half of the limits, none that occurred once.
void CountTable::Prune() {
  std::vector<Entry> sorted = std::move(entries_);
  std::sort(sorted.begin(), sorted.end(), [](const Entry& a, const Entry& b) {
    return a.count != b.count ? a.count > b.count : a.hash < b.hash;
  });
  const std::string arena = std::move(arena_);
  index_ = ValueIndex();
  entries_.clear();
  arena_.clear();
  for (const Entry& entry : sorted) {
    const bool fits = entries_.size() < limits_.entries / 2 &&
                      arena_.size() + entry.length <= limits_.text_bytes / 2;
    if (entry.count < 2 || !fits) {
      dropped_ += entry.count;
      continue;
    }
    index_.Insert(entry.hash);
    entries_.push_back(entry);
    entries_.back().offset = static_cast<uint32_t>(arena_.size());
    arena_.append(arena, entry.offset, entry.length);
  }
}

}  // namespace assay
