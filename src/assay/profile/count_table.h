// CountTable: texts and how often they occur, keyed by hash, in bounded memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/byte_stream.h"
#include "assay/profile/value_index.h"

namespace assay {

// How much a CountTable holds before it forgets rare texts.
struct CountLimits {
  size_t entries = 32768;
  size_t text_bytes = size_t{4} << 20;
};

// Counts are exact until the limits are passed; from then on the table holds heavy hitters: rare
// texts are forgotten in batches, and counts are lower bounds. What is kept depends only on the
// sequence of calls. (The batch form of space-saving; Metwally et al. 2005.)
class CountTable {
 public:
  struct Entry {
    uint64_t hash = 0;
    uint64_t count = 0;
    uint32_t offset = 0;  // of the text in the arena
    uint32_t length = 0;
    bool has_text = true;  // false: too long to be kept
  };

  explicit CountTable(const CountLimits& limits) : limits_(limits) {}

  // Adds `count` occurrences; without has_text the text itself is not kept. Once the table is no
  // longer exact, a text that is new must occur twice in the same call to be taken in.
  void Add(uint64_t hash, std::string_view text, bool has_text, uint64_t count);

  // What Add will look at, to be prefetched by the caller.
  const void* PlaceOf(uint64_t hash) const { return index_.PlaceOf(hash); }

  // Forgets rare texts when the limits are passed. Called now and then, always at the same points.
  void Settle();

  void Save(ByteWriter* out) const;
  // Goes on where the saved table stood; only on an empty table with the same limits. False: the
  // bytes are no table of at most `most` occurrences, and this one must not be used.
  bool Load(ByteReader* in, uint64_t most);

  bool exact() const { return exact_; }
  uint64_t dropped() const { return dropped_; }  // occurrences that no entry counts
  const std::vector<Entry>& entries() const { return entries_; }
  std::string_view TextOf(const Entry& entry) const {
    return std::string_view(arena_).substr(entry.offset, entry.length);
  }

 private:
  void Prune();

  CountLimits limits_;
  ValueIndex index_;
  std::vector<Entry> entries_;
  std::string arena_;
  bool exact_ = true;
  uint64_t dropped_ = 0;
};

}  // namespace assay
