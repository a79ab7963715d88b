// length: fewer or more characters than the field allows.
#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/param_error.h"
#include "assay/detect/white_space.h"

namespace assay {
namespace {

class LengthDetector final : public ValueDetector {
 public:
  LengthDetector(size_t min, size_t max) : min_(min), max_(max) {}

  bool Flags(std::string_view value) const override {
    const size_t bytes = value.size();
    // A code point takes one to four bytes: most values are decided without counting.
    if (IsBlank(value) || (bytes <= max_ && bytes / 4 >= min_)) return false;
    if (bytes < min_) return true;
    const size_t length = CountCodePoints(value);
    return length < min_ || length > max_;
  }

  Evidence Explain(std::string_view value) const override {
    const size_t length = CountCodePoints(value);
    const bool is_short = length < min_;
    return MakeEvidence(Code::kLengthOutOfRange, 0.8,
                        fmt::format("The value has {} character{}; the field allows {} {}.", length,
                                    length == 1 ? "" : "s", is_short ? "no fewer than" : "at most",
                                    is_short ? min_ : max_),
                        Expected());
  }

 private:
  std::string Expected() const {
    if (max_ == SIZE_MAX) return fmt::format("at least {} characters", min_);
    if (min_ == max_) return fmt::format("{} characters", min_);
    return min_ == 0 ? fmt::format("at most {} characters", max_)
                     : fmt::format("{} to {} characters", min_, max_);
  }

  size_t min_, max_;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params& params, const DetectorContext& context,
                                            std::string*) {
  const int64_t min = params.GetInteger("min");
  const int64_t max = params.Has("max") ? params.GetInteger("max") : INT64_MAX;
  if (min < 0) return ParamError(context, params, "min", "'min' is below 0");
  if (max < min) {
    return ParamError(context, params, "max",
                      fmt::format("'max' ({}) is below 'min' ({})", max, min));
  }
  return std::unique_ptr<ValueDetector>(std::make_unique<LengthDetector>(
      static_cast<size_t>(min), params.Has("max") ? static_cast<size_t>(max) : SIZE_MAX));
}

constexpr Code kEmitted[] = {Code::kLengthOutOfRange};

constexpr ParamSpec kParams[] = {
    {"min", ParamKind::kInteger, "The fewest characters.", "0"},
    {"max", ParamKind::kInteger, "The most characters; without it there is no limit."},
};

constexpr Example kExamples[] = {
    {"too short and too long", "{min: 2, max: 5}",
     "code,name\nAB,a\nA,b\nABCDEF,c\nÄÖÜßé,d\nÄÖÜßéè,e\n", "1:0 2:0 4:0"},
    {"an empty cell has no length", "min: 3", "code,name\n,a\nABC,b\n", ""},
};

}  // namespace

extern constinit const DetectorType kLengthDetector;
constinit const DetectorType kLengthDetector = {
    .name = "length",
    .method = Method::kValidation,
    .scope = Scope::kValue,
    .summary = "A value has fewer or more characters than allowed.",
    .details = "Counts Unicode code points. Empty cells are left to `empty`.",
    .codes = kEmitted,
    .params = kParams,
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay
