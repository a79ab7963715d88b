// range: a number below or above what the field allows.
#include <limits>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/number_form.h"
#include "assay/detect/param_error.h"

namespace assay {
namespace {

struct Limits {
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  bool open = false;  // the bounds themselves are not allowed
  NumberForm form;
};

class RangeDetector final : public ValueDetector {
 public:
  explicit RangeDetector(const Limits& limits) : limits_(limits) {}

  bool Flags(std::string_view value) const override {
    const auto number = ReadNumber(value, limits_.form);
    return number && (Below(*number) || Above(*number));
  }

  Evidence Explain(std::string_view value) const override {
    const bool below = Below(ReadNumber(value, limits_.form).value_or(0));
    return MakeEvidence(
        Code::kNumberOutOfRange, 0.9,
        fmt::format("The number is {} {}.", Relation(below), below ? limits_.min : limits_.max),
        Expected());
  }

 private:
  bool Below(double number) const {
    return limits_.open ? number <= limits_.min : number < limits_.min;
  }
  bool Above(double number) const {
    return limits_.open ? number >= limits_.max : number > limits_.max;
  }

  std::string_view Relation(bool below) const {
    if (limits_.open) return below ? "not above" : "not below";
    return below ? "below" : "above";
  }

  std::string Expected() const {
    const std::string_view open = limits_.open ? ", the bounds excluded" : "";
    if (limits_.max == std::numeric_limits<double>::infinity()) {
      return fmt::format("a number from {}{}", limits_.min, open);
    }
    if (limits_.min == -std::numeric_limits<double>::infinity()) {
      return fmt::format("a number up to {}{}", limits_.max, open);
    }
    return fmt::format("a number from {} to {}{}", limits_.min, limits_.max, open);
  }

  Limits limits_;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params& params, const DetectorContext& context,
                                            std::string*) {
  Limits limits;
  if (params.Has("min")) limits.min = params.GetNumber("min");
  if (params.Has("max")) limits.max = params.GetNumber("max");
  limits.open = params.GetBool("open");
  if (!params.Has("min") && !params.Has("max")) {
    return ParamError(context, params, "open", "the rule 'range' needs 'min', 'max' or both");
  }
  if (limits.max < limits.min) {
    return ParamError(context, params, "max",
                      fmt::format("'max' ({}) is below 'min' ({})", limits.max, limits.min));
  }
  const std::string& decimal = params.GetString("decimal");
  if (decimal != "." && decimal != ",") {
    return ParamError(context, params, "decimal",
                      fmt::format("'decimal': found '{}', expected '.' or ','", decimal));
  }
  limits.form = {decimal[0], decimal == "." ? ',' : '.'};
  return std::unique_ptr<ValueDetector>(std::make_unique<RangeDetector>(limits));
}

constexpr Code kEmitted[] = {Code::kNumberOutOfRange};

constexpr ParamSpec kParams[] = {
    {"min", ParamKind::kNumber, "The lowest number."},
    {"max", ParamKind::kNumber, "The highest number."},
    {"open", ParamKind::kBool, "Whether the bounds themselves are not allowed.", "false"},
    {"decimal", ParamKind::kString, "The decimal mark: '.' or ','; the other one may group digits.",
     "'.'"},
};

constexpr Example kExamples[] = {
    {"within bounds", "{min: 0, max: 100}", "percent,id\n0,a\n100,b\n-1,c\n100.5,d\n\"1,000\",e\n",
     "2:0 3:0 4:0"},
    {"more than nothing", "{min: 0, open: true}", "price,id\n0,a\n0.01,b\n-5,c\n", "0:0 2:0"},
    {"a decimal comma", "{max: 10, decimal: ','}",
     "price,id\n\"9,99\",a\n\"10,01\",b\n\"1.000,00\",c\n", "1:0 2:0"},
    {"what is no number is left to `type`", "{min: 1}", "stock,id\n,a\nnone,b\n3,c\n", ""},
};

}  // namespace

extern constinit const DetectorType kRangeDetector;
constinit const DetectorType kRangeDetector = {
    .name = "range",
    .method = Method::kValidation,
    .scope = Scope::kValue,
    .summary = "A number lies outside the range of its field.",
    .details = "Only cells that hold a number are judged.",
    .codes = kEmitted,
    .params = kParams,
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay
