// How far apart two spellings are: optimal string alignment distance (insert, delete, replace,
// swap of neighbours), bounded.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string_view>

namespace assay {

// The distance in bytes, or `limit` + 1 when it is larger than `limit`. Texts longer than 256 bytes
// are compared by their first 256.
uint32_t SpellingDistance(std::string_view a, std::string_view b, uint32_t limit);

// The set of bytes of a text, folded into 64 bits.
uint64_t LettersOf(std::string_view text);

// The least distance of two texts with these letters: an edit takes one away and brings one at
// most.
inline uint32_t LeastDistance(uint64_t a, uint64_t b) {
  return static_cast<uint32_t>(std::max(std::popcount(a & ~b), std::popcount(b & ~a)));
}

// Whether one is a likely misspelling of the other: at most one edit for each four bytes of the
// longer one, at least one, at most `most`.
bool IsNearSpelling(std::string_view a, std::string_view b, uint32_t most = 3);

}  // namespace assay
