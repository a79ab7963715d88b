// Rounds of counting: the words known so far explain rows, in which other classes' words are meant
// otherwise.
#include "assay/profile/companion_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>
#include <unordered_map>

#include "assay/base/ascii.h"
#include "assay/profile/text_words.h"

namespace assay {
namespace {

constexpr uint32_t kNone = ValueIndex::kNone;
constexpr size_t kMostClasses = 64;
constexpr uint32_t kLeastRows = 6;   // of a word, and of a class
constexpr uint32_t kLeastTexts = 5;  // different ones, of a word with its class
constexpr uint32_t kLeastFilled = 60;
constexpr double kElsewhere = 0.5;    // share of a word's rows in which another column says it
constexpr double kLeastLift = 2;      // of a word's share over the class's, at first
constexpr double kMostUsual = 0.65;   // share of a class; words go with a commoner one by chance
constexpr double kMostMissed = 0.25;  // of what the class's share lacks, where that is large
constexpr double kSurprise = 12;      // nats by which a word's rows must tell more than chance
constexpr std::array<double, 5> kRounds = {0.25, 0.4, 0.6, 0.75, 0.75};  // least share of a word
constexpr double kLeastTold = 0.25;    // of the rows: told their own class by a word
constexpr double kLeastAlone = 0.4;    // of these rows: told no other class
constexpr double kLeastRight = 0.85;   // of the rows told one class: told their own, beyond chance
constexpr double kLeastClasses = 0.7;  // share of the classes that are told in so many
constexpr double kFewClasses = 4;      // of so many one may have no word
constexpr double kLeastToldOfClass = 0.2;  // of their rows
constexpr double kUsualClass = 0.02;       // of the rows, of a class that should be told
constexpr double kMostWords = 2;           // that tell a row, on average
constexpr double kSeveralRows = 20;

struct Told;

// The rows of one text column and one attribute, and what is known of their words.
class Rounds {
 public:
  Rounds(const EncodedSample& sample, uint32_t text, const TextWords& texts, uint32_t attribute,
         const AttributeClasses& classes)
      : text_(sample.columns[text]),
        texts_(texts),
        attribute_(sample.columns[attribute]),
        classes_(classes),
        of_word_(texts.words.size(), kNone),
        candidate_(texts.words.size(), kNone) {
    NameOwn();
  }

  // Takes the words that may tell a class: in rows enough, and no column's own.
  void TakeCandidates(uint32_t attribute, const SaidElsewhere& elsewhere);
  // One round: from now on, words speak that go with one class in this share of their rows.
  void Run(double least_share);
  // The rows as they are told at the end.
  CompanionWords Result() const;

 private:
  void NameOwn();
  uint32_t ClassOf(size_t row) const { return classes_.of_code[attribute_.codes[row]]; }
  const std::vector<uint32_t>& WordsOf(size_t row) const {
    return texts_.of_code[text_.codes[row]];
  }
  bool Speaks(uint32_t word, uint32_t c) const {
    if (of_word_[word] == c) return true;
    const auto& own = own_[word];
    return std::find(own.begin(), own.end(), c) != own.end();
  }
  bool IsTooCommon(uint32_t rows, uint32_t agreeing, uint32_t c) const;
  Told TellRow(size_t row, uint32_t c) const;
  bool TellMostClasses(const std::vector<double>& told) const;

  const EncodedColumn& text_;
  const TextWords& texts_;
  const EncodedColumn& attribute_;
  const AttributeClasses& classes_;
  std::vector<std::vector<uint32_t>> own_;  // by word, the classes that have it
  std::vector<uint32_t> of_word_;           // by word, the class that it was found to speak of
  std::vector<uint32_t> candidate_;         // by word, its number among the candidates
  std::vector<uint32_t> candidates_;
  std::vector<CompanionWord> found_;
};

void Rounds::NameOwn() {
  std::unordered_map<std::string_view, std::vector<uint32_t>> of_value;
  for (uint32_t c = 0; c < classes_.words.size(); ++c) {
    for (const std::string& word : classes_.words[c]) of_value[word].push_back(c);
  }
  for (const std::string& word : texts_.words) {
    const auto at = of_value.find(word);
    own_.push_back(at == of_value.end() ? std::vector<uint32_t>() : at->second);
  }
}

void Rounds::TakeCandidates(uint32_t attribute, const SaidElsewhere& elsewhere) {
  std::vector<uint32_t> rows(texts_.words.size());
  for (size_t row = 0; row < text_.codes.size(); ++row) {
    if (ClassOf(row) == kNone) continue;
    for (const uint32_t word : WordsOf(row)) ++rows[word];
  }
  for (uint32_t word = 0; word < rows.size(); ++word) {
    if (rows[word] < kLeastRows || !own_[word].empty()) continue;
    if (std::all_of(texts_.words[word].begin(), texts_.words[word].end(), IsDigit)) {
      continue;
    }
    bool said = false;
    for (uint32_t c = 0; c < elsewhere.rows.size(); ++c) {
      if (c != attribute && !elsewhere.rows[c].empty())
        said = said || elsewhere.rows[c][word] >= kElsewhere * rows[word];
    }
    if (said) continue;
    candidate_[word] = static_cast<uint32_t>(candidates_.size());
    candidates_.push_back(word);
  }
}

// Whether chance alone gives a word as many rows of a class: by the relative entropy.
bool Rounds::IsTooCommon(uint32_t rows, uint32_t agreeing, uint32_t c) const {
  const double usual = static_cast<double>(classes_.rows[c]) / classes_.filled;
  const double share = static_cast<double>(agreeing) / rows;
  if (share <= usual) return true;
  double nats = agreeing * std::log(share / usual);
  if (agreeing < rows) nats += (rows - agreeing) * std::log((1 - share) / (1 - usual));
  return nats < kSurprise;
}

void Rounds::Run(double least_share) {
  const size_t width = classes_.words.size();
  std::vector<uint32_t> counts(candidates_.size() * width);  // rows that no other word tells
  std::vector<uint32_t> all(counts.size());
  for (size_t row = 0; row < text_.codes.size(); ++row) {
    const uint32_t c = ClassOf(row);
    if (c == kNone) continue;
    const bool told = std::any_of(WordsOf(row).begin(), WordsOf(row).end(),
                                  [&](uint32_t word) { return Speaks(word, c); });
    for (const uint32_t word : WordsOf(row)) {
      if (candidate_[word] == kNone) continue;
      const size_t at = candidate_[word] * width + c;
      ++all[at];
      if (!told || of_word_[word] == c) ++counts[at];
    }
  }
  found_.clear();
  std::vector<uint32_t> next(of_word_.size(), kNone);
  for (size_t i = 0; i < candidates_.size(); ++i) {
    const auto first = static_cast<std::ptrdiff_t>(i * width);
    const auto last = first + static_cast<std::ptrdiff_t>(width);
    const auto begin = counts.begin() + first, end = counts.begin() + last;
    const auto most = std::max_element(begin, end);
    const auto c = static_cast<uint32_t>(most - begin);
    const uint32_t rows = std::accumulate(begin, end, 0u);
    if (rows < kLeastRows || classes_.rows[c] < kLeastRows) continue;
    const double share = static_cast<double>(*most) / rows;
    const double usual = static_cast<double>(classes_.rows[c]) / classes_.filled;
    if (usual > kMostUsual || share < least_share || IsTooCommon(rows, *most, c)) continue;
    // Where the other classes' rows are told, any word goes with the class that none tells.
    const uint32_t all_rows = std::accumulate(all.begin() + first, all.begin() + last, 0u);
    if (IsTooCommon(all_rows, all[i * width + c], c)) continue;
    if (share < kLeastLift * usual && 1 - share > kMostMissed * (1 - usual)) continue;
    next[candidates_[i]] = c;
    found_.push_back({candidates_[i], c, rows, *most});
  }
  of_word_ = std::move(next);
}

// Whom the words of one row name.
struct Told {
  bool own = false;      // its own class
  uint32_t one = kNone;  // another one
  bool two = false;      // several others
  double words = 0;      // for its own class
};

Told Rounds::TellRow(size_t row, uint32_t c) const {
  Told told;
  for (const uint32_t word : WordsOf(row)) {
    if (Speaks(word, c)) {
      told.own = true;
      ++told.words;
      continue;
    }
    const uint32_t speaks = own_[word].empty() ? of_word_[word] : own_[word].front();
    if (speaks == kNone) continue;
    told.two = told.two || (told.one != kNone && told.one != speaks);
    told.one = speaks;
  }
  return told;
}

// Whether most classes that are not rare are told in a fair share of their rows. Of few, one may be
// what a text has no word for, as "unisex" beside men's and women's.
bool Rounds::TellMostClasses(const std::vector<double>& told) const {
  double usual = 0, enough = 0;
  for (size_t c = 0; c < told.size(); ++c) {
    if (classes_.rows[c] < std::max<double>(kLeastRows, kUsualClass * classes_.filled)) continue;
    ++usual;
    enough += told[c] >= kLeastToldOfClass * classes_.rows[c];
  }
  if (usual <= kFewClasses && enough >= 2 && enough >= usual - 1) return true;
  return usual >= 2 && enough >= kLeastClasses * usual;
}

CompanionWords Rounds::Result() const {
  double filled = 0, own = 0, words = 0, alone = 0, right = 0, chance = 0, several = 0,
         own_of_several = 0;
  std::vector<double> of_class(classes_.words.size());
  for (size_t row = 0; row < text_.codes.size(); ++row) {
    const uint32_t c = ClassOf(row);
    if (c == kNone) continue;
    ++filled;
    const Told told = TellRow(row, c);
    own += told.own;
    words += told.words;
    of_class[c] += told.own;
    const bool other = told.one != kNone;
    if (!told.own && !other) continue;
    if (told.own ? other : told.two) {
      ++several;
      own_of_several += told.own;
    } else {
      ++alone;
      right += told.own;
      chance += static_cast<double>(classes_.rows[told.own ? c : told.one]) / classes_.filled;
    }
  }
  CompanionWords result;
  if (own < kLeastTold * filled || words > kMostWords * own ||
      alone < kLeastAlone * (alone + several) || !TellMostClasses(of_class) ||
      alone - right > (1 - kLeastRight) * (alone - chance)) {
    return result;
  }
  result.words = found_;
  if (several >= kSeveralRows) result.own_of_several = own_of_several / several;
  return result;
}

// Words that stand in few different texts are those of one product; texts of the same words are
// one, however several sources write them.
void EraseOfOneProduct(const EncodedColumn& text, const TextWords& texts,
                       const EncodedColumn& attribute, const AttributeClasses& classes,
                       std::vector<CompanionWord>* words) {
  std::unordered_map<uint32_t, uint32_t> of_class;
  for (const CompanionWord& word : *words) of_class[word.word] = word.of_class;
  std::unordered_map<uint32_t, std::set<std::vector<uint32_t>>> different;
  std::vector<uint8_t> seen(text.values.size());
  for (size_t row = 0; row < text.codes.size(); ++row) {
    const uint32_t code = text.codes[row];
    const uint32_t c = classes.of_code[attribute.codes[row]];
    if (c == kNone || seen[code] != 0) continue;
    seen[code] = 1;
    for (const uint32_t word : texts.of_code[code]) {
      const auto at = of_class.find(word);
      if (at != of_class.end() && at->second == c) different[word].insert(texts.of_code[code]);
    }
  }
  std::erase_if(*words, [&](const CompanionWord& word) {
    const auto at = different.find(word.word);
    return at == different.end() || at->second.size() < kLeastTexts;
  });
}

}  // namespace

SaidElsewhere CountSaidElsewhere(const EncodedSample& sample, uint32_t text, const TextWords& texts,
                                 const std::vector<uint32_t>& attributes) {
  SaidElsewhere said;
  said.rows.resize(sample.columns.size());
  std::unordered_map<std::string_view, uint32_t> index;
  for (uint32_t word = 0; word < texts.words.size(); ++word) index[texts.words[word]] = word;
  for (const uint32_t c : attributes) {
    if (c == text) continue;
    const EncodedColumn& column = sample.columns[c];
    std::vector<std::vector<uint32_t>> of_code;
    for (const std::string_view value : column.values) {
      auto& words = of_code.emplace_back();
      for (const std::string& word : WordsOf(value)) {
        const auto at = index.find(word);
        if (at != index.end()) words.push_back(at->second);
      }
    }
    auto& rows = said.rows[c];
    rows.resize(texts.words.size());
    for (size_t row = 0; row < column.codes.size(); ++row) {
      const auto& words = texts.of_code[sample.columns[text].codes[row]];
      for (const uint32_t word : of_code[column.codes[row]])
        rows[word] += std::binary_search(words.begin(), words.end(), word);
    }
  }
  return said;
}

CompanionWords FindCompanionWords(const EncodedSample& sample, uint32_t text,
                                  const TextWords& texts, uint32_t attribute,
                                  const AttributeClasses& classes, const SaidElsewhere& elsewhere) {
  if (classes.words.size() < 2 || classes.words.size() > kMostClasses ||
      classes.filled < kLeastFilled) {
    return {};
  }
  Rounds rounds(sample, text, texts, attribute, classes);
  rounds.TakeCandidates(attribute, elsewhere);
  for (const double share : kRounds) rounds.Run(share);
  CompanionWords result = rounds.Result();
  EraseOfOneProduct(sample.columns[text], texts, sample.columns[attribute], classes, &result.words);
  return result;
}

}  // namespace assay
