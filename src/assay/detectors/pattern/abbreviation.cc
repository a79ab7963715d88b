// abbreviation: a word that a column spells out is abbreviated, or the other way round.
#include <string>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/listed_value_detector.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/abbreviations.h"

namespace assay {
namespace {

std::string_view Have(uint64_t rows) { return rows == 1 ? "has" : "have"; }

constexpr double kWithTwin = 0.75, kRare = 0.6;  // the very value stands in the usual form, too
constexpr double kLess = 0.45;
constexpr uint64_t kFarMoreUsual = 30;  // times the rows of the rare form

// A form that is merely less usual is a matter of taste, unless the value stands in both.
double ConfidenceOf(const AbbreviationVariant& variant) {
  if (variant.usual_rows > 0) return kWithTwin;
  return variant.usual_form_rows >= kFarMoreUsual * variant.form_rows ? kRare : kLess;
}

class AbbreviationDetector final : public ListedValueDetector<AbbreviationVariant> {
 public:
  Evidence Explain(std::string_view value) const override {
    const AbbreviationVariant& variant = KnownOf(value);
    std::string message =
        fmt::format("{} row{} of the column {} \"{}\", {} {} \"{}\"", variant.usual_form_rows,
                    variant.usual_form_rows == 1 ? "" : "s", Have(variant.usual_form_rows),
                    variant.usual_form, variant.form_rows, Have(variant.form_rows), variant.form);
    if (variant.usual_rows > 0)
      message += fmt::format("; {} of them {} {}", variant.usual_rows, Have(variant.usual_rows),
                             Excerpt(variant.usual));
    Evidence e =
        MakeEvidence(Code::kSpellingVariant, ConfidenceOf(variant), message + ".", variant.usual);
    Suggest(variant.usual, &e);
    return e;
  }
};

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  *skip_reason = "no word stands beside its abbreviation, or neither form is clearly usual";
  const ColumnProfile& column = *context.profile;
  auto detector = std::make_unique<AbbreviationDetector>();
  if (!column.values_exact) return std::unique_ptr<ValueDetector>();
  for (AbbreviationVariant& variant : FindAbbreviationVariants(column)) {
    const std::string& text = column.values[variant.value].text;
    detector->Add(text, std::move(variant));
  }
  return UnlessEmpty(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kSpellingVariant};

constexpr Example kExamples[] = {
    {"streets, two of them abbreviated, one of which others spell out", "",
     "street,id\nAsh Street,0\nFir Street,1\nElm Street,2\nBirch Street,3\nAsh Street,4\nElm "
     "Street,5\nElm Street,6\nAsh Street,7\nBirch Street,8\nAsh Street,9\nAsh Street,10\nAsh "
     "Street,11\nOak Street,12\nOak St.,13\nOak Street,14\nFir Street,15\nLime Street,16\nOak "
     "Street,17\nOak Street,18\nOak Street,19\nLime Street,20\nOak Street,21\nBirch "
     "Street,22\nBirch Street,23\nFir Street,24\nElm Street,25\nBirch Street,26\nAsh "
     "Street,27\nLime Street,28\nElm Street,29\nBirch Street,30\nOak Street,31\nElm Street,32\nOak "
     "Street,33\nElm Street,34\nFir Street,35\nAsh Street,36\nLime Street,37\nYew St.,38\nOak "
     "Street,39\nLime Street,40\nFir Street,41\nFir Street,42\nFir Street,43\nSt. Paul "
     "Street,44\nOak Street,45\nLime Street,46\nAsh Street,47\nElm Street,48\nOak Street,49\nBirch "
     "Street,50\nOak Street,51\nBirch Street,52\nElm Street,53\nElm Street,54\nFir Street,55\nAsh "
     "Street,56\nAsh Street,57\nOak Street,58\nOak Street,59\nElm Street,60\nBirch Street,61\nElm "
     "Street,62\nAsh Street,63\nAsh Street,64\nElm Street,65\nAsh Street,66\nOak Street,67\nOak "
     "Street,68\nBirch Street,69\n",
     "13:0 38:0"},
    {"firms, one form spelled out where the others are brief", "",
     "firm\nAcorn Ltd\nBirch Ltd\nCedar Ltd\nAcorn Limited\nBirch Limited\nAcorn Ltd\nBirch Ltd\n"
     "Cedar Ltd\nAcorn Ltd\nBirch Ltd\nCedar Ltd\nAcorn Ltd\n",
     "3:0 4:0"},
    {"initials, which stand for several names", "",
     "author\nA. Hill\nAnna Hill\nB. Dale\nBert Dale\nA. Moor\nAlbert Moor\nB. Ford\nBella Ford\n"
     "Anna Hill\nAnna Hill\nAnna Hill\nAnna Hill\nA. Vale\nArno Vale\n",
     ""},
    {"names that begin alike", "",
     "name\nRob Hill\nRobert Hill\nRob Dale\nRobert Moor\nRob Ford\nAnn Hill\nAnnabel Hill\n"
     "Robert Hill\nRobert Moor\nRobert Hill\nRobert Hill\nRobert Vale\nRobert Vale\nRob Glen\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kAbbreviationDetector;
constinit const DetectorType kAbbreviationDetector = {
    .name = "abbreviation",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A word that its column spells out is abbreviated, or the other way round.",
    .details =
        "Abbreviations are learned from the values: two that are equal but for one word, which in "
        "one of them is the begin or the consonants of the other. It takes several such twins, or "
        "a full stop. Where one form stands in four times as many rows, values with the other one "
        "are flagged; the value in the usual form is suggested.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay
