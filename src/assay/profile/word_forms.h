// WordForms: the inflected forms of an attribute's words, as "rojos" and "rojas" are of "rojo".
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace assay {

// Knows the words that single-word values are; a form of one begins like it and ends otherwise in a
// few letters. What looks like a form may be another word: the rows have to bear it out.
class WordForms {
 public:
  // Adds a word in folded case, which must outlive this.
  void Add(std::string_view word);

  // The word that `word`, which is none of them itself, may be a form of: the one with the longest
  // common beginning, of several the first in the order of bytes. Empty: none.
  std::string_view BaseOf(std::string_view word) const;

 private:
  std::unordered_map<std::string_view, std::vector<std::string_view>> by_beginning_;
};

}  // namespace assay
