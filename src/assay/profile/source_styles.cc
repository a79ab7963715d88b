// Forms of one value, counted by the values of another column.
#include "assay/profile/source_styles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <unordered_map>
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
constexpr double kMostDistinct = 0.75;    // share of the rows: nearly all others have no twin
constexpr size_t kMostAlike = 50;         // values of the same initials that are compared
constexpr double kKeepsTo = 0.8;          // share of a source's rows in one form
constexpr double kLeastOfSource = 3;      // rows of it
constexpr double kExplained = 0.8;        // share of the rows in unusual forms
constexpr size_t kForms = 4;              // of case: none, capitals, small letters, both
constexpr uint8_t kFull = 0, kBrief = 1;  // of words
constexpr uint8_t kNoForm = kForms;       // of a value that stands in one form only

uint8_t CaseOf(std::string_view value) {
  uint8_t found = 0;
  for (const char c : value) {
    found |= IsUpper(c) ? 1 : 0;
    found |= IsLower(c) ? 2 : 0;
  }
  return found;
}

using Words = std::vector<std::string>;

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

// Codes of the same words, in folded case.
using CodesOfWords = std::map<Words, std::vector<uint32_t>>;

CodesOfWords GroupByWords(const EncodedColumn& column) {
  CodesOfWords same;
  for (uint32_t code = 0; code < column.values.size(); ++code) {
    if (!column.blank[code]) same[WordsOf(column.values[code])].push_back(code);
  }
  return same;
}

// The case of each code that has a twin in another one.
std::vector<uint8_t> CaseForms(const EncodedColumn& column, const CodesOfWords& same) {
  std::vector<uint8_t> forms(column.values.size(), kNoForm);
  for (const auto& [words, codes] : same) {
    const uint8_t first = CaseOf(column.values[codes[0]]);
    const auto is_other = [&](uint32_t code) { return CaseOf(column.values[code]) != first; };
    if (std::none_of(codes.begin(), codes.end(), is_other)) continue;
    for (const uint32_t code : codes) forms[code] = CaseOf(column.values[code]);
  }
  return forms;
}

// Whether each code is abbreviated, of those that stand both ways.
std::vector<uint8_t> BriefForms(const EncodedColumn& column, const CodesOfWords& same) {
  std::unordered_map<std::string, std::vector<const CodesOfWords::value_type*>> alike;
  for (const auto& group : same) {
    std::string initials;
    for (const std::string& word : group.first) initials += word[0];
    alike[initials].push_back(&group);
  }
  std::vector<uint8_t> forms(column.values.size(), kNoForm);
  for (const auto& [initials, all] : alike) {
    if (all.size() > kMostAlike) continue;
    for (const auto* brief : all) {
      for (const auto* full : all) {
        if (!Abbreviates(brief->first, full->first)) continue;
        for (const uint32_t code : brief->second) forms[code] = kBrief;
        for (const uint32_t code : full->second) {
          if (forms[code] == kNoForm) forms[code] = kFull;
        }
      }
    }
  }
  return forms;
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

// Whether each code is a rounded number, of those that stand both ways.
std::vector<uint8_t> RoundForms(const EncodedColumn& column) {
  std::vector<std::pair<WrittenNumber, uint32_t>> numbers;
  for (uint32_t code = 0; code < column.values.size(); ++code) {
    const WrittenNumber number = ReadWritten(column.values[code]);
    if (!std::isnan(number.value)) numbers.emplace_back(number, code);
  }
  std::sort(numbers.begin(), numbers.end(), [](const auto& a, const auto& b) {
    return a.first.value != b.first.value ? a.first.value < b.first.value : a.second < b.second;
  });
  std::vector<uint8_t> forms(column.values.size(), kNoForm);
  for (size_t i = 0; i + 1 < numbers.size(); ++i) {
    const auto& [one, code] = numbers[i];
    const auto& [other, next] = numbers[i + 1];
    if (!Rounds(one, other) && !Rounds(other, one)) continue;
    forms[code] = Rounds(one, other) ? kBrief : kFull;
    forms[next] = Rounds(one, other) ? kFull : kBrief;
  }
  return forms;
}

using Counts = std::array<double, kForms>;

size_t MostOf(const Counts& counts) {
  return static_cast<size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

double SumOf(const Counts& counts) {
  double sum = 0;
  for (const double count : counts) sum += count;
  return sum;
}

// Whether the sources that keep to an unusual form have nearly all rows in such forms. `own_forms`:
// those of the sources; one whose name stands in several cases is written as its rows are, and
// explains nothing.
bool Explains(const EncodedColumn& sources, const std::vector<uint8_t>& own_forms,
              const EncodedColumn& column, const std::vector<uint8_t>& forms) {
  std::vector<Counts> counts(sources.values.size());
  Counts all{};
  for (size_t row = 0; row < column.codes.size(); ++row) {
    const uint8_t form = forms[column.codes[row]];
    const uint32_t source = sources.codes[row];
    if (form == kNoForm || sources.blank[source] || own_forms[source] != kNoForm) continue;
    ++counts[source][form];
    ++all[form];
  }
  const size_t usual = MostOf(all);
  const double unusual = SumOf(all) - all[usual];
  double explained = 0;
  for (const Counts& own : counts) {
    const size_t most = MostOf(own);
    if (most != usual && own[most] >= kLeastOfSource && own[most] >= kKeepsTo * SumOf(own))
      explained += own[most];
  }
  return explained > 0 && explained >= kExplained * unusual;
}

bool MayNameSources(const EncodedColumn& column) {
  return column.filled >= kLeastRows && column.filled_distinct >= 2 &&
         column.filled_distinct <= kMostSources;
}

// The case of the values of each column that may name sources.
std::vector<std::vector<uint8_t>> CasesOfSources(const EncodedSample& sample) {
  std::vector<std::vector<uint8_t>> cases(sample.columns.size());
  for (size_t c = 0; c < cases.size(); ++c) {
    const EncodedColumn& column = sample.columns[c];
    if (MayNameSources(column)) cases[c] = CaseForms(column, GroupByWords(column));
  }
  return cases;
}

bool AnySourceExplains(const EncodedSample& sample, const std::vector<std::vector<uint8_t>>& cases,
                       uint32_t c, const std::vector<uint8_t>& forms) {
  if (std::all_of(forms.begin(), forms.end(), [](uint8_t form) { return form == kNoForm; }))
    return false;
  for (uint32_t other = 0; other < sample.columns.size(); ++other) {
    if (other != c && MayNameSources(sample.columns[other]) &&
        Explains(sample.columns[other], cases[other], sample.columns[c], forms))
      return true;
  }
  return false;
}

}  // namespace

SourceStyles::SourceStyles(const EncodedSample& sample) {
  const std::vector<std::vector<uint8_t>> cases = CasesOfSources(sample);
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    const EncodedColumn& column = sample.columns[c];
    if (column.filled < kLeastRows || column.filled_distinct > kMostValues ||
        column.filled_distinct > kMostDistinct * column.filled)
      continue;
    const CodesOfWords same = GroupByWords(column);
    for (const auto& forms :
         {CaseForms(column, same), BriefForms(column, same), RoundForms(column)}) {
      if (!AnySourceExplains(sample, cases, c, forms)) continue;
      for (uint32_t code = 0; code < forms.size(); ++code) {
        if (forms[code] != kNoForm) values_.Insert(Key(c, column.values[code]));
      }
    }
  }
}

bool SourceStyles::IsStyle(uint32_t column, std::string_view value,
                           std::string_view suggestion) const {
  if (values_.size() == 0 || values_.Find(Key(column, value)) == ValueIndex::kNone) return false;
  const WrittenNumber number = ReadWritten(value), meant = ReadWritten(suggestion);
  if (Rounds(number, meant) || Rounds(meant, number)) return true;
  const Words own = WordsOf(value), other = WordsOf(suggestion);
  return own.size() == other.size() &&
         (own == other || Abbreviates(own, other) || Abbreviates(other, own));
}

uint64_t SourceStyles::Key(uint32_t column, std::string_view value) {
  return MixHash(EncodedHash(value), column);
}

}  // namespace assay
