// Words of catalogues (colours, materials, sizes …) in several languages: words/translations.tsv.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace assay {

// That a word names a thing in a language.
struct Meaning {
  uint16_t thing = 0;     // the line of the list
  uint16_t language = 0;  // its column
};

inline constexpr uint16_t kMostLanguages = 16;

// All meanings of a word in folded case; none of most words.
std::span<const Meaning> MeaningsOf(std::string_view word);

// The first form of the thing's word in the language, in lower case, and the language's code.
std::string_view WordFor(Meaning meaning);
std::string_view LanguageCode(uint16_t language);

}  // namespace assay
