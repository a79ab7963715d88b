// Companion words: words of a text that go with one value of an attribute without being its own,
// as "nero" and "onyx" do with black.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/profile/attribute_classes.h"
#include "assay/profile/encoded_sample.h"

namespace assay {

// The words of a text column: by value code the codes of its distinct words.
struct TextWords {
  std::vector<std::string> words;
  std::vector<std::vector<uint32_t>> of_code;
};

// In how many rows another column of few values says a word of the text, too.
struct SaidElsewhere {
  std::vector<std::vector<uint32_t>> rows;  // by column, by word; empty: a column of another kind
};

// Counts for the columns `attributes`, all at once for all of them.
SaidElsewhere CountSaidElsewhere(const EncodedSample& sample, uint32_t text, const TextWords& texts,
                                 const std::vector<uint32_t>& attributes);

struct CompanionWord {
  uint32_t word = 0;
  uint32_t of_class = 0;
  uint32_t rows = 0;      // that have the word, but for those that are told by another word
  uint32_t agreeing = 0;  // those of them whose attribute is of the class
};

struct CompanionWords {
  std::vector<CompanionWord> words;
  // Of the rows whose words speak of several classes, the share that has its own among them; 0
  // where few such rows show it.
  double own_of_several = 0;
};

// Finds them when most of the texts that name anything name their row's own class: a text's words
// for another class beside one for its own count for nothing, and which words those are is found
// in rounds. A word needs rows of several texts; one that another column says is that column's.
CompanionWords FindCompanionWords(const EncodedSample& sample, uint32_t text,
                                  const TextWords& texts, uint32_t attribute,
                                  const AttributeClasses& classes, const SaidElsewhere& elsewhere);

}  // namespace assay
