// unexpected_missing: a cell is empty in a column that is nearly always filled.
#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr uint64_t kLeastRows = 20;
constexpr double kMostEmpty = 0.12;

class UnexpectedMissingDetector final : public ValueDetector {
 public:
  UnexpectedMissingDetector(double probability, double filled)
      : probability_(probability), filled_(filled) {}

  bool Flags(std::string_view value) const override { return value.empty(); }

  Evidence Explain(std::string_view) const override {
    return MakeEvidence(
        Code::kUnexpectedMissing, probability_,
        fmt::format("{:.1f} % of the rows have a value in this column.", 100 * filled_), "a value");
  }

 private:
  double probability_;
  double filled_;
};

// Columns of few kinds of values (states, types) are rarely left empty on purpose; names, remarks
// and measurements often are. Shares of public tables; see docs/guide/patterns.md.
double ProbabilityOf(const ColumnProfile& column) {
  const double share = static_cast<double>(column.empty) / static_cast<double>(column.rows);
  const double kinds =
      static_cast<double>(column.distinct) / static_cast<double>(column.rows - column.empty);
  if (column.distinct <= 60 && kinds < 0.1) return share < 0.05 ? 0.75 : 0.7;
  if (kinds < 0.5) return share < 0.05 ? 0.65 : 0.55;
  return share < 0.05 ? 0.55 : 0.35;
}

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  const ColumnProfile& column = *context.profile;
  *skip_reason = "no cell is empty, or too many are";
  const auto rows = static_cast<double>(column.rows);
  if (column.rows < kLeastRows || column.empty == 0 ||
      static_cast<double>(column.empty) > kMostEmpty * rows) {
    return std::unique_ptr<ValueDetector>();
  }
  const double filled = 1 - static_cast<double>(column.empty) / rows;
  return std::unique_ptr<ValueDetector>(
      std::make_unique<UnexpectedMissingDetector>(ProbabilityOf(column), filled));
}

constexpr Code kEmitted[] = {Code::kUnexpectedMissing};

constexpr Example kExamples[] = {
    {"one state of many is missing", "",
     "state,id\nOhio,1\nOhio,2\nIowa,3\nIowa,4\nOhio,5\nOhio,6\n,7\nIowa,8\nOhio,9\nOhio,10\nIowa,"
     "11\n"
     "Ohio,12\nOhio,13\nIowa,14\nOhio,15\nOhio,16\nIowa,17\nOhio,18\nOhio,19\nIowa,20\nOhio,"
     "21\nIowa,22\n"
     "Ohio,23\nOhio,24\n",
     "6:0"},
    {"an optional column", "",
     "remark,id\n,1\n,2\nlate,3\n,4\n,5\n,6\nbroken,7\n,8\n,9\n,10\n,11\n,12\n,13\n,14\nold,15\n,"
     "16\n,17\n"
     ",18\n,19\n,20\n,21\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kUnexpectedMissingDetector;
constinit const DetectorType kUnexpectedMissingDetector = {
    .name = "unexpected_missing",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A cell is empty in a column that is nearly always filled.",
    .details =
        "At most 12 % of the cells may be empty. The fewer kinds of values the column has, the "
        "surer a gap is a mistake.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay
