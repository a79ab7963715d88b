// Known words: 75,000 common English words and names, to tell a slip from a word (words/COPYRIGHT).
#pragma once

#include <string_view>

namespace assay {

// Whether `word`, in lower case, is on the list. Words of fewer than four letters are not.
bool IsKnownWord(std::string_view word);

// Whether the rare text, in any case, is on the list and the frequent one is not: then the slip is
// the frequent one.
bool IsTheOnlyKnownWord(std::string_view rare, std::string_view frequent);

}  // namespace assay
