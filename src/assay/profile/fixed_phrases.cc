// Rows of a word and its neighbour, and in how many the attribute agrees with the word.
#include "assay/profile/fixed_phrases.h"

#include <algorithm>
#include <array>

#include "assay/base/hash.h"
#include "assay/profile/encoded_sample.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 5;     // of a phrase
constexpr double kFewAgreeing = 0.25;  // share of them
constexpr double kMostAgreeing = 0.5;  // share of them, where as many agree by chance
constexpr double kChance = 1.3;        // times as many as expected are still chance
constexpr uint64_t kBefore = 1, kBehind = 2, kNoPhrase = 0;

// The phrases of words[at] with the word before it and with the one behind it.
std::array<uint64_t, 2> PhrasesOf(const std::vector<std::string>& words, size_t at) {
  const uint64_t own = EncodedHash(words[at]);
  return {at == 0 ? kNoPhrase : MixHash(MixHash(own, EncodedHash(words[at - 1])), kBefore),
          at + 1 == words.size() ? kNoPhrase
                                 : MixHash(MixHash(own, EncodedHash(words[at + 1])), kBehind)};
}

}  // namespace

void FixedPhrases::Count(const std::vector<std::string>& words, size_t at, bool agrees,
                         double usual) {
  for (const uint64_t phrase : PhrasesOf(words, at)) {
    if (phrase == kNoPhrase) continue;
    Rows& rows = phrases_[phrase];
    ++rows.all;
    rows.agreeing += agrees;
    rows.expected += usual;
  }
}

void FixedPhrases::Finish() {
  std::erase_if(phrases_, [](const auto& phrase) {
    const Rows& rows = phrase.second;
    const double most = std::max(kFewAgreeing * rows.all,
                                 std::min(kChance * rows.expected, kMostAgreeing * rows.all));
    return rows.all < kLeastRows || rows.agreeing > most;
  });
}

bool FixedPhrases::Holds(const std::vector<std::string>& words, size_t at) const {
  const auto phrases = PhrasesOf(words, at);
  return phrases_.contains(phrases[0]) || phrases_.contains(phrases[1]);
}

std::vector<std::string> FixedPhrases::Without(std::vector<std::string> words) const {
  if (empty()) return words;
  std::vector<std::string> others;
  for (size_t at = 0; at < words.size(); ++at) {
    if (!Holds(words, at)) others.push_back(words[at]);
  }
  return others;
}

}  // namespace assay
