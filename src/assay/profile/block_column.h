// BlockColumn: what one block says of one column.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/profile/distinct_estimate.h"
#include "assay/profile/table_profile.h"
#include "assay/table/block.h"
#include "assay/table/changed_cells.h"

namespace assay {

// Distinct texts of a block with their counts, in the order of first appearance.
struct BlockCounts {
  struct Entry {
    uint64_t hash = 0;
    uint32_t count = 0;
    uint32_t offset = 0;  // of the text in the arena
    uint32_t length = 0;
    bool has_text = true;  // false: longer than max_value_bytes
  };
  std::vector<Entry> entries;
  std::string arena;

  std::string_view TextOf(const Entry& entry) const {
    return std::string_view(arena).substr(entry.offset, entry.length);
  }
};

struct BlockColumn {
  BlockCounts values;  // non-empty ones
  BlockCounts shapes;
  DistinctEstimate distinct;
  uint64_t empty = 0;
  uint64_t numeric = 0;
  double minimum = 0, maximum = 0;  // meaningful when numeric > 0
  uint64_t total_bytes = 0;
  uint32_t min_length = 0, max_length = 0;
};

// Describes the columns of blocks one after the other, in memory that it keeps.
class ColumnDescriber {
 public:
  // Texts of more than `max_value_bytes` are counted, but not kept. Without `keeps_single`, texts
  // that stand in the block once are not kept either, where that is known in time. `changed` is the
  // block's.
  BlockColumn Describe(const Block& block, const ChangedCells& changed, uint32_t column,
                       uint32_t max_value_bytes, bool keeps_single);

 private:
  // A distinct raw cell of the block.
  struct RawCount {
    uint64_t hash = 0;
    std::string_view raw;
    uint32_t count = 0;
  };
  // Open addressing from hashes to indices of a list.
  class Slots {
   public:
    static constexpr uint32_t kNone = 0xffffffffu;
    struct Slot {
      uint64_t hash = 0;
      uint32_t index = kNone;
    };
    // Empties it, and makes room for about so many.
    void Clear(size_t expected = 0);
    // Where the hash stands, or the free slot (index kNone) where it is to be put.
    Slot* Find(uint64_t hash);
    // Fills a free slot that Find gave; slots move.
    void Put(Slot* slot, uint64_t hash, uint32_t index);

   private:
    void Grow();
    std::vector<Slot> slots_, smaller_;
    size_t size_ = 0;
  };

  void CountRaw(const Block& block, const ChangedCells& changed, uint32_t column);
  // The index in `raw_` of the cell's entry, which is new if need be.
  uint32_t EntryOf(std::string_view raw);
  // Whether no two of the raw cells are one value: then none need be looked for.
  bool AllDiffer(const CellDialect& dialect) const;
  // Everything but the value's count.
  void DescribeValue(std::string_view value, uint32_t count, BlockColumn* out);
  // Counts `shape_`.
  void CountShape(uint32_t count, BlockCounts* shapes);
  // Counts `text` in `counts`; true when it is new there.
  static bool Count(std::string_view text, uint64_t hash, uint32_t count, bool keep, Slots* slots,
                    BlockCounts* counts);
  static void Append(std::string_view text, uint64_t hash, uint32_t count, bool keep,
                     BlockCounts* counts);

  Slots raw_slots_, value_slots_, shape_slots_;
  std::vector<RawCount> raw_;
  std::vector<size_t> last_distinct_;  // by column: how many entries of raw_ the last block needed
  std::string scratch_, shape_;
  size_t last_shape_ = 0;  // index of the entry that was counted last
};

}  // namespace assay
