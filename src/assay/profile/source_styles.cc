// Forms of one value, counted by the values of another column.
#include "assay/profile/source_styles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "assay/base/ascii.h"
#include "assay/base/hash.h"
#include "assay/profile/abbreviations.h"
#include "assay/profile/text_words.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 30;
constexpr uint32_t kMostSources = 400;
constexpr uint32_t kMostValues = 20'000;
constexpr double kMostDistinct = 0.75;  // share of the rows: nearly all others have no twin
constexpr size_t kMostAlike = 50;       // values of the same initials that are compared
constexpr double kKeepsTo = 0.8;        // share of a source's rows in one form
constexpr double kLeastOfSource = 3;    // rows of it
constexpr double kKeepsAlone = 0.9;     // the same where others are in the form, too
constexpr double kLeastAlone = 5;
constexpr double kExplained = 0.8;        // share of the rows of a value in an unusual form
constexpr double kByChance = 0.001;       // that any of the sources has its rows in one form
constexpr size_t kForms = 4;              // of case: none, capitals, small letters, both
constexpr uint8_t kFull = 0, kBrief = 1;  // of words

uint8_t CaseOf(std::string_view value) {
  uint8_t found = 0;
  for (const char c : value) {
    found |= IsUpper(c) ? 1 : 0;
    found |= IsLower(c) ? 2 : 0;
  }
  return found;
}

using Words = std::vector<std::string>;

// Numerals that stand for words.
constexpr std::pair<std::string_view, std::string_view> kNumerals[] = {
    {"1st", "first"}, {"2nd", "second"},  {"3rd", "third"},  {"4th", "fourth"}, {"5th", "fifth"},
    {"6th", "sixth"}, {"7th", "seventh"}, {"8th", "eighth"}, {"9th", "ninth"},  {"10th", "tenth"}};

// The words of a value with its signs written out: "&" is "and", "1st" is "first".
Words SpelledOut(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '&') {
      text += " and ";
    } else {
      text += c;
    }
  }
  Words words = WordsOf(text);
  for (std::string& word : words) {
    for (const auto& [numeral, spelled] : kNumerals) {
      if (word == numeral) word = spelled;
    }
  }
  return words;
}

// Whether a sign stands for a word of the value.
bool HasSigns(std::string_view value, const Words& spelled_out) {
  return WordsOf(value) != spelled_out;
}

// Whether each word of `brief` is one of `full` or abbreviates it, and one does.
bool Abbreviates(const Words& brief, const Words& full) {
  bool shorter = false;
  for (size_t i = 0; i < brief.size(); ++i) {
    if (brief[i] == full[i]) continue;
    if (!MayAbbreviate(brief[i], full[i])) return false;
    shorter = true;
  }
  return shorter;
}

// One way in which values are written otherwise: the form of each code that has a twin in another
// form, and these twins.
struct Writing {
  std::map<uint32_t, uint8_t> forms;
  std::vector<std::pair<uint32_t, uint32_t>> twins;
  bool brief = false;  // of one abbreviated word
};

// Codes of the same words, in folded case, signs written out.
using CodesOfWords = std::map<Words, std::vector<uint32_t>>;

CodesOfWords GroupByWords(const EncodedColumn& column) {
  CodesOfWords same;
  for (uint32_t code = 0; code < column.values.size(); ++code) {
    if (!column.blank[code]) same[SpelledOut(column.values[code])].push_back(code);
  }
  return same;
}

// The forms that `form_of` tells of codes of the same words.
template <typename FormOf>
Writing WritingOf(const CodesOfWords& same, const FormOf& form_of) {
  Writing writing;
  for (const auto& [words, codes] : same) {
    if (codes.size() < 2 || codes.size() > kMostAlike) continue;
    std::vector<uint8_t> forms;
    for (const uint32_t code : codes) forms.push_back(form_of(code, words));
    for (size_t i = 0; i < codes.size(); ++i) {
      for (size_t k = 0; k < codes.size(); ++k) {
        if (forms[i] == forms[k]) continue;
        writing.forms[codes[i]] = forms[i];
        if (codes[i] < codes[k]) writing.twins.emplace_back(codes[i], codes[k]);
      }
    }
  }
  return writing;
}

Writing CaseWriting(const EncodedColumn& column, const CodesOfWords& same) {
  return WritingOf(same, [&](uint32_t code, const Words&) { return CaseOf(column.values[code]); });
}

// By abbreviated word and full one.
using BriefWritings = std::map<std::pair<std::string, std::string>, Writing>;

void AddBrief(const CodesOfWords::value_type& brief, const CodesOfWords::value_type& full,
              BriefWritings* writings) {
  for (size_t i = 0; i < brief.first.size(); ++i) {
    if (brief.first[i] == full.first[i]) continue;
    Writing& writing = (*writings)[{brief.first[i], full.first[i]}];
    for (const uint32_t code : brief.second) {
      writing.forms.try_emplace(code, kBrief);
      for (const uint32_t other : full.second) writing.twins.emplace_back(code, other);
    }
    for (const uint32_t code : full.second) writing.forms.try_emplace(code, kFull);
  }
}

// What is abbreviated and stands in full, too.
BriefWritings FindBrief(const CodesOfWords& same) {
  std::unordered_map<std::string, std::vector<const CodesOfWords::value_type*>> alike;
  for (const auto& group : same) {
    std::string initials;
    for (const std::string& word : group.first) initials += word[0];
    alike[initials].push_back(&group);
  }
  BriefWritings writings;
  for (const auto& [initials, all] : alike) {
    if (all.size() > kMostAlike) continue;
    for (const auto* brief : all) {
      for (const auto* full : all) {
        if (Abbreviates(brief->first, full->first)) AddBrief(*brief, *full, &writings);
      }
    }
  }
  return writings;
}

// A number as it is written: 10,383.3 is 10383.3 with one digit behind the point.
struct WrittenNumber {
  double value = std::nan("");
  size_t places = 0;
};

WrittenNumber ReadWritten(std::string_view text) {
  std::string plain(text);
  std::erase(plain, ',');
  WrittenNumber number;
  if (plain.find_first_not_of("+-.0123456789") != std::string::npos) return number;
  number.value = ReadNumber(plain);
  const size_t point = plain.find('.');
  number.places = point == std::string::npos ? 0 : plain.size() - point - 1;
  return number;
}

// Whether the one number is the other one rounded.
bool Rounds(const WrittenNumber& brief, const WrittenNumber& full) {
  return brief.places < full.places &&
         std::abs(brief.value - full.value) <=
             0.5001 * std::pow(10, -static_cast<double>(brief.places));
}

// Rounded numbers and those that they round.
Writing RoundWriting(const EncodedColumn& column) {
  std::vector<std::pair<WrittenNumber, uint32_t>> numbers;
  for (uint32_t code = 0; code < column.values.size(); ++code) {
    const WrittenNumber number = ReadWritten(column.values[code]);
    if (!std::isnan(number.value)) numbers.emplace_back(number, code);
  }
  std::sort(numbers.begin(), numbers.end(), [](const auto& a, const auto& b) {
    return a.first.value != b.first.value ? a.first.value < b.first.value : a.second < b.second;
  });
  Writing writing;
  for (size_t i = 0; i + 1 < numbers.size(); ++i) {
    const auto& [one, code] = numbers[i];
    const auto& [other, next] = numbers[i + 1];
    if (!Rounds(one, other) && !Rounds(other, one)) continue;
    writing.forms[code] = Rounds(one, other) ? kBrief : kFull;
    writing.forms[next] = Rounds(one, other) ? kFull : kBrief;
    writing.twins.emplace_back(code, next);
  }
  return writing;
}

std::vector<Writing> FindWritings(const EncodedColumn& column) {
  const CodesOfWords same = GroupByWords(column);
  std::vector<Writing> writings;
  writings.push_back(CaseWriting(column, same));
  writings.push_back(WritingOf(same, [&](uint32_t code, const Words& words) {
    return HasSigns(column.values[code], words) ? kBrief : kFull;
  }));
  for (auto& [words, writing] : FindBrief(same)) {
    writing.brief = true;
    writings.push_back(std::move(writing));
  }
  writings.push_back(RoundWriting(column));
  std::erase_if(writings, [](const Writing& writing) { return writing.twins.empty(); });
  return writings;
}

using Counts = std::array<double, kForms>;

uint8_t MostOf(const Counts& counts) {
  return static_cast<uint8_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

double SumOf(const Counts& counts) {
  double sum = 0;
  for (const double count : counts) sum += count;
  return sum;
}

// Rows of the codes that stand in several forms, by source.
class RowsOfSources {
 public:
  // `in_cases`: the sources whose own name stands in several cases: it is written as its rows are,
  // and explains nothing.
  RowsOfSources(const EncodedColumn& sources, const std::set<uint32_t>& in_cases,
                const EncodedColumn& column, const std::vector<Writing>& writings)
      : sources_(sources.values.size()), rows_(column.values.size()) {
    std::vector<uint8_t> asked(column.values.size());
    for (const Writing& writing : writings) {
      for (const auto& [code, form] : writing.forms) asked[code] = 1;
    }
    for (size_t row = 0; row < column.codes.size(); ++row) {
      const uint32_t code = column.codes[row], source = sources.codes[row];
      if (asked[code] != 0 && !sources.blank[source] && !in_cases.contains(source))
        ++rows_[code][source];
    }
  }

  // The codes of the writing that are in the form of sources that keep to it: all in unusual forms
  // where such sources have nearly all their rows, else those of sources that chance hardly makes.
  std::set<uint32_t> Styles(const Writing& writing) const {
    const Tally tally = Count(writing);
    const uint8_t usual = MostOf(tally.all);
    double explained = 0;
    for (const Counts& own : tally.by_source) {
      const uint8_t form = MostOf(own);
      if (form != usual && KeepsTo(form, own)) explained += own[form];
    }
    const bool all =
        explained > 0 && explained >= kExplained * (SumOf(tally.all) - tally.all[usual]);
    std::set<uint32_t> styles;
    for (const auto& [code, form] : writing.forms) {
      if (form != usual && (all || IsKept(code, form, tally))) styles.insert(code);
    }
    return styles;
  }

  // All that is abbreviated, but for words that some source writes both ways: a source that
  // abbreviates keeps to it in words of few rows, too.
  Writing AllBrief(const std::vector<Writing>& writings) const {
    Writing all;
    for (const Writing& writing : writings) {
      if (!writing.brief || HasMixedSource(writing)) continue;
      all.forms.insert(writing.forms.begin(), writing.forms.end());
      all.twins.insert(all.twins.end(), writing.twins.begin(), writing.twins.end());
    }
    return all;
  }

 private:
  bool HasMixedSource(const Writing& writing) const {
    const Tally tally = Count(writing);
    return std::ranges::any_of(tally.by_source,
                               [](const Counts& own) { return own[kBrief] > 0 && own[kFull] > 0; });
  }

  // Rows of a writing by form.
  struct Tally {
    std::vector<Counts> by_source;
    Counts all{};
  };

  Tally Count(const Writing& writing) const {
    Tally tally{std::vector<Counts>(sources_), {}};
    for (const auto& [code, form] : writing.forms) {
      for (const auto& [source, rows] : rows_[code]) {
        tally.by_source[source][form] += rows;
        tally.all[form] += rows;
      }
    }
    return tally;
  }

  static bool KeepsTo(uint8_t form, const Counts& own) {
    return own[form] >= kLeastOfSource && own[form] >= kKeepsTo * SumOf(own);
  }

  // Whether nearly all rows of the code are of sources of which nearly all are in the form.
  bool IsKept(uint32_t code, uint8_t form, const Tally& tally) const {
    double kept = 0, all = 0;
    for (const auto& [source, rows] : rows_[code]) {
      all += rows;
      const Counts& own = tally.by_source[source];
      if (own[form] >= kLeastAlone && own[form] >= kKeepsAlone * SumOf(own) &&
          !IsByChance(form, own, tally.all))
        kept += rows;
    }
    return kept > 0 && kept >= kExplained * all;
  }

  // Whether one of so many sources may well have its rows in the form by chance.
  bool IsByChance(uint8_t form, const Counts& own, const Counts& all) const {
    const double usual = (all[form] - own[form] + 1) / (SumOf(all) - SumOf(own) + 2);
    return own[form] * std::log(usual) + std::log(static_cast<double>(sources_)) >=
           std::log(kByChance);
  }

  size_t sources_;
  std::vector<std::map<uint32_t, double>> rows_;  // by code of the column: rows by source
};

bool MayNameSources(const EncodedColumn& column) {
  return column.filled >= kLeastRows && column.filled_distinct >= 2 &&
         column.filled_distinct <= kMostSources;
}

// The codes of each column that may name sources that stand in several cases.
std::vector<std::set<uint32_t>> SourcesInCases(const EncodedSample& sample) {
  std::vector<std::set<uint32_t>> in_cases(sample.columns.size());
  for (size_t c = 0; c < in_cases.size(); ++c) {
    const EncodedColumn& column = sample.columns[c];
    if (!MayNameSources(column)) continue;
    for (const auto& [code, form] : CaseWriting(column, GroupByWords(column)).forms)
      in_cases[c].insert(code);
  }
  return in_cases;
}

void LearnFrom(const EncodedColumn& sources, const std::set<uint32_t>& in_cases,
               const EncodedColumn& column, const std::vector<Writing>& writings,
               std::set<uint32_t>* codes) {
  const RowsOfSources rows(sources, in_cases, column, writings);
  const auto learn = [&](const Writing& writing) {
    const std::set<uint32_t> styles = rows.Styles(writing);
    for (const auto& [one, other] : writing.twins) {
      if (styles.contains(one) || styles.contains(other)) codes->insert({one, other});
    }
  };
  for (const Writing& writing : writings) learn(writing);
  learn(rows.AllBrief(writings));
}

}  // namespace

SourceStyles::SourceStyles(const EncodedSample& sample) {
  const std::vector<std::set<uint32_t>> in_cases = SourcesInCases(sample);
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    const EncodedColumn& column = sample.columns[c];
    if (column.filled < kLeastRows || column.filled_distinct > kMostValues ||
        column.filled_distinct > kMostDistinct * column.filled)
      continue;
    const std::vector<Writing> writings = FindWritings(column);
    if (writings.empty()) continue;
    std::set<uint32_t> codes;
    for (uint32_t other = 0; other < sample.columns.size(); ++other) {
      if (other != c && MayNameSources(sample.columns[other]))
        LearnFrom(sample.columns[other], in_cases[other], column, writings, &codes);
    }
    for (const uint32_t code : codes) values_.Insert(Key(c, column.values[code]));
  }
}

bool SourceStyles::IsStyle(uint32_t column, std::string_view value,
                           std::string_view suggestion) const {
  if (values_.size() == 0 || values_.Find(Key(column, value)) == ValueIndex::kNone) return false;
  const WrittenNumber number = ReadWritten(value), meant = ReadWritten(suggestion);
  if (Rounds(number, meant) || Rounds(meant, number)) return true;
  const Words own = SpelledOut(value), other = SpelledOut(suggestion);
  return own.size() == other.size() &&
         (own == other || Abbreviates(own, other) || Abbreviates(other, own));
}

uint64_t SourceStyles::Key(uint32_t column, std::string_view value) {
  return MixHash(EncodedHash(value), column);
}

}  // namespace assay
