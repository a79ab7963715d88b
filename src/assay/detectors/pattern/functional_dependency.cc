// functional_dependency: a cell that breaks what the other rows show (zip code → city), found by the
// votes of all dependencies learned from the table itself.
#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/profile/dependency_vote.h"
#include "assay/profile/spelling_distance.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr uint32_t kNone = ValueIndex::kNone;
constexpr double kLeastConfidence = 0.4;

// Weights of a logistic regression from features of a blamed cell to the probability that it is wrong.
// Learned on tables with errors that were injected into public data; figures in docs/guide/discovery.md.
struct Weights {
  double logit = 0.265, agreeing = 0.576, alone = -0.813, same_share = -5.987, accuracy = -1.359,
         lift = 4.204, singles = 2.079, broken_share = 3.466, broken = 0.348, for_weight = 0.022,
         against_weight = -0.54, ratio = 1.447, rival = -0.527, left_broken = 0.286, left_kept = 0.342,
         frequency = -0.128, rare = -0.169, distinct = -2.597, similar = 0.841, near = -0.337,
         near_and_rare = 2.002, blank = 3.911, group_blanks = -7.186, column_blanks = -12.45,
         pair = -0.486, coverage = 2.302, respelled = 0.364, bias = -11.158;
};
constexpr Weights kWeights;

double Logit(double p) { return std::log(p / (1 - p)); }

// The probability that the blamed cell is wrong. `value` is the cell, `predicted` what it should be.
double Confidence(const DependencyModel& model, const DependencyBlame& blame, uint32_t own, bool blank,
                  std::string_view value, std::string_view predicted) {
  const Weights& w = kWeights;
  const DependencyVote& vote = blame.best;
  const Dependency& d = model.dependencies[vote.dependency];
  const DependencyColumn& column = model.columns[blame.column];
  const double rows = model.rows, count = own == kNone ? 1 : std::max(1u, column.counts[own]);
  const double longest = static_cast<double>(std::max<size_t>(1, std::max(value.size(), predicted.size())));
  const uint32_t distance = SpellingDistance(value, predicted, 200);
  const uint32_t near_limit = std::clamp<uint32_t>(static_cast<uint32_t>(predicted.size() / 4), 1, 3);
  const double near = !blank && distance <= near_limit;
  const double rare = !blank && count <= vote.same + 1;
  const double votes = blame.broken + blame.kept;
  double sum = w.bias;
  sum += w.logit * std::clamp(Logit(std::clamp(vote.probability, 1e-4, 0.9999)), -2.0, 5.0);
  sum += w.agreeing * std::min(4.0, std::log1p(vote.agreeing)) + w.alone * (vote.same == 0);
  sum += w.same_share * vote.same / std::max(1u, vote.others);
  sum += w.accuracy * std::min(3.0, -std::log(1.001 - d.accuracy)) + w.lift * d.lift;
  sum += w.singles * (d.singles + 0.5) / (d.minority + 1.0);
  sum += w.broken_share * blame.broken / std::max(1.0, votes) + w.broken * std::min(4u, blame.broken);
  sum += w.for_weight * std::min(16.0, blame.for_weight) / 4;
  sum += w.against_weight * std::min(16.0, blame.against_weight) / 4;
  sum += w.ratio * blame.ratio + w.rival * blame.rival;
  sum += w.left_broken * std::min(16.0, blame.left_broken) / 4;
  sum += w.left_kept * std::min(16.0, blame.left_kept) / 4;
  if (!blank) sum += w.frequency * std::clamp(std::log(count / rows), -6.0, 0.0) + w.rare * rare;
  sum += w.distinct * column.distinct / std::max(1.0, static_cast<double>(column.filled));
  if (!blank) sum += w.similar * std::max(0.0, 1 - distance / longest - 0.5) * 2;
  sum += w.near * near + w.near_and_rare * near * rare + w.respelled * near * vote.respelled;
  if (blank) {
    sum += w.blank + w.group_blanks * vote.group_blanks / (vote.others + 1.0 + vote.group_blanks);
    sum += w.column_blanks * column.blanks / rows;
  }
  sum += w.pair * (model.determinants[d.determinant].size == 2) + w.coverage * d.judged / rows;
  return 1 / (1 + std::exp(-sum));
}

std::string Shorten(std::string_view value) {
  constexpr size_t kMost = 40;
  if (value.size() <= kMost) return std::string(value);
  return ReplaceIllFormed(value.substr(0, kMost)) + "…";
}

class FunctionalDependencyDetector final : public RowDetector {
 public:
  FunctionalDependencyDetector(DependencyModel model, std::vector<std::string> names)
      : model_(std::move(model)), names_(std::move(names)) {}

  void Check(const RowView& row, RowEvidence* evidence) const override {
    DependencyRow coded;
    coded.codes.assign(names_.size(), kNone);
    coded.blank.assign(names_.size(), 0);
    for (uint32_t c = 0; c < names_.size(); ++c) {
      if (!model_.columns[c].used) continue;
      const std::string_view value = row.Value(c);
      coded.blank[c] = IsBlankValue(value);
      coded.codes[c] = model_.columns[c].index.Find(EncodedHash(value));
    }
    for (const DependencyBlame& blame : BlameCells(model_, coded)) {
      if (!blame.as_left_side) Report(row, coded, blame, evidence);
    }
  }

 private:
  void Report(const RowView& row, const DependencyRow& coded, const DependencyBlame& blame,
              RowEvidence* evidence) const {
    const bool blank = coded.blank[blame.column];
    const std::string value(row.Value(blame.column));
    const std::string& predicted = model_.texts[blame.column][blame.best.predicted];
    Evidence e;
    e.confidence = Confidence(model_, blame, coded.codes[blame.column], blank, value, predicted);
    if (e.confidence < kLeastConfidence) return;
    e.code = Code::kDependencyViolation;
    e.expected = predicted;
    e.suggestion = predicted;
    e.has_suggestion = true;
    e.message = Message(row, blame, predicted);
    evidence->Add(blame.column, std::move(e));
  }

  std::string Message(const RowView& row, const DependencyBlame& blame,
                      const std::string& predicted) const {
    const Dependency& dependency = model_.dependencies[blame.best.dependency];
    const Determinant& left = model_.determinants[dependency.determinant];
    std::string given;
    for (uint32_t i = 0; i < left.size; ++i) {
      given += fmt::format("{}{} '{}'", i == 0 ? "" : " and ", names_[left.columns[i]],
                           Shorten(row.Value(left.columns[i])));
    }
    std::string text = blame.best.respelled
        ? fmt::format("For {}, {} of {} other rows have {} '{}' or a spelling near it", given,
                      blame.best.agreeing, blame.best.others, names_[blame.column], Shorten(predicted))
        : fmt::format("For {}, {} is '{}' in {} of {} other rows", given, names_[blame.column],
                      Shorten(predicted), blame.best.agreeing, blame.best.others);
    if (blame.broken > 1) text += fmt::format("; {} such dependencies agree", blame.broken);
    return text + ".";
  }

  DependencyModel model_;
  std::vector<std::string> names_;
};

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  const TableProfile& table = *context.table;
  if (table.columns.size() < 2 || table.sample.rows.size() < 8) {
    *skip_reason = "the table is too small to show dependencies between columns";
    return std::unique_ptr<RowDetector>();
  }
  DependencyModel model = LearnDependencies(EncodeSample(table.sample), DependencyOptions());
  if (model.dependencies.empty()) {
    *skip_reason = "no column determines another one";
    return std::unique_ptr<RowDetector>();
  }
  std::vector<std::string> names;
  for (const ColumnProfile& column : table.columns) names.push_back(column.name);
  return std::unique_ptr<RowDetector>(
      std::make_unique<FunctionalDependencyDetector>(std::move(model), std::move(names)));
}

constexpr Code kEmitted[] = {Code::kDependencyViolation};

constexpr Example kExamples[] = {
    {"one row disagrees with all others of its code", "",
     "city,zip,phone\n"
     "Ulm,89073,0731\nUlm,89073,0731\nUlm,89073,0731\nUlm,89073,0731\nUlm,89073,0731\nUlm,89073,0731\n"
     "Ulm,89073,0731\nKiel,89073,0731\nUlm,89073,0731\nUlm,89073,0731\n"
     "Kiel,24103,0431\nKiel,24103,0431\nKiel,24103,0431\nKiel,24103,0431\nKiel,24103,0431\n"
     "Kiel,24103,0431\nKiel,24103,0431\nKiel,24103,0431\nKiel,24103,0431\nKiel,24103,0431\n"
     "Jena,07743,03641\nJena,07743,03641\nJena,07743,03641\nJena,07743,03641\nJena,07743,03641\n"
     "Jena,07743,03641\nJena,07743,03641\nJena,07743,03641\nJena,07743,03641\nJena,07743,03641\n",
     "7:0"},
    {"columns that do not determine each other", "",
     "size,color\nS,red\nM,red\nL,blue\nS,blue\nM,green\nL,green\nS,red\nM,blue\nL,red\nS,green\n", ""},
};

}  // namespace

extern constinit const DetectorType kFunctionalDependencyDetector;
constinit const DetectorType kFunctionalDependencyDetector = {
    .name = "functional_dependency",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "A cell breaks a dependency between columns that the other rows keep.",
    .details = "Learns which columns (and pairs of columns) predict another one when the row itself is "
               "left out. In a row, every such dependency votes for or against its cells; the broken "
               "ones are explained by as few wrong cells as possible, so a wrong left side is not "
               "blamed on the right one.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay
