// duplicate_conflict: rows about the same thing, entered more than once in somewhat different
// spelling, disagree on a fact; the less supported value is flagged.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "assay/base/sigmoid.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/marked_cells.h"
#include "assay/profile/row_conflicts.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 20;
constexpr double kLeastConfidence = 0.2;

// Weights of a logistic regression from the features of a conflict, in their order, to the
// probability that somebody is wrong: learned from tables that were drawn at random, with and
// without mistakes, facts that change, events and branches, and from public tables presumed clean.
constexpr double kBias = 3.036;
constexpr ConflictFeatures kWeights = {0.549, 1.204,  -0.883, -3.877, 4.308,  -2.077, -3.674,
                                       0.383, -0.019, 0.958,  0.143,  -1.164, -0.397, -0.086,
                                       -3.62, 0.067,  0.507,  -5.727, 0};
// Which of two even sides it is: the one whose value is another thing's, too, and goes less with
// what else its row says, and whose row is written less as others are.
constexpr double kCopiedTells = 1.75, kSupportTells = 1.297, kCarelessTells = 0.7;
// What the rows of a thing say differently more often than this is hardly a fact of it: the speaker
// of a phrase that two people say. Least of all what nearly half of the pairs differ in: when it
// was said.
constexpr double kMostDiffering = 0.25, kMostOfNoFact = 0.85;
constexpr double kNearlyHalf = 0.4, kMostOfNearlyHalf = 0.6;
// From where on it is clear who is wrong.
constexpr double kClear = 0.985;
constexpr double kHardlyDiffers = 0.1, kSeldomDiffers = 0.2;  // of the matching pairs
constexpr double kAgreed = 0.6, kAgreedOnNearlyAll = 0.9;     // of what random rows differ in
constexpr double kUsuallyFurther = 0.5;  // differences that other pairs have and these do not
constexpr double kHardlyLasts = 0.1;
constexpr double kTwiceAsMany = 1, kCarelessRow = 1, kSupported = 3;

double LearnedConfidence(const ConflictFeatures& features) {
  const bool even = features[kEvenSides] > 0;
  double sum = kBias;
  for (size_t i = 0; i < features.size(); ++i)
    sum += kWeights[i] *
           (even && (i == kCopied || i == kSupport) ? std::abs(features[i]) : features[i]);
  if (!even) return Sigmoid(sum);
  return Sigmoid(sum) *
         Sigmoid(kCopiedTells * features[kCopied] + kSupportTells * features[kSupport] +
                 kCarelessTells * features[kCareless]);
}

// Whether the rows are one thing whose other facts they agree on, and nothing says that this fact
// changed or that the other side is wrong.
bool IsOneThing(const ConflictFeatures& f) {
  return f[kAgreement] >= kAgreed && f[kBeyond] <= 0 && f[kBeyond] >= -kUsuallyFurther &&
         f[kThirdSide] == 0 && f[kLasts] <= kHardlyLasts && f[kCopied] >= 0 && f[kSupport] >= 0 &&
         f[kCareless] >= 0;
}

// Whether a fact that hardly ever differs is told by a majority, by the row that is written with
// more care or, where the rows agree on nearly all else, by the value of another thing or by what
// goes with the rest of the row.
bool IsClear(const ConflictFeatures& f) {
  if (!IsOneThing(f)) return false;
  const bool fact = f[kDiffering] <= kHardlyDiffers;
  if (f[kEvenSides] == 0) return fact && f[kVotes] >= kTwiceAsMany;
  if (fact && f[kCareless] >= kCarelessRow) return true;
  if (f[kAgreement] < kAgreedOnNearlyAll) return false;
  return (fact && f[kCopied] > 0) || (f[kDiffering] <= kSeldomDiffers && f[kSupport] >= kSupported);
}

double ConfidenceOf(const ConflictFeatures& features) {
  if (IsClear(features)) return kClear;
  const double confidence = LearnedConfidence(features);
  if (features[kDiffering] > kNearlyHalf) return std::min(confidence, kMostOfNearlyHalf);
  return features[kDiffering] > kMostDiffering ? std::min(confidence, kMostOfNoFact) : confidence;
}

class Reporter {
 public:
  Reporter(const EncodedSample& sample, const TableProfile& table, const RowTexts& texts)
      : sample_(sample), table_(table), texts_(texts) {}

  void Report(const RowConflict& conflict, MarkedCells* marked) const {
    const double confidence = ConfidenceOf(conflict.features);
    if (confidence < kLeastConfidence) return;
    const uint32_t column = texts_.columns()[conflict.at].column;
    const EncodedColumn& source = sample_.columns[column];
    const std::string meant(source.values[source.codes[conflict.right[0]]]);
    Evidence e = MakeEvidence(Code::kEntityConflict, confidence, Why(conflict, column, meant),
                              std::string(meant));
    Suggest(std::string(meant), &e);
    for (const uint32_t row : conflict.rows) marked->Mark(table_.sample.rows[row], column, e);
  }

 private:
  std::string Why(const RowConflict& conflict, uint32_t column, const std::string& meant) const {
    std::string rows;
    for (const uint32_t row : conflict.right)
      rows += fmt::format("{}{}", rows.empty() ? "" : ", ", table_.sample.rows[row]);
    const bool one = conflict.right.size() == 1;
    const std::string about = conflict.rows.size() < conflict.right.size()
                                  ? fmt::format("{} of {} rows about the same thing",
                                                conflict.right.size(), conflict.thing_rows)
                              : one ? "Another row about the same thing"
                                    : "Other rows about the same thing";
    return fmt::format("{} (row{} {}) {} {} {}; the column differs in {} of such pairs.", about,
                       one ? "" : "s", rows, one ? "has" : "have", table_.columns[column].name,
                       Excerpt(meant), PercentText(conflict.features[kDiffering]));
  }

  const EncodedSample& sample_;
  const TableProfile& table_;
  const RowTexts& texts_;
};

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  const TableProfile& table = *context.table;
  *skip_reason = "no rows are about the same thing in other spelling";
  if (table.sample.rows.size() < kLeastRows || table.columns.size() < 2)
    return std::unique_ptr<RowDetector>();
  const RowTexts texts(*context.sample);
  const DuplicateRows duplicates = FindDuplicateRows(*context.sample, texts);
  if (duplicates.clusters.empty()) return std::unique_ptr<RowDetector>();
  auto marked = std::make_unique<MarkedCells>();
  const Reporter reporter(*context.sample, table, texts);
  for (const RowConflict& conflict : FindRowConflicts(*context.sample, texts, duplicates))
    reporter.Report(conflict, marked.get());
  if (marked->empty()) return std::unique_ptr<RowDetector>();
  return std::unique_ptr<RowDetector>(std::move(marked));
}

constexpr Code kEmitted[] = {Code::kEntityConflict};

constexpr Example kExamples[] = {
    {"one person entered twice, with the phone of somebody else", "",
     "name,address,phone,born\n"
     "Adele Brinkman,11 Harbour street,5550000,1930\n"
     "Adee Brinkman,11 Harbour st,5550000,1930\n"
     "Bruno Castell,12 Mill street,5557919,1967\n"
     "Clara Dorning,13 Orchard street,5565838,1944\n"
     "Clara Dorning,13 Orchard st,5652947,1944\n"
     "Dario Eastwick,14 Station street,5573757,1981\n"
     "Elsa Fairburn,15 Garden street,5581676,1958\n"
     "Els Fairburn,15 Garden st,5581676,1958\n"
     "Felix Grantham,16 Castle street,5589595,1935\n"
     "Greta Hollis,17 Market street,5597514,1972\n"
     "Greta Hollis,17 Market st,5597514,1972\n"
     "Hugo Ingram,18 Chapel street,5605433,1949\n"
     "Irma Jessop,19 Forest street,5613352,1986\n"
     "Irm Jessop,19 Forest st,5613352,1986\n"
     "Jonas Kettering,20 Bridge street,5621271,1963\n"
     "Karin Lambert,21 Meadow street,5629190,1940\n"
     "Karin Lambert,21 Meadow st,5629190,1940\n"
     "Lorenz Munford,22 Windmill street,5637109,1977\n"
     "Marta Northam,23 Quarry street,5645028,1954\n"
     "Mara Northam,23 Quarry st,5645028,1954\n"
     "Niels Oakley,24 Convent street,5652947,1931\n"
     "Olga Penrose,25 Summit street,5660866,1968\n"
     "Olga Penrose,25 Summit st,5660866,1968\n"
     "Pavel Quimby,26 Abbey street,5668785,1945\n"
     "Rosa Ridley,27 Juniper street,5676704,1982\n"
     "Ros Ridley,27 Juniper st,5676704,1982\n"
     "Stefan Thorpe,28 Lantern street,5684623,1959\n",
     "4:2"},
    {"no two rows are alike", "",
     "name,town\nAnn,Ulm\nBob,Kiel\nEve,Jena\nAnn,Kiel\nBob,Ulm\nEve,Ulm\nAnn,Jena\nBob,Jena\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kDuplicateConflictDetector;
constinit const DetectorType kDuplicateConflictDetector = {
    .name = "duplicate_conflict",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "Rows about the same thing, written somewhat differently, disagree on this value.",
    .details =
        "Rows that share rare words or codes are compared column by column; the patterns of "
        "agreement tell which are entered twice (Fellegi and Sunter); names of which each has a "
        "usual "
        "word that the other lacks are those of two things. Where such rows disagree, a "
        "learned model weighs the votes, how often the column differs anyway, whether the change "
        "lasts in the order of a date beside it, other differences of the rows, and, of two rows, "
        "whose value another thing has too, what else the rows say or which row misspells its "
        "words. Nearly sure where rows that agree on the rest differ in what hardly ever differs, "
        "and one such sign tells which is wrong. Stays silent where alike rows are variants, "
        "versions or a series. In a table "
        "larger "
        "than the sample (50,000 rows; 16,000 where there are more than 500,000) only sampled rows "
        "are compared.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay
