// mixed_format: a column writes the same kind of thing in two formats, both of them often.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/shape.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr double kLeastBoth = 0.98;   // share of rows of the two formats together
constexpr double kLeastMinor = 0.02;  // of the rarer one; below that its values are single slips
constexpr double kMostMinor = 0.35;
constexpr uint64_t kLeastRows = 30;
constexpr uint64_t kLeastDistinct = 20;
constexpr double kProbability = 0.6;

// Whether values of this coarse shape are codes, dates or numbers with signs, not words: digits and
// at least one sign between.
bool IsStructured(std::string_view coarse) {
  const bool digits = coarse.find('9') != std::string_view::npos;
  const bool signs = coarse.find_first_of("-/.:") != std::string_view::npos;
  return digits && signs && std::count(coarse.begin(), coarse.end(), '9') >= 2;
}

// The shape without its signs: "9-9-9" and "9/9/9" say the same in two ways.
std::string WithoutSigns(std::string_view coarse) {
  std::string kept;
  for (const char c : coarse) kept.push_back(c == 'A' || c == 'a' || c == '9' ? c : '|');
  return kept;
}

class MixedFormatDetector final : public ColumnDetector {
 public:
  MixedFormatDetector(Evidence evidence, std::string minor)
      : evidence_(std::move(evidence)), minor_(std::move(minor)) {}
  std::optional<Evidence> Check() const override { return evidence_; }
  bool Affects(std::string_view value) const override {
    return CoarseShape(ShapeOf(value)) == minor_;
  }

 private:
  Evidence evidence_;
  std::string minor_;
};

// Coarse shapes of the column, most frequent first.
std::vector<Counted> CoarseShapes(const ColumnProfile& column, uint64_t* rows) {
  std::vector<Counted> coarse;
  for (const Counted& shape : column.shapes)
    coarse.push_back({CoarseShape(shape.text), shape.count});
  std::sort(coarse.begin(), coarse.end(),
            [](const Counted& a, const Counted& b) { return a.text < b.text; });
  size_t kept = 0;
  for (size_t i = 0; i < coarse.size(); ++i) {
    *rows += coarse[i].count;
    if (kept > 0 && coarse[kept - 1].text == coarse[i].text) {
      coarse[kept - 1].count += coarse[i].count;
    } else if (kept++ != i) {
      coarse[kept - 1] = std::move(coarse[i]);
    }
  }
  coarse.resize(kept);
  std::sort(coarse.begin(), coarse.end(), [](const Counted& a, const Counted& b) {
    return a.count != b.count ? a.count > b.count : a.text < b.text;
  });
  return coarse;
}

Result<std::unique_ptr<ColumnDetector>> Make(const Params&, const DetectorContext& context,
                                             std::string* skip_reason) {
  const ColumnProfile& column = *context.profile;
  *skip_reason = "the values have one format, or many";
  uint64_t rows = 0;
  const std::vector<Counted> coarse = CoarseShapes(column, &rows);
  if (coarse.size() < 2 || rows < kLeastRows || column.distinct < kLeastDistinct) {
    return std::unique_ptr<ColumnDetector>();
  }
  const Counted &major = coarse[0], &minor = coarse[1];
  const double all = static_cast<double>(rows), share = static_cast<double>(minor.count) / all;
  if (static_cast<double>(major.count + minor.count) < kLeastBoth * all || share < kLeastMinor ||
      share > kMostMinor || !IsStructured(major.text) || !IsStructured(minor.text) ||
      WithoutSigns(major.text) != WithoutSigns(minor.text)) {
    return std::unique_ptr<ColumnDetector>();
  }
  return std::unique_ptr<ColumnDetector>(std::make_unique<MixedFormatDetector>(
      MakeEvidence(Code::kMixedFormat, kProbability,
                   fmt::format("{} of the values are written like {}, {} like {}.",
                               PercentText(static_cast<double>(major.count) / all),
                               Excerpt(major.text), PercentText(share), Excerpt(minor.text)),
                   major.text),
      minor.text));
}

constexpr Code kEmitted[] = {Code::kMixedFormat};

constexpr Example kExamples[] = {
    {"dates with two separators", "",
     "day\n2024-01-01\n2024-01-02\n2024-01-03\n2024-01-04\n2024/01/"
     "05\n2024-01-06\n2024-01-07\n2024-01-08\n"
     "2024-01-09\n2024-01-10\n2024-01-11\n2024-01-12\n2024/01/"
     "13\n2024-01-14\n2024-01-15\n2024-01-16\n"
     "2024-01-17\n2024-01-18\n2024-01-19\n2024-01-20\n2024-01-21\n2024-01-22\n2024-01-23\n2024-01-"
     "24\n"
     "2024-01-25\n2024-01-26\n2024-01-27\n2024-01-28\n2024-01-29\n2024-01-30\n",
     "4:0 12:0"},
    {"one way to write dates", "", "day\n2024-01-01\n2024-01-02\n2024-01-03\n", ""},
};

}  // namespace

extern constinit const DetectorType kMixedFormatDetector;
constinit const DetectorType kMixedFormatDetector = {
    .name = "mixed_format",
    .method = Method::kPattern,
    .scope = Scope::kColumn,
    .summary = "A column writes the same kind of thing in two formats, both of them often.",
    .details =
        "Two coarse shapes cover 98 % of the column and differ in their signs alone, such as dates "
        "with '-' and with '/'. The cells of the rarer format are affected.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_column = Make,
};

}  // namespace assay
