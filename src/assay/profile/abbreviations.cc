// Values are grouped by what is left of them without one of their words; within a group, a word
// and its abbreviation are a vote that one stands for the other.
#include "assay/profile/abbreviations.h"

#include <algorithm>
#include <map>
#include <unordered_set>
#include <utility>

#include "assay/base/ascii.h"
#include "assay/base/hash.h"
#include "assay/base/utf8.h"
#include "assay/profile/known_words.h"
#include "assay/profile/word_split.h"

namespace assay {
namespace {

constexpr size_t kMostWords = 10;        // of a value
constexpr size_t kMostAlike = 12;        // values that are equal but for a word
constexpr size_t kLeastContraction = 4;  // letters
constexpr size_t kLongestBrief = 5;      // letters
constexpr double kLeastTwins = 0.3;      // of an abbreviation's values have a twin with its word
constexpr size_t kLeastRests = 2;        // different twins that make an abbreviation …
constexpr size_t kRestsOfALetter = 4;    // … of one letter
constexpr double kLeastOfOneWord = 0.8;  // of an abbreviation's twins have the same word
constexpr uint64_t kClearlyUsual = 4;    // times the rows of the other form

bool IsVowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

bool IsSkeleton(std::string_view brief, std::string_view word) {
  if (brief.size() < 2 || brief.front() != word.front() || brief.back() != word.back())
    return false;
  if (std::any_of(brief.begin() + 1, brief.end(), IsVowel)) return false;
  size_t at = 0;
  for (const char c : word) at += at < brief.size() && brief[at] == c;
  return at == brief.size();
}

// Whether it is how the word begins and the letter with which it ends ("dept").
bool IsContraction(std::string_view brief, std::string_view word) {
  return brief.size() >= kLeastContraction && brief.back() == word.back() &&
         word.starts_with(brief.substr(0, brief.size() - 1));
}

bool IsNumber(std::string_view word) { return word[0] >= '0' && word[0] <= '9'; }

struct Word {
  std::string folded;
  size_t offset = 0, length = 0;
  bool dotted = false;
};

std::vector<Word> Split(std::string_view value) {
  std::vector<Word> words;
  VisitWords(value, [&](std::string_view word, size_t at) {
    const size_t end = at + word.size();
    words.push_back({FoldCase(word), at, word.size(), end < value.size() && value[end] == '.'});
  });
  return words;
}

// A word at the end of values, or before it: "St" is a street at the end, a saint elsewhere.
struct Form {
  std::string word;
  bool last = false;
  auto operator<=>(const Form&) const = default;
};

struct FormRows {
  uint64_t rows = 0, dotted = 0;
  std::vector<std::pair<uint32_t, uint32_t>> places;  // value, number of the word in it
  std::string shown;                                  // as the most frequent value has it
};

// What speaks for one word abbreviating another.
struct Twins {
  uint32_t rests = 0;   // different ones that both words stand with
  uint32_t values = 0;  // of these, with the abbreviation
};

class Finder {
 public:
  explicit Finder(const ColumnProfile& column) : column_(column) {}

  std::vector<AbbreviationVariant> Find() {
    SplitValues();
    CollectTwins();
    for (const auto& [pair, twins] : twins_) Judge(pair.first, pair.second, twins);
    return std::move(found_);
  }

 private:
  void SplitValues();
  void CollectTwins();
  void Compare(const std::map<std::string_view, uint32_t>& words, bool last);
  void Judge(const Form& brief, const Form& full, const Twins& twins);
  bool IsAbbreviation(const Form& brief, const Twins& twins) const;
  void List(const Form& form, const Form& usual);

  const ColumnProfile& column_;
  std::vector<std::vector<Word>> words_;  // of each value; none of too long ones
  std::map<Form, FormRows> forms_;
  std::map<std::pair<Form, Form>, Twins> twins_;  // by abbreviation and word
  std::map<Form, uint32_t> twins_of_;             // how many each abbreviation has, with any word
  std::unordered_set<uint32_t> listed_;
  std::vector<AbbreviationVariant> found_;
};

void Finder::SplitValues() {
  for (uint32_t i = 0; i < column_.values.size(); ++i) {
    words_.push_back(Split(column_.values[i].text));
    std::vector<Word>& words = words_.back();
    if (words.size() < 2 || words.size() > kMostWords) words.clear();
    for (uint32_t at = 0; at < words.size(); ++at) {
      FormRows& form = forms_[{words[at].folded, at + 1 == words.size()}];
      if (form.places.empty())
        form.shown = column_.values[i].text.substr(words[at].offset, words[at].length);
      form.rows += column_.values[i].count;
      form.dotted += words[at].dotted ? column_.values[i].count : 0;
      form.places.emplace_back(i, at);
    }
  }
}

// Numbers (of houses, of sizes) count as equal.
void Finder::CollectTwins() {
  struct Rest {
    uint64_t hash = 0;
    uint32_t value = 0, at = 0;
  };
  std::vector<Rest> rests;
  for (uint32_t i = 0; i < words_.size(); ++i) {
    for (uint32_t at = 0; at < words_[i].size(); ++at) {
      if (IsNumber(words_[i][at].folded)) continue;
      uint64_t hash = MixHash(at, words_[i].size());
      for (uint32_t k = 0; k < words_[i].size(); ++k) {
        const std::string& word = words_[i][k].folded;
        if (k != at) hash = MixHash(hash, IsNumber(word) ? 0 : Hash64(word));
      }
      rests.push_back({hash, i, at});
    }
  }
  std::sort(rests.begin(), rests.end(), [](const Rest& a, const Rest& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.value < b.value;
  });
  std::map<std::string_view, uint32_t> words;  // that stand with one rest, and in how many values
  for (size_t from = 0, to = 0; from < rests.size(); from = to) {
    words.clear();
    for (; to < rests.size() && rests[to].hash == rests[from].hash; ++to) {
      if (words.size() <= kMostAlike) ++words[words_[rests[to].value][rests[to].at].folded];
    }
    if (words.size() > kMostAlike) continue;
    Compare(words, rests[from].at + 1 == words_[rests[from].value].size());
  }
}

void Finder::Compare(const std::map<std::string_view, uint32_t>& words, bool last) {
  for (const auto& [brief, values] : words) {
    for (const auto& [full, other_values] : words) {
      if (!MayAbbreviate(brief, full)) continue;
      const Form form{std::string(brief), last};
      Twins& twins = twins_[{form, {std::string(full), last}}];
      ++twins.rests;
      twins.values += values;
      ++twins_of_[form];
    }
  }
}

// Words that begin alike are seldom one: it takes several twins, a good part of the short form's
// values, or a full stop behind it. What stands for several words is an initial.
bool Finder::IsAbbreviation(const Form& brief, const Twins& twins) const {
  const FormRows& rows = forms_.at(brief);
  if (twins.rests < kLeastOfOneWord * twins_of_.at(brief)) return false;
  const size_t least = brief.word.size() == 1 ? kRestsOfALetter : kLeastRests;
  if (rows.dotted * 2 > rows.rows) return brief.word.size() > 1 || twins.rests >= least;
  if (IsKnownWord(brief.word)) return false;
  return twins.rests >= least &&
         twins.values >= kLeastTwins * static_cast<double>(rows.places.size());
}

void Finder::Judge(const Form& brief, const Form& full, const Twins& twins) {
  if (!IsAbbreviation(brief, twins)) return;
  const uint64_t brief_rows = forms_.at(brief).rows, full_rows = forms_.at(full).rows;
  if (full_rows >= kClearlyUsual * brief_rows) List(brief, full);
  if (brief_rows >= kClearlyUsual * full_rows) List(full, brief);
}

void Finder::List(const Form& form, const Form& usual) {
  const FormRows &rare = forms_.at(form), &common = forms_.at(usual);
  const std::string written = common.shown + (common.dotted * 2 > common.rows ? "." : "");
  for (const auto& [value, at] : rare.places) {
    if (!listed_.insert(value).second) continue;
    const std::string& text = column_.values[value].text;
    const Word& word = words_[value][at];
    const size_t end = word.offset + word.length + (word.dotted ? 1 : 0);
    std::string meant = text.substr(0, word.offset) + written + text.substr(end);
    const uint64_t rows = column_.CountOf(meant);
    found_.push_back(
        {value, std::move(meant), rows, form.word, usual.word, rare.rows, common.rows});
  }
}

}  // namespace

bool MayAbbreviate(std::string_view brief, std::string_view word) {
  if (brief.empty() || brief.size() > kLongestBrief || brief.size() * 5 > word.size() * 3)
    return false;
  if (!std::all_of(brief.begin(), brief.end(), IsLower)) return false;
  return word.starts_with(brief) || IsSkeleton(brief, word) || IsContraction(brief, word);
}

std::vector<AbbreviationVariant> FindAbbreviationVariants(const ColumnProfile& column) {
  return Finder(column).Find();
}

}  // namespace assay
