// SameCell: whether two raw cells have the same bytes; the first question about every cell.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace assay {

// Equality of cells of blocks. Reads up to 8 bytes behind short ones: blocks are padded.
inline bool SameCell(std::string_view a, std::string_view b) {
  const auto load = [](const char* bytes) {
    uint64_t word;
    std::memcpy(&word, bytes, sizeof word);
    return word;
  };
  if (a.size() != b.size()) return false;
  const size_t size = a.size();
  if (size == 0) return true;
  if (size <= 8) return ((load(a.data()) ^ load(b.data())) << (64 - 8 * size)) == 0;
  if (size <= 16) {
    return load(a.data()) == load(b.data()) &&
           load(a.data() + size - 8) == load(b.data() + size - 8);
  }
  return std::memcmp(a.data(), b.data(), size) == 0;
}

}  // namespace assay
