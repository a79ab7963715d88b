// FamiliarWords: in how many values of a column each word stands; "red mug" and "red rug" are two
// things.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace assay {

// Counts the words of distinct values. The values must outlive it.
class FamiliarWords {
 public:
  void Add(std::string_view value);

  // Whether the two values have equally many words, two at least, and differ by words which other
  // values have too: then both are meant, however near they are spelled. A word of `value` that is
  // far rarer than the one it stands for is no familiar one.
  bool Distinguish(std::string_view value, std::string_view other) const;

 private:
  std::unordered_map<std::string_view, uint64_t> counts_;
};

}  // namespace assay
