// SeenHashes: an exact set of 64-bit hashes in at most 9 bytes each, for uniqueness over many rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace assay {

// 256 tables by the hash's first byte, each of 7-byte slots in linear probing. A table grows by a
// tenth when nine tenths are full, one table at a time, so that growing needs little memory beside.
// Exact but for different values of one 64-bit hash (expected: 0.003 pairs among 10^7.5 values).
class SeenHashes {
 public:
  SeenHashes();
  // Adds the hash; whether it was new.
  bool Insert(uint64_t hash);
  uint64_t size() const { return size_; }
  size_t bytes() const;  // of the tables

 private:
  struct Table {
    std::vector<unsigned char> slots;  // 7 bytes each, 7 more behind; all 0: free
    uint32_t capacity = 0;
    uint32_t used = 0;
  };
  static bool Place(Table* table, uint64_t key);
  static void Grow(Table* table);

  std::vector<Table> tables_;
  uint64_t size_ = 0;
};

}  // namespace assay
