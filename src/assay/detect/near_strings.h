// NearStrings: which of a fixed list of strings a misspelled one was meant to be.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace assay {

// An index of symmetric deletions (after W. Garbe's SymSpell): two strings at most one edit apart
// are equal after deleting at most one character from each, so that a look-up costs a few hashes,
// not a walk over the list. Strings are compared as bytes.
class NearStrings {
 public:
  explicit NearStrings(std::vector<std::string> strings);
  // The index of the one string that is `text` or at most one edit away (insert, delete, replace,
  // swap of neighbours); -1 when there is none or more than one. Strings under four bytes are near
  // nothing.
  int Find(std::string_view text) const;

 private:
  std::vector<std::string> strings_;
  std::unordered_multimap<uint64_t, uint32_t>
      index_;  // hash of a string less one byte -> its index
};

}  // namespace assay
