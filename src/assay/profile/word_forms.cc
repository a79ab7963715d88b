// Words are found by their first letters and compared by the length of their common beginning.
#include "assay/profile/word_forms.h"

#include <algorithm>

#include "assay/base/ascii.h"

namespace assay {
namespace {

constexpr size_t kLeastCommon = 3;  // bytes at the beginning
constexpr size_t kMostOfBase = 3;   // bytes of the base that the form has not: "marr-ón"
constexpr size_t kMostOfForm = 4;   // bytes of the form that the base has not: "marr-ones"

size_t CommonBeginning(std::string_view a, std::string_view b) {
  const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<size_t>(end - a.begin());
}

bool IsForm(std::string_view base, std::string_view word, size_t common) {
  const size_t lost = base.size() - common, ending = word.size() - common;
  // The longer the ending, the more of the word it has to follow.
  return lost <= kMostOfBase && ending <= std::min(kMostOfForm, common) && common > lost &&
         (lost > 0 || ending < kMostOfForm);
}

}  // namespace

void WordForms::Add(std::string_view word) {
  if (word.size() >= kLeastCommon && !HasDigit(word))
    by_beginning_[word.substr(0, kLeastCommon)].push_back(word);
}

std::string_view WordForms::BaseOf(std::string_view word) const {
  if (word.size() < kLeastCommon || HasDigit(word)) return {};
  const auto bases = by_beginning_.find(word.substr(0, kLeastCommon));
  if (bases == by_beginning_.end()) return {};
  std::string_view best;
  size_t best_common = 0;
  for (const std::string_view base : bases->second) {
    const size_t common = CommonBeginning(base, word);
    if (!IsForm(base, word, common) || common < best_common) continue;
    if (common > best_common || base < best) best = base;
    best_common = common;
  }
  return best;
}

}  // namespace assay
