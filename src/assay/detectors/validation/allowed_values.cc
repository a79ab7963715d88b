// allowed_values: the value, or one of its parts, is not in the field's list.
#include <algorithm>
#include <mutex>
#include <unordered_map>

#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/near_strings.h"
#include "assay/detect/param_error.h"
#include "assay/detect/string_set.h"
#include "assay/detect/white_space.h"

namespace assay {
namespace {

constexpr size_t kMostShown = 8;

// What a writer varies without meaning another value: case, spaces and punctuation.
std::string Fold(std::string_view text) {
  std::string out;
  for (const char c : FoldCase(TidyWhiteSpace(text, false))) {
    if (std::string_view(" -_./'").find(c) == std::string_view::npos) out.push_back(c);
  }
  return out;
}

class AllowedValuesDetector final : public ValueDetector {
 public:
  AllowedValuesDetector(const std::vector<std::string>& values, bool ignore_case,
                        std::string separators)
      : values_(values),
        ignore_case_(ignore_case),
        separators_(std::move(separators)),
        set_(ignore_case ? FoldedCase(values) : values) {}

  bool Flags(std::string_view value) const override {
    if (IsBlank(value)) return false;
    if (separators_.empty()) return !IsAllowed(value);
    bool wrong = false;
    ForEachPart(value, [&](std::string_view part) { wrong |= !IsAllowed(part); });
    return wrong;
  }

  Evidence Explain(std::string_view value) const override {
    std::string first, repaired;
    bool repairable = true;
    if (separators_.empty()) {
      first = value;
      repaired = Nearest(value);
      repairable = !repaired.empty();
    } else {
      repairable = RepairParts(value, &first, &repaired);
    }
    Evidence evidence = MakeEvidence(
        Code::kValueNotAllowed, repairable ? 0.9 : 0.85,
        Excerpt(first) + " is not among the values that the field allows.", Expected());
    if (repairable) Suggest(std::move(repaired), &evidence);
    return evidence;
  }

 private:
  static std::vector<std::string> FoldedCase(std::vector<std::string> values) {
    for (std::string& value : values) value = FoldCase(value);
    return values;
  }

  bool IsAllowed(std::string_view value) const {
    return ignore_case_ ? set_.Contains(FoldCase(value)) : set_.Contains(value);
  }

  template <typename Visit>
  void ForEachPart(std::string_view value, Visit visit) const {
    for (;;) {
      const size_t end = value.find_first_of(separators_);
      visit(TrimWhiteSpace(value.substr(0, end)));
      if (end == std::string_view::npos) return;
      value.remove_prefix(end + 1);
    }
  }

  // The allowed value that was meant, or "".
  std::string Nearest(std::string_view value) const {
    if (value.size() > 2 * set_.longest() + 16) return "";
    // Made when it is first needed: most runs have no use for it.
    std::call_once(meant_once_, [&] { meant_ = std::make_unique<Meant>(values_); });
    const std::string folded = Fold(value);
    const auto found = meant_->by_fold.find(folded);
    if (found != meant_->by_fold.end()) {
      // "n/a" is not meant to be NA: of short values only the case may differ.
      const bool same = FoldCase(TrimWhiteSpace(value)) == FoldCase(found->second);
      return folded.size() < 3 && !same ? "" : found->second;
    }
    const int near = meant_->near.Find(folded);
    return near < 0 ? "" : values_[static_cast<size_t>(near)];
  }

  // Puts the allowed value in place of each wrong part; false when one has none that is near.
  bool RepairParts(std::string_view value, std::string* first, std::string* repaired) const {
    bool repairable = true;
    const char* copied = value.data();
    ForEachPart(value, [&](std::string_view part) {
      if (IsAllowed(part)) return;
      if (first->empty()) *first = part;
      const std::string nearest = Nearest(part);
      repairable &= !nearest.empty();
      repaired->append(copied, part.data());
      *repaired += nearest;
      copied = part.data() + part.size();
    });
    repaired->append(copied, value.data() + value.size());
    return repairable;
  }

  std::string Expected() const {
    std::string list = "one of ";
    for (size_t i = 0; i < std::min(values_.size(), kMostShown); ++i)
      list += (i == 0 ? "" : ", ") + values_[i];
    return values_.size() > kMostShown ? fmt::format("{} … ({} values)", list, values_.size())
                                       : list;
  }

  // What a wrong value may have meant.
  struct Meant {
    explicit Meant(const std::vector<std::string>& values) : near(FoldedAll(values)) {
      for (const std::string& value : values) by_fold.emplace(Fold(value), value);
    }
    static std::vector<std::string> FoldedAll(std::vector<std::string> values) {
      for (std::string& value : values) value = Fold(value);
      return values;
    }
    std::unordered_map<std::string, std::string> by_fold;
    NearStrings near;
  };

  std::vector<std::string> values_;
  bool ignore_case_;
  std::string separators_;
  StringSet set_;
  mutable std::once_flag meant_once_;
  mutable std::unique_ptr<Meant> meant_;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params& params, const DetectorContext& context,
                                            std::string*) {
  const std::vector<std::string>& values = params.GetList("values");
  if (values.empty()) return ParamError(context, params, "values", "'values' is an empty list");
  const std::string& separators = params.GetString("separators");
  if (!IsAscii(separators)) {
    return ParamError(context, params, "separators",
                      "'separators' holds a character that is not ASCII");
  }
  return std::unique_ptr<ValueDetector>(
      std::make_unique<AllowedValuesDetector>(values, params.GetBool("ignore_case"), separators));
}

constexpr Code kEmitted[] = {Code::kValueNotAllowed};

constexpr ParamSpec kParams[] = {
    {"values", ParamKind::kStringList, "All values that the field may have.", "", true},
    {"ignore_case", ParamKind::kBool, "Whether letters may be in either case.", "false"},
    {"separators", ParamKind::kString,
     "Characters that separate the parts of a cell with several values; each part must be allowed.",
     "''"},
};

constexpr Example kExamples[] = {
    {"near values are suggested", "values: [XS, S, M, L, XL, One Size]",
     "size,id\nM,1\nm,2\nONE-SIZE,3\n42,4\n,5\nXL,6\n", "1:0 2:0 3:0"},
    {"either case", "{values: [red, green, blue], ignore_case: true}",
     "color,id\nRed,1\nGREEN,2\ngreeen,3\n", "2:0"},
    {"several values in a cell", "{values: [S, M, L], separators: ',;'}",
     "sizes,id\n\"S, M\",1\nS;M;L,2\n\"S,,L\",3\n\"S,XL\",4\n", "2:0 3:0"},
};

}  // namespace

extern constinit const DetectorType kAllowedValuesDetector;
constinit const DetectorType kAllowedValuesDetector = {
    .name = "allowed_values",
    .method = Method::kValidation,
    .scope = Scope::kValue,
    .summary = "A value is not in the list of its field.",
    .details =
        "A value that differs from an allowed one in case, spaces or punctuation, or by a small "
        "edit "
        "distance, is flagged with that one as suggestion. Empty cells are left to `empty`.",
    .codes = kEmitted,
    .params = kParams,
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay
