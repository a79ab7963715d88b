// Slots are ordered roughly by hash, so that probing stays short even at nine tenths full.
#include "assay/detect/seen_hashes.h"

#include <algorithm>
#include <cstring>

namespace assay {
namespace {

constexpr size_t kTables = 256;
constexpr size_t kSlot = 7;
constexpr uint64_t kKeyMask = (uint64_t{1} << 56) - 1;
constexpr uint32_t kFirstCapacity = 16;

// Reads a byte too many: tables have one spare slot behind.
uint64_t Load(const unsigned char* slot) {
  uint64_t word;
  std::memcpy(&word, slot, sizeof word);
  return word & kKeyMask;  // little-endian: the low 7 bytes
}

}  // namespace

SeenHashes::SeenHashes() : tables_(kTables) {}

bool SeenHashes::Insert(uint64_t hash) {
  Table& table = tables_[hash >> 56];
  if (uint64_t{table.used} * 10 >= uint64_t{table.capacity} * 9) Grow(&table);
  // 0 marks a free slot; one value in 2^56 shares its neighbour's key.
  const bool is_new = Place(&table, std::max<uint64_t>(hash & kKeyMask, 1));
  size_ += is_new;
  return is_new;
}

bool SeenHashes::Place(Table* table, uint64_t key) {
  auto slot = static_cast<uint32_t>((static_cast<unsigned __int128>(key) * table->capacity) >> 56);
  for (;;) {
    unsigned char* at = table->slots.data() + size_t{slot} * kSlot;
    const uint64_t found = Load(at);
    if (found == key) return false;
    if (found == 0) {
      std::memcpy(at, &key, kSlot);
      ++table->used;
      return true;
    }
    if (++slot == table->capacity) slot = 0;
  }
}

void SeenHashes::Grow(Table* table) {
  Table grown;
  grown.capacity = std::max(kFirstCapacity, table->capacity + table->capacity / 8);
  grown.slots.assign((size_t{grown.capacity} + 1) * kSlot + 1, 0);
  for (uint32_t i = 0; i < table->capacity; ++i) {
    const uint64_t key = Load(table->slots.data() + size_t{i} * kSlot);
    if (key != 0) Place(&grown, key);
  }
  *table = std::move(grown);
}

size_t SeenHashes::bytes() const {
  size_t bytes = 0;
  for (const Table& table : tables_) bytes += table.slots.capacity();
  return bytes;
}

}  // namespace assay
