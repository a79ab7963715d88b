// ValueIndex: an open-addressing map from 64-bit hashes to small codes, for dictionary encoding and
// for the look-ups that row detectors make on every row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace assay {

// Codes are given in the order of first insertion: 0, 1, 2 … Two values with equal hashes are one
// value (64 bits: for a million values the chance of that is below 1e-7).
class ValueIndex {
 public:
  static constexpr uint32_t kNone = 0xffffffffu;

  // The code of `hash`, given now if it is new.
  uint32_t Insert(uint64_t hash) {
    if ((size_ + 1) * 2 > slots_.size()) Grow();
    Slot& slot = slots_[Find(slots_, hash)];
    if (slot.code == kNone) slot = {hash, size_++};
    return slot.code;
  }

  // The code of `hash`, kNone when it was never inserted.
  uint32_t Find(uint64_t hash) const {
    return slots_.empty() ? kNone : slots_[Find(slots_, hash)].code;
  }

  // Where Find begins to look, to be prefetched by the caller; nowhere in an empty table.
  const void* PlaceOf(uint64_t hash) const {
    return slots_.empty() ? nullptr : slots_.data() + HomeOf(slots_, hash);
  }

  uint32_t size() const { return size_; }

 private:
  struct Slot {
    uint64_t hash = 0;
    uint32_t code = kNone;
  };

  static size_t HomeOf(const std::vector<Slot>& slots, uint64_t hash) {
    return static_cast<size_t>((hash * 0x9e3779b97f4a7c15ULL) >> 20) & (slots.size() - 1);
  }

  static size_t Find(const std::vector<Slot>& slots, uint64_t hash) {
    const size_t mask = slots.size() - 1;
    size_t at = HomeOf(slots, hash);
    while (slots[at].code != kNone && slots[at].hash != hash) at = (at + 1) & mask;
    return at;
  }

  void Grow() {
    std::vector<Slot> larger(slots_.empty() ? 16 : slots_.size() * 2);
    for (const Slot& slot : slots_) {
      if (slot.code != kNone) larger[Find(larger, slot.hash)] = slot;
    }
    slots_.swap(larger);
  }

  std::vector<Slot> slots_;
  uint32_t size_ = 0;
};

}  // namespace assay
