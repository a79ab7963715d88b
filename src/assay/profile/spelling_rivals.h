// Spelling rivals: two near spellings of one thing, both frequent in a column, and what tells which
// one is wrong though it may be the more frequent.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "assay/base/hash.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/value_index.h"

namespace assay {

// Why the right spelling is the right one.
enum class RivalReason : uint8_t {
  kNamedElsewhere,  // other columns of the rows with the wrong spelling have the right one
  kStemElsewhere,   // they have a word that begins as the right one does, and not as the wrong one
  kKnownWord,       // it is a word of a language, the other is none
  kWordElsewhere,   // the word in which they differ stands in many other values, the wrong one in
                    // none
  kMoreGroups,      // the wrong one stands in a single group, which has the right one too
  kCentre,          // other spellings of the same group are nearer to it
  kMoreFrequent,    // in the same group
  kLetters,         // its letters follow each other as those of words do, the other one's do not
  kLongWord,        // it is more frequent, and the two differ in one letter inside a long word
};

struct SpellingRival {
  uint32_t column = 0;
  uint32_t wrong = 0, right = 0;  // codes
  RivalReason reason = RivalReason::kMoreFrequent;
  uint32_t evidence = 0;  // rows, or spellings, that say so
  double confidence = 0;
  int64_t group = -1;  // the column whose values hold both as one thing; -1: none was needed
};

// The rivals of a table, and which spelling is a wrong one of which.
class SpellingRivals {
 public:
  SpellingRivals() = default;
  SpellingRivals(const EncodedSample& sample, std::vector<SpellingRival> found);

  const std::vector<SpellingRival>& all() const { return all_; }
  // Whether the column's value `wrong` is a wrong spelling of its value `right`; by EncodedHash.
  bool IsWrongFor(uint32_t column, uint64_t wrong, uint64_t right) const {
    return pairs_.size() > 0 && pairs_.Find(Key(column, wrong, right)) != ValueIndex::kNone;
  }
  // Whether that is said for no other reason than the number of rows.
  bool IsOnlyRarer(uint32_t column, uint64_t wrong, uint64_t right) const {
    return rarer_.size() > 0 && rarer_.Find(Key(column, wrong, right)) != ValueIndex::kNone;
  }

 private:
  static uint64_t Key(uint32_t column, uint64_t wrong, uint64_t right) {
    return MixHash(MixHash(wrong, right), column);
  }

  std::vector<SpellingRival> all_;
  ValueIndex pairs_, rarer_;
};

// Finds the rivals in all columns of few kinds of texts. Near-linear in the rows for each column.
std::vector<SpellingRival> FindSpellingRivals(const EncodedSample& sample);

}  // namespace assay
