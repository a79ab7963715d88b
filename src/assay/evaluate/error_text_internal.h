// Edits of text: typos, case, spacing, format, encoding. Each returns nothing when it can't apply.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "assay/evaluate/random.h"

namespace assay {

// One slip of the finger: two letters swapped, one lost, doubled, or its neighbour on the keyboard.
// Values with fewer than `shortest` letters stay.
std::optional<std::string> MakeTypo(const std::string& value, size_t shortest, SplitMix* random);

// All upper, all lower, or the first letter's case.
std::optional<std::string> ChangeCase(const std::string& value, SplitMix* random);

// A blank too many at either end or between words, a no-break space, or two words run together.
std::optional<std::string> ChangeSpacing(const std::string& value, SplitMix* random);

// The same thing written another way: dates, decimal commas, codes without separators or leading
// zeros, long numbers as a spreadsheet shows them.
std::optional<std::string> ChangeFormat(const std::string& value, SplitMix* random);

// UTF-8 read as Windows-1252, or a letter lost to U+FFFD.
std::optional<std::string> DamageEncoding(const std::string& value, SplitMix* random);

}  // namespace assay
