// SeenHashes: an exact set of 64-bit hashes in at most 9 bytes each where they are many, for
// uniqueness over all rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace assay {

// 256 tables by the hash's first byte. A table is buckets of nine 7-byte keys in one cache line
// each; a key that finds its bucket full goes to the next one. While all tables have less than
// 16 MB together, one that is three quarters full doubles, so that few keys go far. From then on
// one that is nearly full grows by a sixth, one at a time, so that growing needs little memory
// beside. Exact but for different values of one 64-bit hash (expected: 0.003 pairs among 10^7.5
// values).
class SeenHashes {
 public:
  SeenHashes();
  // Adds the hash; whether it was new.
  bool Insert(uint64_t hash);
  bool Contains(uint64_t hash) const;
  // Where Insert will look, to be prefetched some hashes before, as memory is slow. By the caller:
  // GCC takes a call that does nothing else for one without effect, and drops it.
  const void* PlaceOf(uint64_t hash) const;
  uint64_t size() const { return size_; }
  size_t bytes() const;  // of the tables

 private:
  static constexpr size_t kKeyBytes = 7;
  static constexpr size_t kKeys = 9;
  struct Bucket {
    unsigned char keys[kKeys * kKeyBytes];
    uint8_t used;
  };
  // Aligned by hand: many blocks of the aligned operator new leave more memory between them than in
  // them.
  struct Table {
    std::unique_ptr<unsigned char[]> memory;
    Bucket* buckets = nullptr;  // at the first cache line of `memory`
    size_t bucket_count = 0;
    uint64_t used = 0;
  };
  static bool IsSmall(const Table& table);
  static bool IsFull(const Table& table);
  static uint64_t Load(const unsigned char* key);
  static size_t HomeOf(const Table& table, uint64_t key);
  static bool IsIn(const Bucket& bucket, uint64_t key);
  static bool Place(Table* table, uint64_t key);
  static void Append(Table* table, size_t bucket, uint64_t key);
  static void Grow(Table* table);

  std::vector<Table> tables_;
  uint64_t size_ = 0;
};

}  // namespace assay
