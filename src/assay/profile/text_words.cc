// Co-occurrence of words in texts and values in attributes, counted by row.
#include "assay/profile/text_words.h"

#include <algorithm>
#include <map>

#include "assay/base/ascii.h"
#include "assay/base/hash.h"
#include "assay/base/utf8.h"
#include "assay/profile/attribute_classes.h"
#include "assay/profile/companion_words.h"
#include "assay/profile/word_forms.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 20;         // with both the text and the attribute
constexpr uint32_t kMostAttributes = 12;    // columns of few values that are tried
constexpr uint32_t kMostValues = 400;       // of such a column
constexpr size_t kMostWords = 64;           // of one text
constexpr uint32_t kLeastNaming = 3;        // rows whose text and attribute must both have the word
constexpr double kLeastNamingShare = 0.75;  // of the rows whose text has it
constexpr double kLeastAgreeing = 0.9;      // the same over all words of two columns
constexpr uint32_t kUsual = 3;              // rows with the same text and value
constexpr double kLeastNamed = 0.25;        // share of all rows whose text names their own value

double MeanWords(const EncodedColumn& column) {
  size_t words = 0, values = 0;
  for (size_t code = 0; code < column.values.size() && values < 2000; ++code) {
    if (column.blank[code]) continue;
    words += WordsOf(column.values[code].substr(0, 400)).size();
    ++values;
  }
  return values == 0 ? 0 : static_cast<double>(words) / static_cast<double>(values);
}

bool IsAttribute(const EncodedColumn& column) {
  return column.filled >= kLeastRows && column.numeric < 0.5 * column.filled &&
         column.filled_distinct >= 2 && column.filled_distinct <= kMostValues &&
         column.filled_distinct <= 0.35 * column.filled && MeanWords(column) <= 3.5;
}

bool IsText(const EncodedColumn& column) {
  return column.filled >= kLeastRows && column.numeric < 0.5 * column.filled &&
         column.filled_distinct >= 8 && MeanWords(column) >= 2.5;
}

bool HasLetter(const std::string& word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c < '0' || c > '9'; });
}

// Whether the words may be a number and its unit.
bool MeasuresWith(const std::string& number, const std::string& unit) {
  constexpr size_t kLongestUnit = 4;
  return !HasLetter(number) && unit.size() <= kLongestUnit &&
         std::all_of(unit.begin(), unit.end(), IsLower);
}

// Behind the words of a text, its numbers joined to the word behind them.
std::vector<std::string> WithUnits(std::vector<std::string> words) {
  const size_t written = words.size();
  for (size_t i = 1; i < written; ++i) {
    if (MeasuresWith(words[i - 1], words[i])) words.push_back(words[i - 1] + words[i]);
  }
  return words;
}

TextWords ReadTexts(const std::vector<std::vector<std::string>>& written,
                    const FixedPhrases& phrases) {
  TextWords texts;
  std::unordered_map<std::string, uint32_t> index;
  for (const std::vector<std::string>& words : written) {
    auto& codes = texts.of_code.emplace_back();
    for (std::string& word : WithUnits(phrases.Without(words))) {
      const auto [at, is_new] = index.try_emplace(word, static_cast<uint32_t>(texts.words.size()));
      if (is_new) texts.words.push_back(std::move(word));
      codes.push_back(at->second);
      if (codes.size() == kMostWords) break;
    }
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  }
  return texts;
}

bool Contains(const std::vector<std::string>& words, std::string_view word) {
  return !word.empty() && std::find(words.begin(), words.end(), word) != words.end();
}

// By value code, in their order.
std::vector<std::vector<std::string>> WrittenWords(const EncodedColumn& text) {
  std::vector<std::vector<std::string>> written;
  for (const std::string_view value : text.values) written.push_back(WordsOf(value));
  return written;
}

FixedPhrases LearnPhrases(const EncodedColumn& text,
                          const std::vector<std::vector<std::string>>& written,
                          const EncodedColumn& attribute, const AttributeClasses& classes) {
  std::unordered_map<std::string_view, double> usual;  // word of a value → share of the rows
  for (size_t c = 0; c < classes.words.size(); ++c) {
    for (const std::string& word : classes.words[c])
      usual[word] += static_cast<double>(classes.rows[c]) / classes.filled;
  }
  FixedPhrases phrases;
  for (size_t row = 0; row < text.codes.size(); ++row) {
    const uint32_t c = classes.of_code[attribute.codes[row]];
    if (c == ValueIndex::kNone) continue;
    const std::vector<std::string>& words = written[text.codes[row]];
    for (size_t at = 0; at < words.size() && at < kMostWords; ++at) {
      const auto share = usual.find(words[at]);
      if (share == usual.end()) continue;
      phrases.Count(words, at, Contains(classes.words[c], words[at]), share->second);
    }
  }
  phrases.Finish();
  return phrases;
}

