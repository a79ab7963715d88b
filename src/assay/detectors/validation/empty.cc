// empty: a required value is not there.
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/white_space.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr double kConfidence = 0.9;
constexpr double kDoubtful = 0.6;    // that a cell is wrong when nobody said that the field is …
constexpr double kMostEmpty = 0.02;  // … required, and more of the column is empty
constexpr double kOptional = 0.1;    // share of empty cells from which on it is not required

class EmptyDetector final : public ValueDetector {
 public:
  explicit EmptyDetector(double confidence) : confidence_(confidence) {}

  ValueClass Clears() const override { return ValueClass::kWord; }

  bool Flags(std::string_view value) const override { return IsBlank(value); }

  Evidence Explain(std::string_view value) const override {
    return MakeEvidence(Code::kEmptyValue, confidence_,
                        value.empty()
                            ? "The field is required, but the cell is empty."
                            : "The field is required, but the cell holds only white space.",
                        "a value");
  }

 private:
  double confidence_;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  const ColumnProfile* column = context.is_inferred ? context.profile : nullptr;
  const auto is_emptier_than = [&](double share) {
    return column != nullptr &&
           static_cast<double>(column->empty) > share * static_cast<double>(column->rows);
  };
  if (is_emptier_than(kOptional)) {
    *skip_reason = "the field was told by the header alone, and too many cells are empty";
    return std::unique_ptr<ValueDetector>();
  }
  return std::unique_ptr<ValueDetector>(
      std::make_unique<EmptyDetector>(is_emptier_than(kMostEmpty) ? kDoubtful : kConfidence));
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
        "all other rules leave empty cells to this one. Where the field was only inferred from the "
        "header and more than 2 % of the column is empty, it may not be required: such cells are "
        "found with less confidence, and with more than 10 % not at all.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay
