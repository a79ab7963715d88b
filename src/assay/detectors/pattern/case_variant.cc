// case_variant: a value written in another case than its more frequent twin, or than nearly all
// others.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/listed_value_detector.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/familiar_words.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr double kLeastStyle = 0.8;  // share of the column's usual style
constexpr size_t kLeastValues = 10;  // distinct values that show a style
constexpr size_t kManyKinds = 200;   // distinct values
constexpr uint64_t kFewRows = 3;
constexpr uint64_t kRareStyle = 200;  // an odd style is odd if it fills at most one row in so many
constexpr uint64_t kLeastTwin = 3;    // rows of the twin

enum class Style : uint8_t { kNone, kUpper, kLower, kMixed };

// By ASCII letters; a single letter shows no style.
Style StyleOf(std::string_view value) {
  int upper = 0, lower = 0;
  for (const char c : value) {
    upper += IsUpper(c);
    lower += IsLower(c);
  }
  if (upper + lower < 2) return Style::kNone;
  return lower == 0 ? Style::kUpper : upper == 0 ? Style::kLower : Style::kMixed;
}

std::string_view NameOf(Style style) {
  return style == Style::kUpper   ? "capitals"
         : style == Style::kLower ? "small letters"
                                  : "both cases";
}

struct Variant {
  std::string twin;  // empty: the style alone is odd
  uint64_t count = 0, twin_count = 0;
  double probability = 0;
};

class CaseVariantDetector final : public ListedValueDetector<Variant> {
 public:
  CaseVariantDetector(Style usual, double share) : usual_(usual), share_(share) {}

  Evidence Explain(std::string_view value) const override {
    const Variant& variant = KnownOf(value);
    if (variant.twin.empty()) {
      Evidence e = MakeEvidence(
          Code::kCaseVariant, variant.probability,
          fmt::format("{} of the column is written in {}.", PercentText(share_), NameOf(usual_)));
      if (usual_ == Style::kUpper && IsAscii(value)) {
        std::string upper(value);
        for (char& c : upper) c = ToUpper(c);
        Suggest(std::move(upper), &e);
      }
      return e;
    }
    Evidence e =
        MakeEvidence(Code::kCaseVariant, variant.probability,
                     fmt::format("{} row{} it so; {} rows have it in another case.", variant.count,
                                 variant.count == 1 ? " has" : "s have", variant.twin_count),
                     variant.twin);
    Suggest(variant.twin, &e);
    return e;
  }

 private:
  Style usual_;
  double share_;
};

// The most frequent style and its share among the values that show one.
std::pair<Style, double> UsualStyle(const ColumnProfile& column, size_t* shown) {
  std::array<double, 4> rows{};
  for (const Counted& value : column.values) {
    const Style style = StyleOf(value.text);
    rows[static_cast<size_t>(style)] += static_cast<double>(value.count);
    *shown += style != Style::kNone;
  }
  const double all = rows[1] + rows[2] + rows[3];
  const auto most = std::max_element(rows.begin() + 1, rows.end()) - rows.begin();
  return {static_cast<Style>(most), all > 0 ? rows[static_cast<size_t>(most)] / all : 0};
}

// How surely a value of an odd style is wrong. Only capitals are a rule: among names in both cases
// acronyms are legal, and so are small letters among free text.
double StyleProbability(Style usual, Style own) {
  if (usual != Style::kUpper || own == usual) return 0;
  return own == Style::kLower ? 0.7 : 0.6;
}

// In a small vocabulary two cases of one word are always one too many. Among many kinds of values a
// spelling of many rows, which its twin does not clearly outnumber, may be meant.
double TwinProbability(uint64_t count, uint64_t twin_count, size_t kinds) {
  if (twin_count >= 10 * count) return 0.88;
  return kinds < kManyKinds || count <= kFewRows ? 0.75 : 0.45;
}