// By word of the texts the word of a value that it is or may be a form of; empty: none.
using ValueWords = std::vector<std::string_view>;

ValueWords WordsOfClasses(const TextWords& texts, const AttributeClasses& classes) {
  std::unordered_set<std::string_view> all;
  WordForms forms;
  for (const auto& words : classes.words) {
    if (words.size() == 1 && !all.contains(words[0])) forms.Add(words[0]);
    all.insert(words.begin(), words.end());
  }
  ValueWords named;
  for (const std::string& word : texts.words) {
    const auto itself = all.find(word);
    named.push_back(itself != all.end() ? *itself : forms.BaseOf(word));
  }
  return named;
}

// Rows by word and class.
struct WordCounts {
  std::vector<uint32_t> rows;  // by word
  std::vector<std::unordered_map<uint32_t, uint32_t>> by_class;
};

// A text that names its row's own value may name others beside it ("black, with a white lining"):
// there, these count for nothing.
WordCounts CountWords(const EncodedColumn& text, const TextWords& texts,
                      const EncodedColumn& attribute, const AttributeClasses& classes,
                      const ValueWords& named) {
  WordCounts counts{std::vector<uint32_t>(texts.words.size()), {}};
  counts.by_class.resize(texts.words.size());
  for (size_t row = 0; row < text.codes.size(); ++row) {
    const uint32_t c = classes.of_code[attribute.codes[row]];
    if (c == ValueIndex::kNone) continue;
    const auto& words = texts.of_code[text.codes[row]];
    const auto is_own = [&](uint32_t word) { return Contains(classes.words[c], named[word]); };
    const bool names_own = std::any_of(words.begin(), words.end(), is_own);
    for (const uint32_t word : words) {
      if (names_own && !named[word].empty() && !is_own(word)) continue;
      ++counts.rows[word];
      ++counts.by_class[word][c];
    }
  }
  return counts;
}

// Whether a word that is, or is a form of, `word` speaks of a class that has it; fills `out`.
bool Speaks(std::string_view word, uint32_t rows,
            const std::unordered_map<uint32_t, uint32_t>& by_class, const AttributeClasses& classes,
            SpeakingWord* out) {
  uint32_t best = ValueIndex::kNone, best_rows = 0, naming = 0, base = 0;
  for (const auto& [c, n] : by_class) {
    if (!Contains(classes.words[c], word)) continue;
    naming += n;
    base += classes.rows[c];
    if (n > best_rows || (n == best_rows && c < best)) {
      best = c;
      best_rows = n;
    }
  }
  const double share = static_cast<double>(naming) / rows;
  const double usual = static_cast<double>(base) / classes.filled;
  if (naming < kLeastNaming || share < kLeastNamingShare) return false;
  if (share < usual + 0.1 || 1 - share > 0.35 * (1 - usual)) return false;
  *out = {classes.texts[best], classes.keys[best], rows, naming, 0, best_rows};
  return true;
}

// The share of rows with both columns whose text has a word of the row's own value.
double NamedShare(const EncodedColumn& text, const TextWords& texts, const EncodedColumn& attribute,
                  const AttributeClasses& classes, const ValueWords& named_words) {
  double named = 0, both = 0;
  for (size_t row = 0; row < text.codes.size(); ++row) {
    const uint32_t c = classes.of_code[attribute.codes[row]];
    if (c == ValueIndex::kNone || text.blank[text.codes[row]]) continue;
    ++both;
    const auto& words = texts.of_code[text.codes[row]];
    named += std::any_of(words.begin(), words.end(), [&](uint32_t word) {
      return Contains(classes.words[c], named_words[word]);
    });
  }
  return named / std::max(1.0, both);
}

// Counts the rows that name a value of several words by some of them.
void CountInPart(const EncodedColumn& text, const TextWords& texts, const EncodedColumn& attribute,
                 const AttributeClasses& classes, WordEvidence* evidence) {
  for (size_t row = 0; row < text.codes.size(); ++row) {
    const uint32_t c = classes.of_code[attribute.codes[row]];
    if (c == ValueIndex::kNone || classes.words[c].size() < 2) continue;
    const auto& codes = texts.of_code[text.codes[row]];
    const auto has = [&](const std::string& word) {
      return std::any_of(codes.begin(), codes.end(),
                         [&](uint32_t code) { return texts.words[code] == word; });
    };
    if (std::all_of(classes.words[c].begin(), classes.words[c].end(), has)) continue;
    for (const std::string& word : classes.words[c]) {
      const auto at = evidence->words.find(word);
      if (at != evidence->words.end() && has(word)) ++at->second.in_part;
    }
  }
}

// By value code, what texts of the same words have in common: several sources write one otherwise.
std::vector<uint32_t> SameWords(const std::vector<std::vector<std::string>>& written) {
  std::map<std::vector<std::string>, uint32_t> known;
  std::vector<uint32_t> same;
  for (const auto& words : written)
    same.push_back(known.try_emplace(words, static_cast<uint32_t>(known.size())).first->second);
  return same;
}

void AddUsualPairs(const EncodedSample& sample, const std::vector<uint32_t>& same,
                   WordEvidence* evidence) {
  const EncodedColumn& text = sample.columns[evidence->text];
  const EncodedColumn& attribute = sample.columns[evidence->attribute];
  std::vector<std::string> keys;  // by code of the attribute
  for (const std::string_view value : attribute.values) keys.push_back(ValueKey(value));
  std::vector<uint64_t> pairs;  // by row
  std::unordered_map<uint64_t, uint32_t> rows;
  for (size_t row = 0; row < text.codes.size(); ++row) {
    pairs.push_back(TextPairHash(same[text.codes[row]], keys[attribute.codes[row]]));
    ++rows[pairs.back()];
  }
  for (size_t row = 0; row < text.codes.size(); ++row) {
    if (rows[pairs[row]] < kUsual) continue;
    evidence->usual_pairs.insert(
        TextPairHash(EncodedHash(text.values[text.codes[row]]), keys[attribute.codes[row]]));
  }
}

// A text column as it is read for all attributes.
struct Texts {
  uint32_t column = 0;
  std::vector<std::vector<std::string>> written;  // by value code
  TextWords words;
  SaidElsewhere elsewhere;
};

// Counts the rows of the words again, without those that have them in a fixed phrase.
void LeaveOutPhrases(const EncodedColumn& text,
                     const std::vector<std::vector<std::string>>& written,
                     const EncodedColumn& values, const AttributeClasses& classes,
                     WordEvidence* evidence) {
  const TextWords words = ReadTexts(written, evidence->phrases);
  const ValueWords named = WordsOfClasses(words, classes);
  const WordCounts counts = CountWords(text, words, values, classes, named);
  for (size_t w = 0; w < words.words.size(); ++w) {
    const auto at = evidence->words.find(words.words[w]);
    if (at == evidence->words.end()) continue;
    at->second.rows = counts.rows[w];
    at->second.agreeing = at->second.same = 0;
    for (const auto& [c, rows] : counts.by_class[w]) {
      at->second.agreeing += Contains(classes.words[c], named[w]) ? rows : 0;
      at->second.same += classes.keys[c] == at->second.value_key ? rows : 0;
    }
    if (named[w] != at->first) at->second.in_part = at->second.agreeing;
  }
}

// Words that go with a value and stand for the whole of it.
void AddCompanions(const CompanionWords& companions, const TextWords& words,
                   const AttributeClasses& classes, WordEvidence* evidence) {
  for (const CompanionWord& word : companions.words) {
    evidence->words.try_emplace(
        words.words[word.word],
        SpeakingWord{classes.texts[word.of_class], classes.keys[word.of_class], word.rows,
                     word.agreeing, word.agreeing, word.agreeing});
  }
  evidence->own_of_several = companions.own_of_several;
}

// What the words of the texts tell of the attribute; no words when they hardly name its values.
WordEvidence LearnAttribute(const EncodedSample& sample, const Texts& texts, uint32_t attribute) {
  const EncodedColumn& text = sample.columns[texts.column];
  const EncodedColumn& values = sample.columns[attribute];
  WordEvidence evidence{texts.column, attribute, {}, {}, {}, 0};
  const TextWords& words = texts.words;
  const AttributeClasses classes = ClassesOf(values);
  const ValueWords named = WordsOfClasses(words, classes);
  const CompanionWords companions =
      FindCompanionWords(sample, texts.column, words, attribute, classes, texts.elsewhere);
  if (companions.words.empty() && NamedShare(text, words, values, classes, named) < kLeastNamed) {
    return evidence;
  }
  const WordCounts counts = CountWords(text, words, values, classes, named);
  double rows = 0, agreeing = 0;
  for (size_t w = 0; w < words.words.size(); ++w) {
    SpeakingWord speaking;
    if (counts.rows[w] < kLeastNaming || !HasLetter(words.words[w]) ||
        !Speaks(named[w], counts.rows[w], counts.by_class[w], classes, &speaking)) {
      continue;
    }
    // A form stands for the whole value.
    if (named[w] != words.words[w]) speaking.in_part = speaking.agreeing;
    rows += speaking.rows;
    agreeing += speaking.agreeing;
    evidence.words.emplace(words.words[w], std::move(speaking));
  }
  if (agreeing < kLeastAgreeing * rows) evidence.words.clear();
  if (!evidence.words.empty()) {
    evidence.phrases = LearnPhrases(text, texts.written, values, classes);
    if (!evidence.phrases.empty()) LeaveOutPhrases(text, texts.written, values, classes, &evidence);
    CountInPart(text, words, values, classes, &evidence);
  }
  AddCompanions(companions, words, classes, &evidence);
  return evidence;
}

bool IsWordByte(char folded) {
  return IsLower(folded) || IsDigit(folded) || static_cast<unsigned char>(folded) >= 0x80;
}

// Whether the byte at `i` is a point between single letters: "s.a.r.l." is one word.
bool IsPointOfInitials(std::string_view folded, size_t i) {
  const auto is_word = [&](size_t at) { return at < folded.size() && IsWordByte(folded[at]); };
  const auto is_single = [&](size_t at) {
    return at < folded.size() && IsLower(folded[at]) && !is_word(at - 1) && !is_word(at + 1);
  };
  return folded[i] == '.' && i > 0 && is_single(i - 1) && is_single(i + 1);
}

}  // namespace

std::vector<std::string> WordsOf(std::string_view text) {
  const std::string folded = FoldCase(text);
  std::vector<std::string> words;
  std::string word;
  for (size_t i = 0; i < folded.size(); ++i) {
    if (IsWordByte(folded[i])) {
      word += folded[i];
    } else if (!word.empty() && !IsPointOfInitials(folded, i)) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::vector<std::string> WordsOfValue(std::string_view value) {
  std::vector<std::string> words = WordsOf(value);
  if (words.size() == 2 && MeasuresWith(words[0], words[1])) words = {words[0] + words[1]};
  return words;
}

std::vector<std::string> WordsOfText(const std::vector<std::string>& written,
                                     const FixedPhrases& phrases) {
  return WithUnits(phrases.Without(written));
}

std::string ValueKey(std::string_view value) { return ValueKey(WordsOfValue(value)); }

std::string ValueKey(const std::vector<std::string>& words) {
  std::string key;
  for (const std::string& word : words) {
    if (!key.empty()) key += ' ';
    key += word;
  }
  return key;
}

uint64_t TextPairHash(uint64_t text, std::string_view value_key) {
  return MixHash(text, EncodedHash(value_key));
}

std::vector<WordEvidence> LearnWordEvidence(const EncodedSample& sample) {
  std::vector<uint32_t> texts, attributes;
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    if (IsText(sample.columns[c])) texts.push_back(c);
    if (IsAttribute(sample.columns[c]) && attributes.size() < kMostAttributes)
      attributes.push_back(c);
  }
  std::vector<WordEvidence> learned;
  if (attributes.empty()) return learned;
  for (const uint32_t text : texts) {
    Texts read{text, WrittenWords(sample.columns[text]), {}, {}};
    read.words = ReadTexts(read.written, FixedPhrases());
    const std::vector<uint32_t> same = SameWords(read.written);
    read.elsewhere = CountSaidElsewhere(sample, text, read.words, attributes);
    for (const uint32_t attribute : attributes) {
      if (attribute == text) continue;
      WordEvidence evidence = LearnAttribute(sample, read, attribute);
      if (evidence.words.empty()) continue;
      AddUsualPairs(sample, same, &evidence);
      learned.push_back(std::move(evidence));
    }
  }
  return learned;
}

}  // namespace assay
