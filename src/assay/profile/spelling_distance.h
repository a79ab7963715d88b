// How far apart two spellings are: optimal string alignment distance (insert, delete, replace,
// swap of neighbours), bounded.
#pragma once

#include <cstdint>
#include <string_view>

namespace assay {

// The distance in bytes, or `limit` + 1 when it is larger than `limit`. Texts longer than 256 bytes
// are compared by their first 256.
uint32_t SpellingDistance(std::string_view a, std::string_view b, uint32_t limit);

// Whether one is a likely misspelling of the other: at most one edit for each four bytes of the
// longer one, at least one, at most `most`.
bool IsNearSpelling(std::string_view a, std::string_view b, uint32_t most = 3);

}  // namespace assay
