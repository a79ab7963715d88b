// known_values: a rare value that the pack does not know, most likely meant to be one that it
// knows.
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/param_error.h"
#include "assay/detect/string_set.h"
#include "assay/detect/white_space.h"
#include "assay/profile/near_index.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr uint64_t kLeastUsual = 5;  // rows from which on an unknown value may be usual here
constexpr double kNear = 0.85, kFar = 0.55;

std::vector<std::string> Folded(const std::vector<std::string>& values) {
  std::vector<std::string> folded;
  for (const std::string& value : values) folded.push_back(FoldCase(value));
  return folded;
}

class KnownValuesDetector final : public ValueDetector {
 public:
  KnownValuesDetector(const std::vector<std::string>& values, double usual_share,
                      const ColumnProfile& column)
      : values_(values), known_(Folded(values)), column_(&column) {
    for (const std::string& value : Folded(values)) near_.Add(value);
    near_.Seal();
    usual_ = std::max(kLeastUsual,
                      static_cast<uint64_t>(usual_share * static_cast<double>(column.rows)));
  }

  bool Flags(std::string_view value) const override {
    if (IsBlank(value) || known_.Contains(FoldCase(TrimWhiteSpace(value)))) return false;
    return column_->CountOf(value) < usual_;
  }

  Evidence Explain(std::string_view value) const override {
    const NearIndex::Near near = near_.Nearest(FoldCase(TrimWhiteSpace(value)));
    const uint64_t count = column_->CountOf(value);
    Evidence e =
        MakeEvidence(Code::kUnknownValue, near.index == NearIndex::kNone ? kFar : kNear,
                     fmt::format("It is none of the {} known values, and stands in {} row{} only.",
                                 values_.size(), count, count == 1 ? "" : "s"));
    if (near.index != NearIndex::kNone) {
      e.expected = values_[near.index];
      Suggest(values_[near.index], &e);
    }
    return e;
  }

 private:
  std::vector<std::string> values_;
  StringSet known_;
  NearIndex near_;
  const ColumnProfile* column_;
  uint64_t usual_ = 0;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params& params, const DetectorContext& context,
                                            std::string*) {
  const std::vector<std::string>& values = params.GetList("values");
  if (values.empty()) return ParamError(context, params, "values", "'values' is an empty list");
  const double share = params.GetNumber("usual_share");
  if (!(share >= 0 && share <= 1)) {
    return ParamError(context, params, "usual_share", "'usual_share' is no number between 0 and 1");
  }
  static const ColumnProfile kNoProfile;
  const ColumnProfile& column = context.profile != nullptr ? *context.profile : kNoProfile;
  return std::unique_ptr<ValueDetector>(
      std::make_unique<KnownValuesDetector>(values, share, column));
}

constexpr Code kEmitted[] = {Code::kUnknownValue};

constexpr ParamSpec kParams[] = {
    {"values", ParamKind::kStringList, "Values that are known to be right, in any case.", "", true},
    {"usual_share", ParamKind::kNumber,
     "The share of rows from which on an unknown value counts as usual in this table.", "0.01"},
};

constexpr Example kExamples[] = {
    {"a misspelled colour and a usual one that the list lacks", "values: [black, white, navy]",
     "color,id\nblack,1\nWhite,2\nblakc,3\nteal,4\nteal,5\nteal,6\nteal,7\nteal,8\nnavy,9\n",
     "2:0"},
    {"known values in any case", "values: [black, white]", "color,id\nBlack,1\nWHITE,2\n,3\n", ""},
};

}  // namespace

extern constinit const DetectorType kKnownValuesDetector;
constinit const DetectorType kKnownValuesDetector = {
    .name = "known_values",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A rare value that the pack does not know.",
    .details =
        "Softer than allowed_values: a value that fills enough rows of the table is accepted "
        "though "
        "the pack does not list it. The nearest known spelling is suggested.",
    .codes = kEmitted,
    .params = kParams,
    .examples = kExamples,
    .needs_profile = true,
    .make_value = Make,
};

}  // namespace assay
