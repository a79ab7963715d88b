// Words of a text, folded; and the words of one column that speak of the values of another.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "assay/profile/encoded_sample.h"
#include "assay/profile/fixed_phrases.h"

namespace assay {

// The words of `text` in folded case: runs of letters and digits; bytes beyond ASCII count as
// letters, and single letters with points between them (S.A.R.L.) are one word.
std::vector<std::string> WordsOf(std::string_view text);

// The words of an attribute's value; a number and its unit are one word: "64gb" for "64 GB".
std::vector<std::string> WordsOfValue(std::string_view value);

// `written`, the words of a text, without those in `phrases`, and numbers joined to the word behind
// them, which may be their unit.
std::vector<std::string> WordsOfText(const std::vector<std::string>& written,
                                     const FixedPhrases& phrases);

// What a word in a text says about an attribute of the same row.
struct SpeakingWord {
  std::string value;      // the attribute's value, as it is written most often
  std::string value_key;  // its words, joined
  uint32_t rows = 0;      // rows whose text has the word and whose attribute is filled
  uint32_t agreeing = 0;  // those whose attribute has the word too
  uint32_t in_part = 0;   // those of them whose text has not all words of the attribute
  uint32_t same = 0;      // those of `agreeing` whose attribute is `value`
};

// The words of column `text` that tell the value of column `attribute`.
struct WordEvidence {
  uint32_t text = 0;
  uint32_t attribute = 0;
  std::unordered_map<std::string, SpeakingWord> words;
  FixedPhrases phrases;  // in which they say nothing
  // Hashes of (text, value) pairs that three rows or more have: what is said so often is meant so.
  std::unordered_set<uint64_t> usual_pairs;
  // Where texts speak of several values, the share that has the row's own among them; 0: unknown.
  double own_of_several = 0;
};

// The hash of a text, of that EncodedHash, and the ValueKey of a value beside it.
uint64_t TextPairHash(uint64_t text, std::string_view value_key);

// Learns all pairs of a column of texts and a column of few values where the texts tend to name the
// value: there, a word speaks when the rows with it mostly have a value with it, far more often
// than other rows do. Linear in the words of the sample for each attribute.
std::vector<WordEvidence> LearnWordEvidence(const EncodedSample& sample);

// The words of an attribute's value joined by blanks: equal for "Light-Blue" and "light blue".
std::string ValueKey(std::string_view value);
std::string ValueKey(const std::vector<std::string>& words);

}  // namespace assay
