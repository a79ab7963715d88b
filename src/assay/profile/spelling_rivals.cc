// Pairs from a NearIndex; each is judged by the rows that have either spelling.
#include "assay/profile/spelling_rivals.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "assay/base/ascii.h"
#include "assay/base/utf8.h"
#include "assay/profile/differing_word.h"
#include "assay/profile/familiar_words.h"
#include "assay/profile/known_words.h"
#include "assay/profile/letter_model.h"
#include "assay/profile/near_index.h"
#include "assay/profile/spelling_distance.h"
#include "assay/profile/spelling_groups.h"
#include "assay/profile/spelling_mentions.h"
#include "assay/profile/telling_columns.h"
#include "assay/profile/text_words.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 30;
constexpr uint32_t kMostKinds = 3000;  // distinct values of a column
constexpr uint32_t kLeastCount = 2;    // rows of each spelling
constexpr size_t kLeastLetters = 5;
constexpr size_t kLeastWord = 4;         // letters of the word in which two values differ
constexpr double kLeastShare = 0.05;     // rows of the wrong spelling for each row of the right one
constexpr double kLeastKnown = 0.65;     // share of a column's words that are on the list
constexpr uint32_t kLeastElsewhere = 5;  // values that have the right word
constexpr uint32_t kElsewhereOfOne = 2;  // where another column holds both spellings as one thing
constexpr uint32_t kTimesOfLongWord = 6;
// Log odds of the letters: with another column that holds both spellings as one thing, and alone.
constexpr double kTellingLetters = 5, kSureLetters = 7;
constexpr size_t kLeastTellingWord = 7;     // letters of a word that tells alone
constexpr uint32_t kMostTellingKinds = 60;  // distinct values; of more, two are near by chance
constexpr double kLeastTellingWords = 0.2;  // of the column's are on the list, that its letters are

bool IsWordy(const EncodedColumn& column) {
  return column.filled >= kLeastRows && column.numeric < 0.2 * column.filled &&
         column.filled_distinct >= 2 && column.filled_distinct <= kMostKinds &&
         column.filled_distinct * 2 <= column.filled;
}

bool IsSpelledOut(std::string_view value) {
  return value.size() >= kLeastLetters && std::none_of(value.begin(), value.end(), IsDigit);
}

// Judges the pairs of one column.
class RivalFinder {
 public:
  RivalFinder(const EncodedSample& sample, uint32_t column)
      : at_(column),
        column_(sample.columns[column]),
        rows_(GroupRows(column_.codes, static_cast<uint32_t>(column_.values.size()))),
        mentions_(sample, column, rows_),
        telling_(sample, column, rows_),
        groups_(sample, column, rows_) {}

  std::vector<SpellingRival> Find();

 private:
  std::vector<std::pair<uint32_t, uint32_t>> Pairs() const;
  std::optional<SpellingRival> Judge(uint32_t a, uint32_t b);
  std::optional<SpellingRival> ByWord(uint32_t a, uint32_t b);
  std::optional<SpellingRival> NamedElsewhere(uint32_t a, uint32_t b) const;
  std::optional<SpellingRival> KnownWord(uint32_t wrong, uint32_t right) const;
  std::optional<SpellingRival> WordElsewhere(uint32_t wrong, uint32_t right) const;
  std::optional<SpellingRival> SameGroup(uint32_t a, uint32_t b) const;
  std::optional<SpellingRival> ByLetters(uint32_t a, uint32_t b) const;
  double OddsOfLetters(uint32_t right, uint32_t wrong) const;
  bool MayTurnRound(uint32_t more, uint32_t less) const;
  std::optional<SpellingRival> LongWord(uint32_t a, uint32_t b) const;
  void CountWords();
  bool HoldsKnownWords(uint32_t wrong, const std::string& bad) const;
  bool AreTwoThings(uint32_t a, uint32_t b) const;

  uint32_t at_;
  const EncodedColumn& column_;
  RowGroups rows_;
  FamiliarWords words_;
  std::unordered_map<std::string, uint64_t> word_rows_;    // of words that the list could have
  std::unordered_map<std::string, uint32_t> word_values_;  // distinct values that have the word
  uint64_t all_word_rows_ = 0, known_word_rows_ = 0;
  SpellingMentions mentions_;
  TellingColumns telling_;
  SpellingGroups groups_;
  LetterModel letters_;
  uint64_t words_of_values_ = 0, known_words_of_values_ = 0;
};

std::vector<std::pair<uint32_t, uint32_t>> RivalFinder::Pairs() const {
  std::vector<uint32_t> codes;
  for (uint32_t code = 0; code < column_.values.size(); ++code) {
    if (!column_.blank[code] && column_.counts[code] >= kLeastCount &&
        IsSpelledOut(column_.values[code])) {
      codes.push_back(code);
    }
  }
  std::sort(codes.begin(), codes.end(), [&](uint32_t a, uint32_t b) {
    return column_.counts[a] != column_.counts[b] ? column_.counts[a] > column_.counts[b]
                                                  : column_.values[a] < column_.values[b];
  });
  NearIndex index;
  for (const uint32_t code : codes) index.Add(column_.values[code]);
  index.Seal();
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  for (const uint32_t code : codes) {
    const NearIndex::Near near = index.Nearest(column_.values[code]);
    if (near.index != NearIndex::kNone) pairs.emplace_back(std::minmax(code, codes[near.index]));
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

void RivalFinder::CountWords() {
  for (uint32_t code = 0; code < column_.values.size(); ++code) {
    words_.Add(column_.values[code]);
    if (column_.blank[code]) continue;
    for (std::string& word : WordsOf(column_.values[code])) {
      if (word.size() < kLeastWord) continue;
      letters_.Add(word);
      ++word_values_[word];
      const bool known = IsKnownWord(word);
      ++words_of_values_;
      known_words_of_values_ += known;
      all_word_rows_ += column_.counts[code];
      known_word_rows_ += known ? column_.counts[code] : 0;
      word_rows_[std::move(word)] += column_.counts[code];
    }
  }
}

// Whether most words of the column are on the list. A word in small letters is no name: there, most
// rows will do, those of the word in question (which may fill the column) apart.
bool RivalFinder::HoldsKnownWords(uint32_t wrong, const std::string& bad) const {
  const auto most = [](uint64_t known, uint64_t all) {
    return known > 0 && static_cast<double>(known) >= kLeastKnown * static_cast<double>(all);
  };
  if (most(known_words_of_values_, words_of_values_)) return true;
  const auto rows = word_rows_.find(bad);
  return column_.values[wrong].find(bad) != std::string_view::npos && rows != word_rows_.end() &&
         most(known_word_rows_, all_word_rows_ - rows->second);
}

// Values that differ by words which are right in either: south and north, A and B.
bool RivalFinder::AreTwoThings(uint32_t a, uint32_t b) const {
  const std::string_view one = column_.values[a], other = column_.values[b];
  const auto [left, right] = DifferingWord(one, other);
  const bool left_known = IsKnownWord(left), right_known = IsKnownWord(right);
  // A slip that recurs stands in as many values as a word does.
  const bool may_recur = left_known != right_known &&
                         (left_known ? HoldsKnownWords(b, right) : HoldsKnownWords(a, left));
  if (!may_recur && (words_.Distinguish(one, other) || words_.Distinguish(other, one))) return true;
  if (left.empty()) return false;
  if (AreCompounds(left, right) && IsKnownWord(left.ends_with("ate") ? left : right)) return true;
  return left.size() < kLeastWord || right.size() < kLeastWord || (left_known && right_known);
}

std::vector<SpellingRival> RivalFinder::Find() {
  std::vector<SpellingRival> found;
  const auto pairs = Pairs();
  if (pairs.empty()) return found;
  CountWords();
  for (const auto& [a, b] : pairs) {
    if (const auto rival = AreTwoThings(a, b) ? ByWord(a, b) : Judge(a, b)) found.push_back(*rival);
  }
  return found;
}

// Two values that differ by a familiar word may still be one with a slip in it.
std::optional<SpellingRival> RivalFinder::ByWord(uint32_t a, uint32_t b) {
  auto rival = WordElsewhere(a, b);
  if (!rival) rival = WordElsewhere(b, a);
  if (!rival) rival = NamedElsewhere(a, b);
  return rival && !telling_.TellApart(a, b) ? rival : std::nullopt;
}

// What other columns say in so many words, and of one of the two only.
std::optional<SpellingRival> RivalFinder::NamedElsewhere(uint32_t a, uint32_t b) const {
  const auto one = mentions_.Judge(a, b), other = mentions_.Judge(b, a);
  if (one.has_value() == other.has_value()) return std::nullopt;
  const SpellingRival& rival = one ? *one : *other;
  return rival.reason == RivalReason::kNamedElsewhere ? std::optional(rival) : std::nullopt;
}

std::optional<SpellingRival> RivalFinder::Judge(uint32_t a, uint32_t b) {
  std::optional<SpellingRival> best;
  for (const auto& [wrong, right] : {std::pair(a, b), std::pair(b, a)}) {
    if (column_.counts[wrong] < kLeastShare * column_.counts[right]) continue;
    for (const auto& rival : {mentions_.Judge(wrong, right), KnownWord(wrong, right)}) {
      if (!rival) continue;
      if (best && best->wrong != rival->wrong) return std::nullopt;  // they contradict each other
      if (!best || rival->confidence > best->confidence) best = rival;
    }
  }
  if (!best) best = ByWord(a, b);
  if (!best) best = SameGroup(a, b);
  if (!best) best = LongWord(a, b);
  if (!best) best = ByLetters(a, b);
  if (best && telling_.TellApart(a, b)) return std::nullopt;
  return best;
}

std::optional<SpellingRival> RivalFinder::KnownWord(uint32_t wrong, uint32_t right) const {
  const auto [bad, good] = DifferingWord(column_.values[wrong], column_.values[right]);
  if (!MayBeSlip(bad, good) || IsKnownWord(bad) || !IsKnownWord(good) ||
      !HoldsKnownWords(wrong, bad)) {
    return std::nullopt;
  }
  return SpellingRival{at_, wrong, right, RivalReason::kKnownWord, 1, 0.75, -1};
}

std::optional<SpellingRival> RivalFinder::WordElsewhere(uint32_t wrong, uint32_t right) const {
  const auto [bad, good] = DifferingWord(column_.values[wrong], column_.values[right]);
  if (!MayBeSlip(bad, good) || IsKnownWord(bad) || AreCompounds(bad, good)) return std::nullopt;
  const uint32_t have_good = word_values_.at(good);
  if (word_values_.at(bad) > 1 || have_good < kElsewhereOfOne) return std::nullopt;
  if (have_good < kLeastElsewhere &&
      (column_.counts[right] < kLeastShare * column_.counts[wrong] || !groups_.Judge(wrong, right)))
    return std::nullopt;
  return SpellingRival{at_, wrong, right, RivalReason::kWordElsewhere, have_good, 0.85, -1};
}

// Whether the words are one but for a letter that is doubled in either: names have both forms.
bool DifferByDoubling(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() + 1 != b.size()) return false;
  const auto at =
      static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin()).second - b.begin());
  return at > 0 && b[at] == b[at - 1] && a.substr(at) == b.substr(at + 1);
}

// How much likelier the letters of the word in which the values differ make the one that is called
// right; 0 where they differ by more than a word or a doubled letter.
double RivalFinder::OddsOfLetters(uint32_t right, uint32_t wrong) const {
  const auto [bad, good] = DifferingWord(column_.values[wrong], column_.values[right]);
  if (bad.empty() || good.empty() || DifferByDoubling(bad, good)) return 0;
  return letters_.LogOdds(good, bad);
}

// Whether letters may say that the spelling of more rows is the slip. Many names that are on no
// list have letters of their own, and some of them odd ones; and a slip is seldom nearly all of the
// rows.
bool RivalFinder::MayTurnRound(uint32_t more, uint32_t less) const {
  if (column_.counts[less] < kLeastShare * column_.counts[more]) return false;
  return column_.filled_distinct <= kMostTellingKinds ||
         static_cast<double>(known_words_of_values_) >=
             kLeastTellingWords * static_cast<double>(words_of_values_);
}

// What is one thing by another column; the letters of the word say more than the number of rows.
std::optional<SpellingRival> RivalFinder::SameGroup(uint32_t a, uint32_t b) const {
  auto rival = groups_.Judge(a, b);
  if (!rival || rival->reason != RivalReason::kMoreFrequent) return rival;
  double odds = OddsOfLetters(rival->right, rival->wrong);
  if (odds < 0 && !MayTurnRound(rival->right, rival->wrong)) odds = 0;
  if (odds <= -kTellingLetters) std::swap(rival->right, rival->wrong);
  if (std::abs(odds) >= kTellingLetters) {
    rival->reason = RivalReason::kLetters;
    rival->evidence = column_.counts[rival->right];
    // Against the number of rows the letters have to be as clear as alone.
    rival->confidence = odds > -kSureLetters && odds < 0 ? 0.6 : 0.8;
  } else if (column_.counts[rival->right] < 2 * column_.counts[rival->wrong]) {
    return std::nullopt;
  }
  return rival;
}

// Letters that hardly ever follow each other, where a near spelling has usual ones.
std::optional<SpellingRival> RivalFinder::ByLetters(uint32_t a, uint32_t b) const {
  if (column_.filled_distinct > kMostTellingKinds) return std::nullopt;
  const double odds = OddsOfLetters(a, b);
  const uint32_t right = odds > 0 ? a : b, wrong = odds > 0 ? b : a;
  if (std::abs(odds) < kSureLetters || column_.counts[wrong] < kLeastShare * column_.counts[right])
    return std::nullopt;
  const auto [bad, good] = DifferingWord(column_.values[wrong], column_.values[right]);
  if (std::min(bad.size(), good.size()) < kLeastTellingWord || !MayBeSlip(bad, good) ||
      telling_.StandApart(a, b))
    return std::nullopt;
  return SpellingRival{at_, wrong, right, RivalReason::kLetters, column_.counts[right], 0.65, -1};
}

std::optional<SpellingRival> RivalFinder::LongWord(uint32_t a, uint32_t b) const {
  const uint32_t right = column_.counts[a] >= column_.counts[b] ? a : b, wrong = right == a ? b : a;
  if (column_.counts[right] < kTimesOfLongWord * column_.counts[wrong]) return std::nullopt;
  if (!DifferInsideLongWord(column_.values[wrong], column_.values[right])) return std::nullopt;
  if (OddsOfLetters(right, wrong) <= -kTellingLetters) return std::nullopt;
  return SpellingRival{at_, wrong, right, RivalReason::kLongWord, column_.counts[right], 0.6, -1};
}

}  // namespace

SpellingRivals::SpellingRivals(const EncodedSample& sample, std::vector<SpellingRival> found)
    : all_(std::move(found)) {
  for (const SpellingRival& rival : all_) {
    const EncodedColumn& column = sample.columns[rival.column];
    const uint64_t key = Key(rival.column, EncodedHash(column.values[rival.wrong]),
                             EncodedHash(column.values[rival.right]));
    pairs_.Insert(key);
    if (rival.reason == RivalReason::kMoreFrequent) rarer_.Insert(key);
  }
}

std::vector<SpellingRival> FindSpellingRivals(const EncodedSample& sample) {
  std::vector<SpellingRival> rivals;
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    if (!IsWordy(sample.columns[c])) continue;
    const std::vector<SpellingRival> found = RivalFinder(sample, c).Find();
    rivals.insert(rivals.end(), found.begin(), found.end());
  }
  return rivals;
}

}  // namespace assay
