// column_empty: a column without a single value.
#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

class ColumnEmptyDetector final : public ColumnDetector {
 public:
  explicit ColumnEmptyDetector(uint64_t rows) : rows_(rows) {}
  std::optional<Evidence> Check() const override {
    return MakeEvidence(Code::kColumnEmpty, 0.5,
                        rows_ == 1
                            ? "The only row has no value in this column."
                            : fmt::format("None of the {} rows has a value in this column.", rows_),
                        "values");
  }
  // The cells themselves are as they are meant to be, or all are missing: no one of them is wrong.
  bool Affects(std::string_view) const override { return false; }

 private:
  uint64_t rows_;
};

Result<std::unique_ptr<ColumnDetector>> Make(const Params&, const DetectorContext& context,
                                             std::string* skip_reason) {
  const ColumnProfile& column = *context.profile;
  *skip_reason = "the column has values";
  if (column.rows == 0 || column.empty < column.rows) return std::unique_ptr<ColumnDetector>();
  return std::unique_ptr<ColumnDetector>(std::make_unique<ColumnEmptyDetector>(column.rows));
}

constexpr Code kEmitted[] = {Code::kColumnEmpty};

constexpr Example kExamples[] = {
    {"a column without values: a finding about the column, none about its cells", "",
     "note,id\n,1\n,2\n,3\n", ""},
    {"a column with a value", "", "note,id\n,1\nx,2\n,3\n", ""},
};

}  // namespace

extern constinit const DetectorType kColumnEmptyDetector;
constinit const DetectorType kColumnEmptyDetector = {
    .name = "column_empty",
    .method = Method::kPattern,
    .scope = Scope::kColumn,
    .summary = "A column without a single value.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_column = Make,
};

}  // namespace assay
