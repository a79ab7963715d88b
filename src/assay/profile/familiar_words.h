// FamiliarWords: in how many values of a column each word stands; "red mug" and "red rug" are two
// things, and so are "red mug" and "big red mug".
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace assay {

// Counts the words of distinct values. The values must outlive it.
class FamiliarWords {
 public:
  void Add(std::string_view value);

  // Whether the two values, of two words at least, differ by words which other values have too:
  // then both are meant, however near they are spelled. A word of `value` that is far rarer than
  // the one it stands for is no familiar one; a word that only one of the two has must be common.
  bool Distinguish(std::string_view value, std::string_view other) const;

  // Whether the two values have equally many words, two at least, and differ by words which many
  // values have in either form ("Blue" and "blue").
  bool HaveTwoForms(std::string_view value, std::string_view other) const;

 private:
  uint64_t CountOf(std::string_view word) const;
  bool DifferByCommonWords(const std::vector<std::string_view>& fewer,
                           const std::vector<std::string_view>& more) const;

  std::unordered_map<std::string_view, uint64_t> counts_;
  uint64_t values_ = 0;
};

}  // namespace assay
