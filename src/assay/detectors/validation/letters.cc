// letters: a name or text that holds too few letters to be one.
#include <utf8proc.h>

#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/param_error.h"
#include "assay/detect/white_space.h"

namespace assay {
namespace {

bool IsLetter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

class LettersDetector final : public ValueDetector {
 public:
  LettersDetector(int64_t min, bool digits) : min_(min), digits_(digits) {}

  bool Flags(std::string_view value) const override {
    int64_t missing = min_;
    for (size_t pos = 0; pos < value.size();) {
      const char32_t c = DecodeUtf8(value, &pos);
      missing -= IsLetter(c) || (digits_ && c >= '0' && c <= '9');
      if (missing == 0) return false;
    }
    return !IsBlank(value);
  }

  Evidence Explain(std::string_view value) const override {
    const std::string_view what = digits_ ? "letters or digits" : "letters";
    return MakeEvidence(
        Code::kInvalidFormat, 0.85,
        fmt::format("{} is no name or text: it has fewer than {} {}.", Excerpt(value), min_, what),
        fmt::format("at least {} {}", min_, what));
  }

 private:
  int64_t min_;
  bool digits_;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params& params, const DetectorContext& context,
                                            std::string*) {
  const int64_t min = params.GetInteger("min");
  if (min < 1) return ParamError(context, params, "min", "'min' is below 1");
  return std::unique_ptr<ValueDetector>(
      std::make_unique<LettersDetector>(min, params.GetBool("digits")));
}

constexpr Code kEmitted[] = {Code::kInvalidFormat};

constexpr ParamSpec kParams[] = {
    {"min", ParamKind::kInteger, "The fewest letters.", "2"},
    {"digits", ParamKind::kBool, "Whether digits count as letters.", "false"},
};

constexpr Example kExamples[] = {
    {"colours in words", "", "color,id\nDark blue,1\n#12,2\n042,3\n-,4\nrosé,5\n黒色,6\n,7\n",
     "1:0 2:0 3:0"},
    {"names may be numbers", "{min: 1, digits: true}", "brand,id\n4711,1\n7,2\n?,3\n...,4\n",
     "2:0 3:0"},
};

}  // namespace

extern constinit const DetectorType kLettersDetector;
constinit const DetectorType kLettersDetector = {
    .name = "letters",
    .method = Method::kValidation,
    .scope = Scope::kValue,
    .summary = "A name or text has too few letters to be one.",
    .details =
        "Letters are Unicode's general categories Lu, Ll, Lt, Lm and Lo. Reads no further than it "
        "needs, "
        "so it costs little on long texts. Empty cells are left to `empty`.",
    .codes = kEmitted,
    .params = kParams,
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay
