// percent_sum: the percentages of a composition do not add up to 100, part by part.
#include <cmath>

#include <fmt/format.h>

#include "assay/detect/composition.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/param_error.h"

namespace assay {
namespace {

class PercentSumDetector final : public ValueDetector {
 public:
  explicit PercentSumDetector(double tolerance) : tolerance_(tolerance) {}

  bool Flags(std::string_view value) const override {
    if (value.find('%') == std::string_view::npos) return false;
    return FirstWrong(ReadComposition(value, tolerance_)) != nullptr;
  }

  Evidence Explain(std::string_view value) const override {
    const std::vector<CompositionPart> parts = ReadComposition(value, tolerance_);
    const CompositionPart* wrong = FirstWrong(parts);
    if (wrong == nullptr) return MakeEvidence(Code::kPercentSum, 0, "");
    Evidence evidence = MakeEvidence(
        Code::kPercentSum, 0.95,
        wrong->shares.size() == 1
            ? fmt::format("The only percentage{} is {:g}, not 100.", Place(parts, *wrong),
                          wrong->sum)
            : fmt::format("The {} percentages{} add up to {:g}, not 100.", wrong->shares.size(),
                          Place(parts, *wrong), std::round(wrong->sum * 100) / 100),
        "percentages that add up to 100");
    if (auto repaired = Repair(value, parts)) Suggest(*std::move(repaired), &evidence);
    return evidence;
  }

 private:
  bool IsRight(const CompositionPart& part) const {
    return std::abs(part.sum - 100) <= tolerance_ + 1e-9;
  }

  const CompositionPart* FirstWrong(const std::vector<CompositionPart>& parts) const {
    for (const CompositionPart& part : parts) {
      if (!IsRight(part)) return &part;
    }
    return nullptr;
  }

  static std::string Place(const std::vector<CompositionPart>& parts, const CompositionPart& part) {
    return parts.size() < 2
               ? ""
               : fmt::format(" of part {} of {}", &part - parts.data() + 1, parts.size());
  }

  std::optional<std::string> Repair(std::string_view value,
                                    const std::vector<CompositionPart>& parts) const {
    std::string repaired(value);
    // From the back, so that the places of earlier parts stay right.
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
      if (!IsRight(*part) && !RepairPart(*part, &repaired)) return std::nullopt;
    }
    return repaired;
  }

  static bool RepairPart(const CompositionPart& part, std::string* text) {
    if (part.bare_at) {
      if (part.sum >= 100) return false;
      const std::string share = fmt::format("{:g}%", 100 - part.sum);
      text->insert(*part.bare_at, part.name_first ? " " + share : share + " ");
      return true;
    }
    // One number that is a slip of the pen away from the share that is missing.
    const CompositionShare* slip = nullptr;
    std::string written;
    for (const CompositionShare& share : part.shares) {
      const double right = 100 - (part.sum - share.percent);
      if (right <= 0 || (part.shares.size() > 1 && right >= 100)) continue;
      const std::string candidate = fmt::format("{:g}", right);
      const std::string_view number = std::string_view(*text).substr(share.offset, share.length);
      if (part.shares.size() > 1 && !IsSlip(number, candidate)) continue;
      if (slip != nullptr) return false;
      slip = &share;
      written = candidate;
    }
    if (slip == nullptr) return false;
    text->replace(slip->offset, slip->length, written);
    return true;
  }

  // Whether one digit was doubled, added, left out, or two neighbours were swapped.
  static bool IsSlip(std::string_view written, std::string_view meant) {
    if (written.size() == meant.size()) {
      if (written.size() != 2) return false;
      return written[0] == meant[1] && written[1] == meant[0];
    }
    const std::string_view longer = written.size() > meant.size() ? written : meant;
    const std::string_view shorter = written.size() > meant.size() ? meant : written;
    if (longer.size() != shorter.size() + 1) return false;
    for (size_t i = 0; i < longer.size(); ++i) {
      if (std::string(longer).erase(i, 1) == shorter) return true;
    }
    return false;
  }

  double tolerance_;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params& params, const DetectorContext& context,
                                            std::string*) {
  const double tolerance = params.GetNumber("tolerance");
  if (tolerance < 0 || tolerance >= 50) {
    return ParamError(context, params, "tolerance", "'tolerance' lies outside 0 to 50");
  }
  return std::unique_ptr<ValueDetector>(std::make_unique<PercentSumDetector>(tolerance));
}

constexpr Code kEmitted[] = {Code::kPercentSum};

constexpr ParamSpec kParams[] = {
    {"tolerance", ParamKind::kNumber, "How far from 100 a sum may be, for rounded shares.", "0.5"},
};

constexpr Example kExamples[] = {
    {"a sum below or above 100", "",
     "material,id\n\"60% Baumwolle, 40% Polyester\",1\n\"60% cotton, 30% polyester\",2\n"
     "\"70 % Wolle, 40 % Seide\",3\n\"33,3% lin 33,3% coton 33,4% soie\",4\n10% cotton,5\n",
     "1:0 2:0 4:0"},
    {"each part for itself", "",
     "material,id\nOuter: 100% cotton; Lining: 60% viscose 40% polyester,1\n"
     "Outer: 90% cotton; Lining: 10% viscose,2\nOberstoff 100% Wolle Futter 100% Viskose,3\n"
     "\"Wool: 80%, Cashmere: 20%\",4\n\"Wool 80%, cashmere\",5\n",
     "1:0 4:0"},
    {"shares in brackets are shares of a share", "",
     "material,id\n100% polyester (50% recycled),1\n\"80% wool (of which 20% recycled), 20% "
     "silk\",2\n"
     "cotton,3\n,4\n%60 Pamuk %40 Polyester,5\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kPercentSumDetector;
constinit const DetectorType kPercentSumDetector = {
    .name = "percent_sum",
    .method = Method::kValidation,
    .scope = Scope::kValue,
    .summary = "The percentages of a composition do not add up to 100.",
    .details =
        "A part ends where its sum is 100, and where a label with a colon begins the next one "
        "(Lining: …). Percentages in brackets are shares of a share and do not count. The missing "
        "share of one material, and a number that is one slip away from the right one, are "
        "suggested. Cells without a percentage pass.",
    .codes = kEmitted,
    .params = kParams,
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay
