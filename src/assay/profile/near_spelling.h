// Near spellings: rare texts of a list that are one or few edits away from a much more frequent
// one, with what tells a mistake from a legal neighbour.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace assay {

// A text and how often it occurs.
struct WeightedText {
  std::string_view text;
  uint64_t count = 0;
};

// What the spellings of a list of texts have in common.
struct SpellingContext {
  double established = 0;  // frequent texts that cover most of the occurrences
  double established_near =
      0;                 // of these, those with a neighbour that is at least twice as frequent
  double rare = 0;       // the other texts
  double rare_near = 0;  // of these, those with such a neighbour
  double coverage = 0;   // share of occurrences of the established texts
  double total = 0;      // occurrences
  double unique = 0;     // texts that occur once
};

// One rare text and the frequent text that it may have been meant to be.
struct NearSpelling {
  uint32_t index = 0;     // of the rare text
  uint32_t target = 0;    // of the frequent one
  uint32_t distance = 0;  // edits
  bool digit = false;     // an edit replaces, adds or removes a digit
  bool letters = false;   // the edits concern letters only
  bool tail = false;      // only the last two characters differ
  bool head = false;      // the first character differs
  bool odd = false;       // the text has a pair of characters that no other text of the list has
  bool swapped = false;   // two neighbouring characters changed places
  bool added = false;     // the rare text is longer
  bool series = false;    // three or more texts replace the same character of the frequent one, and
                          // few differ from it elsewhere: there things of a series are told apart
  uint32_t length = 0;    // characters of the shorter one
  double by_chance = 0;   // share of the neighbours as frequent as this one that are so by chance
  double novelty = 0;     // share of its three-character pieces that no other text has
};

struct NearSpellings {
  SpellingContext context;
  std::vector<NearSpelling> found;  // in the order of the texts
};

// What a logistic regression weighs; one weight each.
struct SpellingWeights {
  double intercept;
  double ratio, target_count, own_count;                     // logarithms of counts
  double length_2, length_3, length_5, length_8, length_12;  // by characters
  double distance, digit, letters, tail, head, odd, swapped, added, novelty, tail_added;
  double near_share;  // logarithm of the share of rare texts that are near a frequent one
  double coverage, total, unique, own_share, target_share;
};

// The probability that the rare text of `spelling` is a mistake.
double MistakeProbability(const SpellingWeights& weights, const SpellingContext& context,
                          const NearSpelling& spelling, const std::vector<WeightedText>& texts);

// `texts` must be ordered by falling count. Near-linear in the length of all texts.
NearSpellings FindNearSpellings(const std::vector<WeightedText>& texts);

}  // namespace assay
