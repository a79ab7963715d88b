// Word by word comparison of two values.
#include "assay/profile/differing_word.h"

#include <algorithm>
#include <array>
#include <vector>

#include "assay/profile/near_index.h"
#include "assay/profile/spelling_distance.h"
#include "assay/profile/text_words.h"

namespace assay {
namespace {

constexpr size_t kLeastLetters = 5;
constexpr size_t kLongWord = 9;  // letters
constexpr size_t kSameEnds = 2;  // letters at which such words begin and end alike

}  // namespace

std::pair<std::string, std::string> DifferingWord(std::string_view a, std::string_view b) {
  const std::vector<std::string> own = WordsOf(a), other = WordsOf(b);
  if (own.size() != other.size()) return {};
  std::pair<std::string, std::string> found;
  for (size_t i = 0; i < own.size(); ++i) {
    if (own[i] == other[i]) continue;
    if (!found.first.empty()) return {};
    found = {own[i], other[i]};
  }
  return found;
}

bool AreCompounds(std::string_view a, std::string_view b) {
  constexpr size_t kEnding = 3;
  constexpr std::array<std::array<std::string_view, 3>, 2> kSeries = {
      {{"ate", "ite", "ide"}, {"ane", "ene", "yne"}}};
  if (a.size() != b.size() || a.size() <= kLeastLetters) return false;
  if (a.substr(0, a.size() - kEnding) != b.substr(0, b.size() - kEnding)) return false;
  return std::any_of(kSeries.begin(), kSeries.end(), [&](const auto& series) {
    const auto has = [&](std::string_view word) {
      return std::find(series.begin(), series.end(), word.substr(word.size() - kEnding)) !=
             series.end();
    };
    return has(a) && has(b);
  });
}

bool MayBeSlip(std::string_view bad, std::string_view good) {
  if (std::min(good.size(), bad.size()) < kLeastLetters || good[0] != bad[0] ||
      SpellingDistance(bad, good, 1) > 1)
    return false;
  // An ending makes another form of the word; half of a doubled letter does not.
  const size_t shorter = std::min(bad.size(), good.size());
  const bool halved = bad.size() < good.size() && bad.back() == good.back();
  return halved || bad.compare(0, shorter, good, 0, shorter) != 0;
}

bool DifferInsideLongWord(std::string_view a, std::string_view b) {
  const auto [own, other] = DifferingWord(a, b);
  const std::string bad = OneByteACharacter(own), good = OneByteACharacter(other);
  return std::min(bad.size(), good.size()) >= kLongWord && SpellingDistance(bad, good, 1) <= 1 &&
         bad.compare(0, kSameEnds, good, 0, kSameEnds) == 0 &&
         bad.compare(bad.size() - kSameEnds, kSameEnds, good, good.size() - kSameEnds, kSameEnds) ==
             0;
}

}  // namespace assay