// The most frequent value of each folded text among those in `style`, or among all.
std::unordered_map<std::string, const Counted*> Twins(const ColumnProfile& column,
                                                      std::optional<Style> style) {
  std::unordered_map<std::string, const Counted*> twins;
  for (const Counted& value : column.values) {
    const Style own = StyleOf(value.text);
    if (style ? own == *style : own != Style::kNone)
      twins.try_emplace(FoldCase(value.text), &value);
  }
  return twins;
}

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  const ColumnProfile& column = *context.profile;
  *skip_reason = "all values are written in one case";
  size_t shown = 0;
  const auto [usual, share] = UsualStyle(column, &shown);
  const bool styled = share >= kLeastStyle && shown >= kLeastValues;
  auto detector = std::make_unique<CaseVariantDetector>(usual, share);
  const auto twins = Twins(column, std::nullopt);
  const auto in_capitals = styled && usual == Style::kUpper
                               ? Twins(column, usual)
                               : std::unordered_map<std::string, const Counted*>();
  FamiliarWords words;
  for (const Counted& value : column.values) words.Add(value.text);
  for (const Counted& value : column.values) {
    const Style own = StyleOf(value.text);
    if (own == Style::kNone) continue;
    const std::string folded = FoldCase(value.text);
    const Counted* twin = twins.at(folded);
    const auto capitals = own == usual ? in_capitals.end() : in_capitals.find(folded);
    Variant variant;
    variant.count = value.count;
    if (twin != &value && twin->count >= kLeastTwin && twin->count >= 2 * value.count &&
        !words.HaveTwoForms(value.text, twin->text)) {
      variant.twin = twin->text;
      variant.twin_count = twin->count;
      variant.probability = TwinProbability(value.count, twin->count, column.values.size());
    } else if (capitals != in_capitals.end() && capitals->second->count >= kLeastTwin) {
      variant.twin = capitals->second->text;
      variant.twin_count = capitals->second->count;
      variant.probability = StyleProbability(usual, own);
    } else if (styled && (value.count <= kFewRows || value.count * kRareStyle <= column.rows)) {
      variant.probability = StyleProbability(usual, own);
    }
    if (variant.probability >= 0.3) detector->Add(value.text, std::move(variant));
  }
  return UnlessEmpty(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kCaseVariant};

constexpr Example kExamples[] = {
    {"one spelling in another case", "",
     "place\nURBAN\nURBAN\nRURAL\nURBAN\nurban\nRURAL\nURBAN\nRURAL\nURBAN\nRURAL\n", "4:0"},
    {"small letters as often as capitals, in a column of capitals", "",
     "town\nBREMEN\nKOELN\nMAINZ\nESSEN\nHALLE\nJENA\nTRIER\nGERA\nSUHL\nHANAU\nFULDA\n"
     "BERLIN\nBREMEN\nKOELN\nMAINZ\nESSEN\nHALLE\nJENA\nTRIER\nGERA\nSUHL\nHANAU\nFULDA\n"
     "berlin\nBREMEN\nKOELN\nMAINZ\nESSEN\nHALLE\nJENA\nTRIER\nGERA\nSUHL\nHANAU\nFULDA\n"
     "BERLIN\nBREMEN\nKOELN\nMAINZ\nESSEN\nHALLE\nJENA\nTRIER\nGERA\nSUHL\nHANAU\nFULDA\n"
     "berlin\nBREMEN\nKOELN\nMAINZ\nESSEN\nHALLE\nJENA\nTRIER\nGERA\nSUHL\nHANAU\nFULDA\n"
     "BERLIN\n",
     "23:0 47:0"},
    {"titles that write a word in both cases", "",
     "title\nmug blue\nmug Blue\nmug Blue\nmug Blue\nmug Blue\nrug blue\nrug blue\nrug blue\nrug "
     "blue\nrug Blue\npen blue\npen Blue\npen Blue\npen Blue\npen Blue\nhat blue\nhat blue\nhat "
     "blue\nhat blue\nhat Blue\nbag blue\nbag Blue\nbag Blue\nbag Blue\nbag Blue\ncup blue\ncup "
     "blue\ncup blue\ncup blue\ncup Blue\ntray blue\ntray Blue\ntray Blue\ntray Blue\ntray "
     "Blue\nlamp blue\nlamp blue\nlamp blue\nlamp blue\nlamp Blue\nbowl blue\nbowl Blue\nbowl "
     "Blue\nbowl Blue\nbowl Blue\nvase blue\nvase blue\nvase blue\nvase blue\nvase Blue\nscarf "
     "blue\nscarf Blue\nscarf Blue\nscarf Blue\nscarf Blue\nchair blue\nchair blue\nchair "
     "blue\nchair blue\nchair Blue\n",
     ""},
    {"names in mixed case", "", "name\nDeWitt\nMacDonald\nvan Dyk\nIBM\nSmith\nO'Neil\n", ""},
};

}  // namespace

extern constinit const DetectorType kCaseVariantDetector;
constinit const DetectorType kCaseVariantDetector = {
    .name = "case_variant",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary =
        "A value written in another case than its more frequent twin, or than nearly all others.",
    .details =
        "Values are compared by Unicode case folding. Where four fifths of the column are in "
        "capitals, a value that is not is odd when it is rare, or when the column has it in "
        "capitals too, however often.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay
