// Growth, replacement and resting of the verdict cache.
#include "assay/run/verdict_cache.h"

#include <algorithm>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace assay {

CellHash HashCell(std::string_view raw) {
  const XXH128_hash_t hash = XXH3_128bits(raw.data(), raw.size());
  return {hash.low64, hash.high64};
}

VerdictCache::VerdictCache() { Resize(kFirstSets); }

void VerdictCache::Resize(uint32_t sets) {
  sets_ = std::make_unique<Set[]>(sets);
  for (uint32_t i = 0; i < sets; ++i) std::fill_n(sets_[i].verdict, kWays, kMiss);
  mask_ = sets - 1;
  used_ = 0;
}

uint32_t VerdictCache::Promote(Set* set, int way) {
  std::swap(set->high[way], set->high[way - 1]);
  std::swap(set->tag[way], set->tag[way - 1]);
  std::swap(set->verdict[way], set->verdict[way - 1]);
  return set->verdict[way - 1];
}

// Every 4,096 lookups: below one hit in sixteen, rest for the next 61,440.
void VerdictCache::Review() {
  if (hits_ < lookups_ / 16 && mask_ + 1 == kMostSets) resting_ = 15 * 4096;
  lookups_ = 0;
  hits_ = 0;
}

void VerdictCache::Insert(const CellHash& hash, uint32_t verdict) {
  if (resting_ > 0) return;
  if (lookups_ >= 4096) Review();
  if (++used_ > 2 * (mask_ + 1) && mask_ + 1 < kMostSets) {
    Resize(static_cast<uint32_t>(std::min<uint64_t>((mask_ + 1) * 4, kMostSets)));
  }
  Set& set = sets_[hash.low & mask_];
  constexpr int kLast = kWays - 1;
  set.high[kLast] = hash.high;
  set.tag[kLast] = static_cast<uint32_t>(hash.low >> 32);
  set.verdict[kLast] = verdict;
  Promote(&set, kLast);
}

}  // namespace assay
