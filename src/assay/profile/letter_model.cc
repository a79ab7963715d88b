// Counts of one to four letters in a row, those of the known words in a table that is made once.
#include "assay/profile/letter_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "assay/base/ascii.h"
#include "assay/base/embedded.h"

namespace assay {
namespace {

constexpr uint32_t kLetters = 29;  // a to z, any other one, the beginning and the end of a word
constexpr uint8_t kOther = 26, kBeginning = 27, kEnd = 28;
constexpr size_t kMostInARow = 4;
constexpr double kPrior = 6;          // letters that the shorter context counts for
constexpr double kColumnWeight = 10;  // known words that a word of the column counts for
constexpr double kALetter = 2.2;      // what a word of one letter more would lose on average

uint32_t Power(size_t exponent) {
  uint32_t power = 1;
  while (exponent-- > 0) power *= kLetters;
  return power;
}

// The word's letters and its end, with so many beginnings that each has three before it.
std::vector<uint8_t> LettersOf(std::string_view word) {
  std::vector<uint8_t> letters(kMostInARow - 1, kBeginning);
  for (const char c : word) {
    if ((static_cast<uint8_t>(c) & 0xC0) == 0x80)
      continue;  // a letter is counted by its first byte
    letters.push_back(IsLower(c) ? static_cast<uint8_t>(c - 'a') : kOther);
  }
  letters.push_back(kEnd);
  return letters;
}

// The last `length` of the letters before `end` as a number.
uint32_t CodeOf(const std::vector<uint8_t>& letters, size_t end, size_t length) {
  uint32_t code = 0;
  for (size_t i = end - length; i < end; ++i) code = code * kLetters + letters[i];
  return code;
}

// Calls `count(length, code)` for each run of letters that is one, or stands before one.
template <typename Count>
void ForEachRun(const std::vector<uint8_t>& letters, const Count& count) {
  for (size_t at = kMostInARow - 1; at <= letters.size(); ++at) {
    for (size_t length = 1; length <= std::min(at, kMostInARow); ++length)
      count(length, CodeOf(letters, at, length));
  }
}

// Counts by length and code.
using Counts = std::array<std::vector<uint32_t>, kMostInARow>;

Counts CountKnownWords() {
  Counts counts;
  for (size_t length = 1; length <= kMostInARow; ++length) counts[length - 1].resize(Power(length));
  const std::string_view words = EmbeddedWords().front().bytes;
  for (size_t start = 0; start < words.size();) {
    const size_t end = std::min(words.find('\n', start), words.size());
    ForEachRun(LettersOf(words.substr(start, end - start)),
               [&](size_t length, uint32_t code) { ++counts[length - 1][code]; });
    start = end + 1;
  }
  return counts;
}

const Counts& KnownCounts() {
  static const Counts counts = CountKnownWords();
  return counts;
}

uint32_t KeyOf(size_t length, uint32_t code) {
  return static_cast<uint32_t>(length - 1) * Power(kMostInARow) + code;
}

using Added = std::unordered_map<uint32_t, uint32_t>;

void AddLetters(const std::vector<uint8_t>& letters, Added* counts) {
  ForEachRun(letters, [&](size_t length, uint32_t code) { ++(*counts)[KeyOf(length, code)]; });
}

uint32_t Find(const Added& counts, uint32_t key) {
  const auto at = counts.find(key);
  return at == counts.end() ? 0 : at->second;
}

// The counts of the known words and the column without `own`.
class Frequencies {
 public:
  Frequencies(const Added& column, const Added& own) : column_(column), own_(own) {}

  double LogProbability(const std::vector<uint8_t>& letters) const {
    double sum = 0;
    for (size_t at = kMostInARow; at <= letters.size(); ++at) {
      double probability = 1.0 / kLetters;  // any letter is as likely
      for (size_t length = 2; length <= kMostInARow; ++length) {
        probability = (Count(letters, at, length) + kPrior * probability) /
                      (Count(letters, at - 1, length - 1) + kPrior);
      }
      sum += std::log(probability);
    }
    return sum;
  }

 private:
  double Count(const std::vector<uint8_t>& letters, size_t end, size_t length) const {
    const uint32_t code = CodeOf(letters, end, length), key = KeyOf(length, code);
    return KnownCounts()[length - 1][code] + kColumnWeight * (Find(column_, key) - Find(own_, key));
  }

  const Added& column_;
  const Added& own_;
};

}  // namespace

void LetterModel::Add(std::string_view word) {
  if (words_.emplace(word).second) AddLetters(LettersOf(word), &added_);
}

double LetterModel::LogOdds(std::string_view right, std::string_view wrong) const {
  const std::vector<uint8_t> good = LettersOf(right), bad = LettersOf(wrong);
  Added own;
  if (words_.contains(std::string(right))) AddLetters(good, &own);
  if (words_.contains(std::string(wrong))) AddLetters(bad, &own);
  const Frequencies frequencies(added_, own);
  const double longer = static_cast<double>(good.size()) - static_cast<double>(bad.size());
  return frequencies.LogProbability(good) - frequencies.LogProbability(bad) + kALetter * longer;
}

}  // namespace assay
