// empty: a required value is not there.
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/white_space.h"

namespace assay {
namespace {

class EmptyDetector final : public ValueDetector {
 public:
  bool Flags(std::string_view value) const override { return IsBlank(value); }

  Evidence Explain(std::string_view value) const override {
    return MakeEvidence(Code::kEmptyValue, 0.9,
                        value.empty()
                            ? "The field is required, but the cell is empty."
                            : "The field is required, but the cell holds only white space.",
                        "a value");
  }
};

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext&, std::string*) {
  return std::unique_ptr<ValueDetector>(std::make_unique<EmptyDetector>());
}

constexpr Code kEmitted[] = {Code::kEmptyValue};

constexpr Example kExamples[] = {
    {"cells without a value", "", "ean,name\n4006381333931,Pen\n,Ink\n\"  \",Nib\n", "1:0 2:0"},
    {"a word for \"no value\" is the business of `missing`", "", "ean,name\nN/A,Pen\n0,Ink\n", ""},
};

}  // namespace

extern constinit const DetectorType kEmptyDetector;
constinit const DetectorType kEmptyDetector = {
    .name = "empty",
    .method = Method::kValidation,
    .scope = Scope::kValue,
    .summary = "A required value is empty.",
    .details =
        "Flags cells without characters and cells of white space alone. Null tokens of the job "
        "(--null-tokens) count as empty. Words that stand for \"no value\" are left to `missing`; "
        "all other rules leave empty cells to this one.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay
