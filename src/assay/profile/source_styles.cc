// Forms of one value, counted by the values of another column.
#include "assay/profile/source_styles.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "assay/base/hash.h"
#include "assay/profile/abbreviations.h"
#include "assay/profile/text_words.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 30;
constexpr uint32_t kMostSources = 60;
constexpr uint32_t kMostValues = 20'000;
constexpr double kMostDistinct = 0.75;  // share of the rows: nearly all others have no twin
constexpr size_t kMostAlike = 50;       // values of the same initials that are compared
constexpr double kKeepsTo = 0.9;        // share of a source's rows in one form
constexpr double kLeastOfSource = 5;    // rows of it
constexpr double kExplained = 0.8;      // share of the rows in unusual forms
constexpr size_t kForms = 8;            // case, and whether it is abbreviated
constexpr uint8_t kNoForm = kForms;     // of a value that stands in one form only

// 0 to 3: none, capitals, small letters, both.
uint8_t CaseOf(std::string_view value) {
  uint8_t found = 0;
  for (const char c : value) {
    found |= c >= 'A' && c <= 'Z' ? 1 : 0;
    found |= c >= 'a' && c <= 'z' ? 2 : 0;
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

// The form of each code that has a twin in another form.
std::vector<uint8_t> FormsOf(const EncodedColumn& column) {
  std::map<Words, std::vector<uint32_t>> same;  // codes of the same words, in folded case
  for (uint32_t code = 0; code < column.values.size(); ++code) {
    if (!column.blank[code]) same[WordsOf(column.values[code])].push_back(code);
  }
  std::vector<uint8_t> forms(column.values.size(), kNoForm);
  std::unordered_map<std::string, std::vector<const Words*>> alike;  // by their initials
  for (const auto& [words, codes] : same) {
    std::string initials;
    for (const std::string& word : words) initials += word[0];
    alike[initials].push_back(&words);
    const auto is_other = [&](uint32_t code) {
      return CaseOf(column.values[code]) != CaseOf(column.values[codes[0]]);
    };
    if (std::none_of(codes.begin(), codes.end(), is_other)) continue;
    for (const uint32_t code : codes) forms[code] = CaseOf(column.values[code]);
  }
  for (const auto& [initials, all] : alike) {
    if (all.size() > kMostAlike) continue;
    for (const Words* brief : all) {
      for (const Words* full : all) {
        if (!Abbreviates(*brief, *full)) continue;
        for (const uint32_t code : same.at(*brief)) forms[code] = CaseOf(column.values[code]) + 4;
        for (const uint32_t code : same.at(*full)) {
          if (forms[code] == kNoForm) forms[code] = CaseOf(column.values[code]);
        }
      }
    }
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

// Whether the sources that keep to an unusual form have nearly all rows in such forms.
bool Explains(const EncodedColumn& sources, const EncodedColumn& column,
              const std::vector<uint8_t>& forms) {
  std::vector<Counts> counts(sources.values.size());
  Counts all{};
  for (size_t row = 0; row < column.codes.size(); ++row) {
    const uint8_t form = forms[column.codes[row]];
    if (form == kNoForm || sources.blank[sources.codes[row]]) continue;
    ++counts[sources.codes[row]][form];
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

}  // namespace

SourceStyles::SourceStyles(const EncodedSample& sample) {
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    const EncodedColumn& column = sample.columns[c];
    if (column.filled < kLeastRows || column.numeric > 0.5 * column.filled ||
        column.filled_distinct > kMostValues ||
        column.filled_distinct > kMostDistinct * column.filled)
      continue;
    const std::vector<uint8_t> forms = FormsOf(column);
    if (std::all_of(forms.begin(), forms.end(), [](uint8_t form) { return form == kNoForm; }))
      continue;
    const bool styled =
        std::any_of(sample.columns.begin(), sample.columns.end(), [&](const EncodedColumn& other) {
          return &other != &column && MayNameSources(other) && Explains(other, column, forms);
        });
    if (!styled) continue;
    for (uint32_t code = 0; code < forms.size(); ++code) {
      if (forms[code] != kNoForm) values_.Insert(Key(c, column.values[code]));
    }
  }
}

bool SourceStyles::IsStyle(uint32_t column, std::string_view value,
                           std::string_view suggestion) const {
  if (values_.size() == 0 || values_.Find(Key(column, value)) == ValueIndex::kNone) return false;
  const Words own = WordsOf(value), other = WordsOf(suggestion);
  return own.size() == other.size() &&
         (own == other || Abbreviates(own, other) || Abbreviates(other, own));
}

uint64_t SourceStyles::Key(uint32_t column, std::string_view value) {
  return MixHash(EncodedHash(value), column);
}

}  // namespace assay
