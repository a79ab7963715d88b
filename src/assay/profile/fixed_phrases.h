// FixedPhrases: neighbours beside which a word that names an attribute's value means something
// else, as "red" does in the brand "Red Tape".
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace assay {

class FixedPhrases {
 public:
  // A row whose text has words[at], which is a word of some value: whether the row's value has it,
  // and which share of all rows have such a value.
  void Count(const std::vector<std::string>& words, size_t at, bool agrees, double usual);
  // After all Counts: keeps the phrases whose rows hardly agree more often than all rows do.
  void Finish();

  bool empty() const { return phrases_.empty(); }
  // Whether words[at] stands in such a phrase.
  bool Holds(const std::vector<std::string>& words, size_t at) const;
  // `words` in their order, without those that stand in such phrases.
  std::vector<std::string> Without(std::vector<std::string> words) const;

 private:
  struct Rows {
    uint32_t all = 0;
    uint32_t agreeing = 0;
    double expected = 0;  // agreeing ones, if the phrase said nothing
  };
  std::unordered_map<uint64_t, Rows> phrases_;  // by hash of a word and the one before or behind it
};

}  // namespace assay
