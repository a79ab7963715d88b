// NearIndex: finds the text that a given one is most likely a misspelling of, in near-constant
// time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

// `text` with one byte a character, so that distances count characters: what is not ASCII is hashed
// into the bytes above 127.
std::string OneByteACharacter(std::string_view text);

// An index of texts that are given most frequent first. Distances are those of SpellingDistance,
// over characters. Distance 1 is found by the hashes of all texts with one character left out
// (SymSpell; W. Garbe, 2012); 2 and 3 by the first and the last five characters, which one edit
// rarely hits both.
class NearIndex {
 public:
  static constexpr uint32_t kNone = 0xffffffffu;
  struct Near {
    uint32_t index = kNone;  // of the text in the order of Add
    uint32_t distance = 0;
  };

  void Add(std::string_view text);
  // Sorts; Nearest may be called from now on.
  void Seal();

  // The nearest of the first `limit` texts, other than `text` itself: the least distance, then the
  // first added. A text of n characters allows n/6 edits, at least one and at most three.
  Near Nearest(std::string_view text, uint32_t limit = kNone) const;

  const std::string& TextOf(uint32_t index) const { return texts_[index]; }  // one byte a character

 private:
  struct Key {
    uint64_t hash;
    uint32_t index;
  };
  struct Query {
    std::string text;      // one byte a character
    uint64_t letters = 0;  // which characters it has
    uint32_t limit = 0;
    uint32_t most = 0;  // edits
  };
  void Consider(const Query& query, uint64_t hash, const std::vector<Key>& keys, Near* best) const;

  std::vector<std::string> texts_;
  std::vector<uint64_t> letters_;  // of each text
  std::vector<Key> without_one_;
  std::vector<Key> anchors_;
};

}  // namespace assay
