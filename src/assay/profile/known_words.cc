// A search by halves in the embedded list, which is sorted by bytes, one word a line.
#include "assay/profile/known_words.h"

#include "assay/base/embedded.h"
#include "assay/base/utf8.h"

namespace assay {

bool IsKnownWord(std::string_view word) {
  const std::string_view words = EmbeddedWords().front().bytes;
  size_t low = 0, high = words.size();  // the starts of lines; the word's line is in between
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const size_t before = words.rfind('\n', middle == 0 ? 0 : middle - 1);
    const size_t start = before == std::string_view::npos || before < low ? low : before + 1;
    const size_t end = words.find('\n', start);
    const std::string_view line = words.substr(start, end - start);
    if (line == word) return !word.empty();
    if (line < word) {
      low = end + 1;
    } else {
      high = start;
    }
  }
  return false;
}

bool IsTheOnlyKnownWord(std::string_view rare, std::string_view frequent) {
  return IsKnownWord(FoldCase(rare)) && !IsKnownWord(FoldCase(frequent));
}

}  // namespace assay
