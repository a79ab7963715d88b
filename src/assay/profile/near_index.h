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
  // Keys by their hashes, and by the upper bits of these where each part begins: a look-up jumps to
  // the few keys that it may find.
  struct Keys {
    std::vector<Key> sorted;
    std::vector<uint32_t> starts;  // by part, and the end
    int shift = 63;                // of a hash, to its part

    void Seal();
    // The first key with such a hash, or with a larger one.
    std::vector<Key>::const_iterator Find(uint64_t hash) const;
  };
  struct Query {
    std::string text;      // one byte a character
    uint64_t letters = 0;  // which characters it has
    uint32_t limit = 0;
    uint32_t most = 0;  // edits
  };
  void Consider(const Query& query, uint64_t hash, const Keys& keys, Near* best) const;

  std::vector<std::string> texts_;
  std::vector<uint64_t> letters_;  // of each text
  Keys without_one_;
  Keys anchors_;
};

}  // namespace assay
