// Word by word comparison against counts.
#include "assay/profile/familiar_words.h"

#include <vector>

#include "assay/profile/word_split.h"

namespace assay {
namespace {

constexpr uint64_t kFamiliar = 3;  // distinct values that have the word
constexpr double kRareWord = 0.1;  // of the values that have the other word

std::vector<std::string_view> SplitWords(std::string_view text) {
  std::vector<std::string_view> words;
  VisitWords(text, [&](std::string_view word, size_t) { words.push_back(word); });
  return words;
}

}  // namespace

void FamiliarWords::Add(std::string_view value) {
  VisitWords(value, [&](std::string_view word, size_t) { ++counts_[word]; });
}

bool FamiliarWords::Distinguish(std::string_view value, std::string_view other) const {
  const std::vector<std::string_view> own = SplitWords(value), meant = SplitWords(other);
  if (own.size() != meant.size() || own.size() < 2) return false;
  size_t differing = 0;
  for (size_t i = 0; i < own.size(); ++i) {
    if (own[i] == meant[i]) continue;
    ++differing;
    const auto own_count = counts_.find(own[i]), meant_count = counts_.find(meant[i]);
    if (own_count == counts_.end() || own_count->second < kFamiliar) return false;
    if (meant_count != counts_.end() && static_cast<double>(own_count->second) <
                                            kRareWord * static_cast<double>(meant_count->second)) {
      return false;
    }
  }
  return differing > 0;
}

}  // namespace assay
