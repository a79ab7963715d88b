// LetterModel: how likely letters follow each other, by the known words and the words of a column;
// it tells which of two near spellings looks like a word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace assay {

class LetterModel {
 public:
  // Adds a word of the column, in folded case: names and other languages have letters of their own.
  // Each distinct word once.
  void Add(std::string_view word);

  // The natural logarithm of the odds that `right` and not `wrong` is the word, both in folded
  // case; what the two themselves added counts for nothing. An interpolated model of the letter
  // behind three others (Jelinek and Mercer 1980).
  double LogOdds(std::string_view right, std::string_view wrong) const;

 private:
  std::unordered_map<uint32_t, uint32_t> added_;  // by the places of letters and how many they are
  std::unordered_set<std::string> words_;
};

}  // namespace assay
