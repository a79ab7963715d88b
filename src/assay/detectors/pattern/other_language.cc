// other_language: a colour, material or size in another language than that of its column.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/listed_value_detector.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/table_profile.h"
#include "assay/profile/translations.h"

namespace assay {
namespace {

constexpr double kLeastKnown = 0.4;      // share of the rows whose value is on the list
constexpr double kLeastDominant = 0.85;  // of them that are words of one language
constexpr size_t kLeastThings = 3;       // different things that it names
constexpr uint64_t kLeastTwin = 3;       // rows with the word that the column has for it
constexpr double kWithTwin = 0.9, kWithoutTwin = 0.65;

struct Foreign {
  std::string meant;
  uint64_t twin_rows = 0;  // that have it; 0: it is the list's word
  uint64_t rows = 0;       // in the column's language
  Meaning own, usual;
};

class OtherLanguageDetector final : public ListedValueDetector<Foreign> {
 public:
  Evidence Explain(std::string_view value) const override {
    const Foreign& foreign = KnownOf(value);
    std::string message = fmt::format("It is \"{}\" in another language ({}); {} rows are in {}",
                                      foreign.meant, LanguageCode(foreign.own.language),
                                      foreign.rows, LanguageCode(foreign.usual.language));
    if (foreign.twin_rows > 0)
      message += fmt::format(", {} of them have {}", foreign.twin_rows, Excerpt(foreign.meant));
    Evidence e =
        MakeEvidence(Code::kSpellingVariant, foreign.twin_rows > 0 ? kWithTwin : kWithoutTwin,
                     message + ".", foreign.meant);
    Suggest(foreign.meant, &e);
    return e;
  }
};

// A value of the column that is on the list.
struct Listed {
  const Counted* value = nullptr;
  std::span<const Meaning> meanings;

  const Meaning* In(uint16_t language) const {
    const auto found = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning& meaning) {
      return meaning.language == language;
    });
    return found == meanings.end() ? nullptr : &*found;
  }
};

// The word, written as the value is: in capitals, with a capital, or in small letters.
std::string InCaseOf(std::string_view value, std::string_view word) {
  std::string written(word);
  const bool all = std::none_of(value.begin(), value.end(), IsLower);
  const bool capital = std::any_of(value.begin(), value.begin() + 1, IsUpper);
  for (size_t i = 0; i < written.size(); ++i) {
    if (all || (capital && i == 0)) written[i] = ToUpper(written[i]);
  }
  return written;
}

// The language of most rows; false when no language is that of nearly all.
bool DominantLanguage(const std::vector<Listed>& listed, const ColumnProfile& column,
                      uint16_t* language, uint64_t* rows) {
  std::array<uint64_t, kMostLanguages> by_language{};
  std::array<size_t, kMostLanguages> things{};
  uint64_t all = 0;
  for (const Listed& one : listed) {
    all += one.value->count;
    for (uint16_t l = 0; l < kMostLanguages; ++l) {
      if (one.In(l) == nullptr) continue;
      by_language[l] += one.value->count;
      ++things[l];
    }
  }
  const auto most = std::max_element(by_language.begin(), by_language.end());
  *language = static_cast<uint16_t>(most - by_language.begin());
  *rows = *most;
  return static_cast<double>(all) >=
             kLeastKnown * static_cast<double>(column.rows - column.empty) &&
         static_cast<double>(*most) >= kLeastDominant * static_cast<double>(all) && *most < all &&
         things[*language] >= kLeastThings;
}

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  *skip_reason = "the values are no known words, or all of one language";
  const ColumnProfile& column = *context.profile;
  std::vector<Listed> listed;
  for (const Counted& value : column.values) {
    const auto meanings = MeaningsOf(FoldCase(value.text));
    if (!meanings.empty()) listed.push_back({&value, meanings});
  }
  uint16_t language = 0;
  uint64_t rows = 0;
  if (!DominantLanguage(listed, column, &language, &rows)) return std::unique_ptr<ValueDetector>();
  std::unordered_map<uint16_t, const Counted*> words;  // of things, in that language
  for (const Listed& one : listed) {
    if (const Meaning* own = one.In(language)) words.try_emplace(own->thing, one.value);
  }
  auto detector = std::make_unique<OtherLanguageDetector>();
  for (const Listed& one : listed) {
    if (one.In(language) != nullptr) continue;
    const auto twin = std::find_if(one.meanings.begin(), one.meanings.end(),
                                   [&](const Meaning& m) { return words.contains(m.thing); });
    const Meaning own = twin == one.meanings.end() ? one.meanings[0] : *twin;
    const Meaning usual{own.thing, language};
    const Counted* word = twin == one.meanings.end() ? nullptr : words.at(own.thing);
    const bool frequent =
        word != nullptr && word->count >= kLeastTwin && word->count > one.value->count;
    detector->Add(one.value->text,
                  {frequent ? word->text : InCaseOf(one.value->text, WordFor(usual)),
                   frequent ? word->count : 0, rows, own, usual});
  }
  return UnlessEmpty(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kSpellingVariant};

constexpr Example kExamples[] = {
    {"colours, two of them not in the language of the others", "",
     "colour\nBlack\nBlack\nWhite\nRed\nNavy\nBlack\nSchwarz\nWhite\nBlue\nBlack\nCharcoal\nWhite\n"
     "Rouge\nBlack\nWhite\nRed\nBlue\nBlack\nOrange\n",
     "6:0 12:0"},
    {"materials in two languages alike", "",
     "stuff\nWolle\nwool\ncotton\nBaumwolle\nsilk\nSeide\nleather\nLeder\nWolle\nwool\n", ""},
    {"surnames", "",
     "name\nWhite\nKlein\nBrown\nGreen\nMeyer\nSmith\nJones\nBlack\nNowak\nRossi\nEvans\nHill\n"
     "Rosa\nGold\nMiller\nDavis\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kOtherLanguageDetector;
constinit const DetectorType kOtherLanguageDetector = {
    .name = "other_language",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A colour, material, size or such word in another language than that of its column.",
    .details =
        "A list of some words in nine languages (words/translations.tsv) tells which values mean "
        "the same. Where two fifths of a column are such words, nearly all of one language, the "
        "others are flagged; the column's own word for the thing is suggested. A word that the "
        "language has too is one of it.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay
