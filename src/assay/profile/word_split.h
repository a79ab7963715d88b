// Words of a value: runs of letters, digits and apostrophes.
#pragma once

#include <string_view>

#include "assay/base/ascii.h"

namespace assay {

// Calls visit(word, offset) for each word of `value`. Bytes beyond ASCII are parts of words.
template <typename Visit>
void VisitWords(std::string_view value, Visit visit) {
  const auto is_word = [](char c) {
    return IsLetterOrDigit(c) || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
  };
  for (size_t i = 0; i < value.size();) {
    size_t end = i;
    while (end < value.size() && is_word(value[end])) ++end;
    if (end > i) visit(value.substr(i, end - i), i);
    i = end + 1;
  }
}

}  // namespace assay
