// Word by word comparison against counts.
#include "assay/profile/familiar_words.h"

#include <algorithm>
#include <vector>

#include "assay/base/utf8.h"
#include "assay/profile/word_split.h"

namespace assay {
namespace {

constexpr double kFamiliar = 3;                       // distinct values that have the word
constexpr double kRareWord = 0.1;                     // of the values that have the other word
constexpr double kCommonWord = 0.02;                  // of all values
constexpr double kManyValues = 10, kOtherForm = 0.3;  // of the values with the other form

// The words, and the marks that stand between blanks as a word does ("mug - red").
std::vector<std::string_view> SplitWords(std::string_view text) {
  std::vector<std::string_view> words;
  size_t end = 0;
  VisitWords(text, [&](std::string_view word, size_t at) {
    const std::string_view gap = text.substr(end, at - end);
    if (gap.size() >= 3 && gap.front() == ' ' && gap.back() == ' ') {
      const size_t mark = gap.find_first_not_of(' ');
      if (mark != std::string_view::npos)
        words.push_back(gap.substr(mark, gap.find_last_not_of(' ') + 1 - mark));
    }
    words.push_back(word);
    end = at + word.size();
  });
  return words;
}

}  // namespace

void FamiliarWords::Add(std::string_view value) {
  ++values_;
  for (const std::string_view word : SplitWords(value)) ++counts_[word];
}

uint64_t FamiliarWords::CountOf(std::string_view word) const {
  const auto found = counts_.find(word);
  return found == counts_.end() ? 0 : found->second;
}

// `more` is `fewer` with words put between that the column has everywhere.
bool FamiliarWords::DifferByCommonWords(const std::vector<std::string_view>& fewer,
                                        const std::vector<std::string_view>& more) const {
  const auto is_common = [&](std::string_view word) {
    return static_cast<double>(CountOf(word)) >= kCommonWord * static_cast<double>(values_);
  };
  size_t at = 0;
  for (const std::string_view word : more) {
    const std::string_view next = at < fewer.size() ? fewer[at] : std::string_view();
    if (word == next || (FoldCase(word) == FoldCase(next) && is_common(word) && is_common(next))) {
      ++at;
    } else if (!is_common(word)) {
      return false;
    }
  }
  return at == fewer.size();
}

bool FamiliarWords::Distinguish(std::string_view value, std::string_view other) const {
  const std::vector<std::string_view> own = SplitWords(value), meant = SplitWords(other);
  if (std::min(own.size(), meant.size()) < 2) return false;
  if (own.size() != meant.size()) {
    return own.size() < meant.size() ? DifferByCommonWords(own, meant)
                                     : DifferByCommonWords(meant, own);
  }
  size_t differing = 0;
  for (size_t i = 0; i < own.size(); ++i) {
    if (own[i] == meant[i]) continue;
    ++differing;
    const auto count = static_cast<double>(CountOf(own[i]));
    if (count < kFamiliar || count < kRareWord * static_cast<double>(CountOf(meant[i])))
      return false;
  }
  return differing > 0;
}

bool FamiliarWords::HaveTwoForms(std::string_view value, std::string_view other) const {
  const std::vector<std::string_view> own = SplitWords(value), meant = SplitWords(other);
  if (own.size() != meant.size() || own.size() < 2) return false;
  size_t differing = 0;
  for (size_t i = 0; i < own.size(); ++i) {
    if (own[i] == meant[i]) continue;
    ++differing;
    const auto count = static_cast<double>(CountOf(own[i]));
    if (count < kManyValues || count < kOtherForm * static_cast<double>(CountOf(meant[i])))
      return false;
  }
  return differing > 0;
}

}  // namespace assay
