// Buckets are ordered by hash, so that growing reads and writes memory in order.
#include "assay/detect/seen_hashes.h"

#include <algorithm>
#include <cstring>

namespace assay {
namespace {

constexpr size_t kTables = 256;
constexpr int kKeyBits = 56;
constexpr uint64_t kKeyMask = (uint64_t{1} << kKeyBits) - 1;
constexpr size_t kSmallTable = 1024;  // buckets of 64 bytes

}  // namespace

SeenHashes::SeenHashes() : tables_(kTables) {}

// Reads one byte behind the key, which is the next key's or the count: little-endian drops it.
uint64_t SeenHashes::Load(const unsigned char* key) {
  uint64_t word;
  std::memcpy(&word, key, sizeof word);
  return word & kKeyMask;
}

size_t SeenHashes::HomeOf(const Table& table, uint64_t key) {
  return static_cast<size_t>((static_cast<unsigned __int128>(key) * table.bucket_count) >>
                             kKeyBits);
}

bool SeenHashes::IsSmall(const Table& table) { return table.bucket_count < kSmallTable; }

bool SeenHashes::IsFull(const Table& table) {
  const size_t room = table.bucket_count * kKeys;
  return IsSmall(table) ? table.used * 4 >= room * 3 : table.used * 15 >= room * 14;
}

bool SeenHashes::Insert(uint64_t hash) {
  Table& table = tables_[hash >> kKeyBits];
  if (IsFull(table)) Grow(&table);
  const bool is_new = Place(&table, hash & kKeyMask);
  size_ += is_new;
  return is_new;
}

const void* SeenHashes::PlaceOf(uint64_t hash) const {
  const Table& table = tables_[hash >> kKeyBits];
  return table.buckets + HomeOf(table, hash & kKeyMask);
}

bool SeenHashes::Contains(uint64_t hash) const {
  const Table& table = tables_[hash >> kKeyBits];
  const uint64_t key = hash & kKeyMask;
  size_t at = HomeOf(table, key);
  for (size_t tried = 0; tried < table.bucket_count;
       ++tried) {  // a table of one bucket may be full
    if (IsIn(table.buckets[at], key)) return true;
    if (table.buckets[at].used < kKeys) return false;
    at = at + 1 == table.bucket_count ? 0 : at + 1;
  }
  return false;
}

bool SeenHashes::IsIn(const Bucket& bucket, uint64_t key) {
  bool found = false;
  for (size_t i = 0; i < bucket.used; ++i) found |= Load(bucket.keys + i * kKeyBytes) == key;
  return found;
}

bool SeenHashes::Place(Table* table, uint64_t key) {
  for (size_t at = HomeOf(*table, key);; at = at + 1 == table->bucket_count ? 0 : at + 1) {
    const Bucket& bucket = table->buckets[at];
    if (IsIn(bucket, key)) return false;
    if (bucket.used == kKeys) continue;
    Append(table, at, key);
    return true;
  }
}

// Puts a new key into the bucket, or the next one that has room.
void SeenHashes::Append(Table* table, size_t at, uint64_t key) {
  while (table->buckets[at].used == kKeys) at = at + 1 == table->bucket_count ? 0 : at + 1;
  Bucket& bucket = table->buckets[at];
  std::memcpy(bucket.keys + bucket.used * kKeyBytes, &key, kKeyBytes);
  ++bucket.used;
  ++table->used;
}

void SeenHashes::Grow(Table* table) {
  Table grown;
  const size_t more = IsSmall(*table) ? table->bucket_count : table->bucket_count / 6;
  grown.bucket_count = table->bucket_count + more + 1;
  size_t bytes = (grown.bucket_count + 1) * sizeof(Bucket);
  grown.memory = std::make_unique<unsigned char[]>(bytes);
  void* first = grown.memory.get();
  grown.buckets = static_cast<Bucket*>(std::align(sizeof(Bucket), sizeof(Bucket), first, bytes));
  for (size_t at = 0; at < table->bucket_count; ++at) {
    const Bucket& bucket = table->buckets[at];
    for (size_t i = 0; i < bucket.used; ++i) {
      const uint64_t key = Load(bucket.keys + i * kKeyBytes);
      Append(&grown, HomeOf(grown, key), key);
    }
  }
  *table = std::move(grown);
}

size_t SeenHashes::bytes() const {
  size_t bytes = 0;
  for (const Table& table : tables_) bytes += table.bucket_count * sizeof(Bucket);
  return bytes;
}

}  // namespace assay
