// unexpected_missing: a cell is empty in a column that is nearly always filled.
#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/meant_blanks.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr uint64_t kLeastRows = 20;
constexpr double kMostEmpty = 0.12;
constexpr double kEmptyOnPurpose = 0.4;  // factor where the table says why cells are empty

class UnexpectedMissingDetector final : public ValueDetector {
 public:
  UnexpectedMissingDetector(double probability, double filled)
      : probability_(probability), filled_(filled) {}

  bool Flags(std::string_view value) const override { return value.empty(); }

  Evidence Explain(std::string_view) const override {
    return MakeEvidence(
        Code::kUnexpectedMissing, probability_,
        fmt::format("{} of the rows have a value in this column.", PercentText(filled_)),
        "a value");
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

bool IsMeant(const TableProfile& table, const EncodedSample& sample, uint32_t column) {
  return IsReading(table, column) || AreLeftAtWill(table, column) ||
         AreBlankTogether(sample, column) || DoesAValueMeanBlank(sample, column) ||
         AreOfFewGroups(sample, column);
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
  const bool meant = IsMeant(*context.table, *context.sample, context.column_index);
  return std::unique_ptr<ValueDetector>(std::make_unique<UnexpectedMissingDetector>(
      ProbabilityOf(column) * (meant ? kEmptyOnPurpose : 1), filled));
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
    {"rows without a contact, in two columns", "",
     "phone,contact,id\n11,Ann,1\n12,Bo,2\n13,Cy,3\n,,4\n15,Di,5\n16,Ed,6\n17,Flo,7\n18,Gus,8\n19,"
     "Hal,9\n,,10\n"
     "21,Ida,11\n22,Jo,12\n23,Kim,13\n24,Lu,14\n25,Mo,15\n26,Ned,16\n27,Oz,17\n,,18\n29,Pia,19\n30,"
     "Ray,20\n"
     "31,Sue,21\n32,Tom,22\n33,Una,23\n34,Vic,24\n35,Wes,25\n36,Xu,26\n37,Yan,27\n38,Zoe,28\n,,"
     "29\n40,Abe,30\n"
     "41,Bea,31\n42,Cal,32\n43,Dee,33\n44,Eli,34\n45,Fay,35\n46,Gil,36\n",
     ""},
    {"readings beside a column without gaps", "",
     "celsius,id\n"
     "4.1,1\n4.2,2\n4.4,3\n4.5,4\n4.9,5\n,6\n5.2,7\n5.3,8\n5.1,9\n5.6,10\n5.8,11\n6.0,12\n6.1,13\n"
     "6.3,14\n6.2,15\n6.6,16\n6.7,17\n6.9,18\n7.0,19\n7.1,20\n7.4,21\n7.3,22\n7.7,23\n7.8,24\n",
     ""},
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
        "surer a gap is a mistake. It is hardly one where another column is empty in the same rows "
        "or has one value in them that it has in no others, nor in a column of readings or dates, "
        "unless every column has gaps.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay
