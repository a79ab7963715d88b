// VerdictCache: remembers the verdict on recently seen values of one column, in bounded memory.
// One a column and worker; unobservable, because verdicts are pure functions of the value.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace assay {

// 128-bit hash of a cell's bytes.
struct CellHash {
  uint64_t low = 0;
  uint64_t high = 0;
};

CellHash HashCell(std::string_view raw);

// A 4-way set-associative cache from 96-bit tags to 32-bit verdicts; a set is one cache line.
// It grows with use from 4 KiB up to 256 KiB. When it hardly ever hits (a unique column), Find
// gives up at once for a while: looking would cost more than it saves.
class VerdictCache {
 public:
  VerdictCache();

  // The verdict of the value with that hash, or kMiss.
  static constexpr uint32_t kMiss = 0xFFFFFFFF;
  uint32_t Find(const CellHash& hash) {
    if (resting_ > 0) {
      --resting_;
      return kMiss;
    }
    ++lookups_;
    Set& set = sets_[hash.low & mask_];
    const uint32_t tag = static_cast<uint32_t>(hash.low >> 32);
    for (int way = 0; way < kWays; ++way) {
      if (set.high[way] == hash.high && set.tag[way] == tag && set.verdict[way] != kMiss) {
        ++hits_;
        return way == 0 ? set.verdict[0] : Promote(&set, way);
      }
    }
    return kMiss;
  }
  // What Find will look at, to be prefetched by the caller: GCC takes a call that does nothing else
  // for one without effect, and drops it.
  const void* PlaceOf(const CellHash& hash) const { return &sets_[hash.low & mask_]; }
  // Remembers a verdict after a miss.
  void Insert(const CellHash& hash, uint32_t verdict);

 private:
  static constexpr int kWays = 4;
  static constexpr uint32_t kFirstSets = 64;
  static constexpr uint32_t kMostSets = 4096;
  struct alignas(64) Set {
    uint64_t high[kWays];
    uint32_t tag[kWays];
    uint32_t verdict[kWays];
  };

  // Moves a way one place towards the front; returns its verdict.
  static uint32_t Promote(Set* set, int way);
  void Resize(uint32_t sets);
  void Review();

  std::unique_ptr<Set[]> sets_;
  uint64_t mask_ = 0;
  uint32_t used_ = 0;     // inserts since the last resize
  uint32_t lookups_ = 0;  // since the last review
  uint32_t hits_ = 0;
  uint32_t resting_ = 0;  // lookups still to be skipped
};

}  // namespace assay
