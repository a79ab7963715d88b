// encoding: text that was decoded with a wrong character encoding, or lost characters by it.
#include <algorithm>

#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/mojibake.h"

namespace assay {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

class EncodingDetector final : public ValueDetector {
 public:
  ValueClass Clears() const override { return ValueClass::kPrintable; }

  bool Flags(std::string_view value) const override {
    if (IsAscii(value)) return false;
    return HasReplacement(value) || RepairMojibake(value).has_value();
  }

  Evidence Explain(std::string_view value) const override {
    if (auto repaired = RepairMojibake(value)) {
      Evidence evidence = MakeEvidence(
          Code::kEncodingDamage, 0.95,
          "UTF-8 text was read in another encoding: characters turned into two or more each.",
          "the text as it was written");
      const bool whole = !HasReplacement(*repaired);
      if (whole) Suggest(*std::move(repaired), &evidence);
      return evidence;
    }
    return MakeEvidence(
        Code::kEncodingDamage, 0.95,
        IsValidUtf8(value)
            ? "Characters were lost in decoding: the sign U+FFFD stands in their place."
            : "The value holds bytes that are not UTF-8.",
        "the text as it was written");
  }

 private:
  static bool HasReplacement(std::string_view value) {
    return value.find(kReplacement) != std::string_view::npos || !IsValidUtf8(value);
  }
};

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext&, std::string*) {
  return std::unique_ptr<ValueDetector>(std::make_unique<EncodingDetector>());
}

constexpr Code kEmitted[] = {Code::kEncodingDamage};

constexpr Example kExamples[] = {
    {"read as Windows-1252, once and twice, and as Mac Roman", "",
     "name,id\nGrÃ¶ÃŸe,1\nGrÃƒÂ¶ÃƒÅ¸e,2\nGr√∂√üe,3\ndonâ€™t,4\nGröße,5\n", "0:0 1:0 2:0 3:0"},
    {"damaged in part, and lost", "", "name,id\nCafé de lâ€™Est,1\nGr\uFFFD\uFFFDe,2\n", "0:0 1:0"},
    {"other scripts and marks behind words", "",
     "name,id\nÅngström,1\nSÃO PAULO,2\n«CAFÉ»,3\nПальто,4\nIKEA PÅ®,5\n外套,6\n25 °C · 3 "
     "€,7\nÂge,8\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kEncodingDetector;
constinit const DetectorType kEncodingDetector = {
    .name = "encoding",
    .method = Method::kValidation,
    .scope = Scope::kValue,
    .summary = "Text was decoded with a wrong character encoding.",
    .details =
        "Finds UTF-8 that was read as Windows-1252, Latin-1 or Mac Roman (mojibake), also when it "
        "happened twice or to a part of the text, and suggests the text as it was; finds the "
        "replacement character U+FFFD and bytes that are not UTF-8.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay
