// Known words: 75,000 common English words and names, to tell a slip from a word (words/COPYRIGHT).
#pragma once

#include <string_view>

namespace assay {

// Whether `word`, in lower case, is on the list. Words of fewer than four letters are not.
bool IsKnownWord(std::string_view word);

}  // namespace assay
