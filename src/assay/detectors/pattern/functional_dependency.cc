// functional_dependency: a cell that breaks what the other rows show (zip code → city), found by
// the votes of all dependencies learned from the table itself.
#include <algorithm>
#include <atomic>
#include <set>

#include <fmt/format.h>

#include "assay/base/hash.h"
#include "assay/base/sigmoid.h"
#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/profile/dependency_features.h"
#include "assay/profile/dependency_parts.h"
#include "assay/profile/dependency_signs.h"
#include "assay/profile/derived_judge.h"
#include "assay/profile/joint_blanks.h"
#include "assay/profile/spelling_distance.h"
#include "assay/profile/spelling_rivals.h"
#include "assay/profile/table_profile.h"
#include "assay/profile/usual_blanks.h"

namespace assay {
namespace {

constexpr uint32_t kNone = ValueIndex::kNone;
constexpr double kLeastConfidence = 0.2;
constexpr double kLoose = 0.5;          // at most, where many rows of the group differ
constexpr double kMostLoose = 0.8;      // of the group's other rows agree
constexpr uint32_t kLeastLoose = 10;    // other rows
constexpr double kExceptional = 0.3;    // at most, for a value that breaks as no mistake does
constexpr double kExplained = 0.01;     // of the odds, where the row explains a blank
constexpr double kUnsure = 0.2;         // of the odds, where a dependency hardly asks for a value
constexpr double kLeastAccuracy = 0.7;  // of a dependency that asks for a value
constexpr size_t kUsualMessage = 160;   // bytes

// Weights of a logistic regression from the features of a blamed cell, in their order, to the
// probability that it is wrong: learned from public tables (those whose licence allows it) with
// known and with injected errors.
constexpr double kBias = -4.992;
constexpr BlameFeatures kWeights = {
    -0.110, 1.842,  -0.793, -8.905, 1.593,  0.474,  1.756,  1.896,  1.154, -0.141, 0.561,
    -1.366, 0.811,  -0.383, 0.747,  0.316,  0.139,  -2.561, -3.206, 0.603, -0.299, 1.669,
    -1.075, 1.059,  -0.519, 4.984,  -0.386, -0.379, -0.565, 0.009,  0.687, -0.623, -0.194,
    1.936,  -5.826, -7.059, -0.765, 1.458,  -1.590, 0.290,  1.460,  1.143, 1.468};

// The probability that the described cell is wrong.
double Confidence(const BlameFeatures& features) {
  double sum = kBias;
  for (size_t i = 0; i < features.size(); ++i) sum += kWeights[i] * features[i];
  return Sigmoid(sum);
}

void AppendQuoted(std::string_view value, std::string* out) {
  constexpr size_t kMost = 40;
  out->push_back('\'');
  out->append(ReplaceIllFormed(value.substr(0, kMost))).append(value.size() > kMost ? "…" : "");
  out->push_back('\'');
}

void AppendOtherRows(const DependencyVote& vote, std::string* out) {
  out->append(vote.others == 1 ? "the only other row"
                               : fmt::format("{} of {} other rows", vote.agreeing, vote.others));
}

// What all dependencies know beside their model.
struct Surroundings {
  DerivedJudge derived;
  SpellingRivals rivals;
  std::vector<std::vector<JointBlank>> joint_blanks;  // by column
  std::vector<std::vector<UsualBlank>> usual_blanks;  // by column
  std::vector<double> left_out;                       // by column: OddsOfLeavingOut
  std::vector<std::set<uint32_t>> gathering;          // by column those in whose groups it is blank
  bool all_have_blanks = false;                       // columns: cells were lost by chance
  std::vector<std::string> names;
};

// A cell as a part has coded it: rows that are asked for share most cells with the last such row.
struct CodedCell {
  uint64_t part = 0;  // its number
  uint64_t hash = 0;
  uint32_t code = kNone;
  bool blank = false;
};

// Of one part among all that this process makes.
uint64_t NextPartNumber() {
  static std::atomic<uint64_t> last{0};
  return ++last;
}

// Dependencies that share columns.
class DependencyPart final : public RowDetector {
 public:
  DependencyPart(DependencyModel model, std::shared_ptr<const Surroundings> around)
      : model_(std::move(model)),
        around_(std::move(around)),
        derived_(around_->derived),
        joint_blanks_(around_->joint_blanks),
        names_(around_->names) {
    std::set<uint32_t> depends;
    for (uint32_t c = 0; c < model_.columns.size(); ++c) {
      if (!model_.columns[c].used) continue;
      reads_.push_back(c);
      depends.insert(c);
      for (const JointBlank& joint : joint_blanks_[c]) depends.insert(joint.column);
      for (const UsualBlank& usual : around_->usual_blanks[c]) depends.insert(usual.column);
      for (const DerivedColumn& derived : derived_.columns()) {  // asked whether it vouches
        if (derived.target == c) depends.insert(derived_.reads().begin(), derived_.reads().end());
      }
    }
    depends_.assign(depends.begin(), depends.end());
  }

  std::span<const uint32_t> Reads() const override { return depends_; }

  void Check(const RowView& row, RowEvidence* evidence) const override {
    thread_local DependencyRow coded;  // asked of every row of a table: the room is kept
    thread_local std::vector<CodedCell> last;
    coded.codes.assign(names_.size(), kNone);
    coded.blank.assign(names_.size(), 0);
    coded.sampled = row.IsSampled();
    last.resize(names_.size());
    for (const uint32_t c : reads_) {
      CodedCell& cell = last[c];
      const uint64_t hash = row.Hash(c);
      if (cell.part != number_ || cell.hash != hash)
        cell = {number_, hash, model_.columns[c].index.Find(hash), IsBlankValue(row.Value(c))};
      coded.blank[c] = cell.blank;
      coded.codes[c] = cell.code;
    }
    for (const DependencyBlame& blame : BlameCells(model_, coded)) {
      if (!blame.as_left_side && !IsVouched(row, blame.column)) Report(row, coded, blame, evidence);
    }
  }

 private:
  // A value that other cells of the row spell out is rare, not wrong.
  bool IsVouched(const RowView& row, uint32_t column) const {
    if (derived_.columns().empty()) return false;
    std::vector<std::string_view> cells;
    for (const uint32_t c : derived_.reads()) cells.push_back(row.Value(c));
    return derived_.Vouches(cells, column);
  }

  // By how much the row lowers the odds that a blank is a mistake: beside one that it usually goes
  // along with, or where the row explains it, it is rather meant; and what few rows keep asks for
  // no value.
  double OddsOfBlank(const RowView& row, const DependencyBlame& blame) const {
    double odds = around_->left_out[blame.column];
    for (const JointBlank& joint : joint_blanks_[blame.column]) {
      if (!IsBlankValue(row.Value(joint.column))) continue;
      odds = std::min(odds, joint.odds);
      break;
    }
    for (const UsualBlank& usual : around_->usual_blanks[blame.column]) {
      const bool explains = usual.value ? row.Hash(usual.column) == *usual.value
                                        : !IsBlankValue(row.Value(usual.column));
      if (explains) odds = std::min(odds, kExplained);
    }
    const double accuracy = model_.dependencies[blame.best.dependency].accuracy;
    const DependencyVote& vote = blame.best;
    const bool unsure = accuracy < kLeastAccuracy || vote.agreeing < kLeastAccuracy * vote.others ||
                        IsGathered(blame);
    if (!around_->all_have_blanks && unsure) odds = std::min(odds, kUnsure);
    return odds;
  }

  // Whether the rows of the dependency's left side leave the column out together.
  bool IsGathered(const DependencyBlame& blame) const {
    const Dependency& broken = model_.dependencies[blame.best.dependency];
    const Determinant& left = model_.determinants[broken.determinant];
    return std::any_of(left.columns.begin(), left.columns.begin() + left.size,
                       [&](uint32_t c) { return around_->gathering[blame.column].contains(c); });
  }

  void Report(const RowView& row, const DependencyRow& coded, const DependencyBlame& blame,
              RowEvidence* evidence) const {
    const bool blank = coded.blank[blame.column];
    const std::string_view value = row.Value(blame.column);
    const std::string& predicted = model_.texts[blame.column][blame.best.predicted];
    // A group may be wrong about one thing in most of its rows, and says no more of two frequent
    // spellings than their numbers of rows do.
    if (around_->rivals.IsWrongFor(blame.column, EncodedHash(predicted), row.Hash(blame.column)) ||
        around_->rivals.IsOnlyRarer(blame.column, row.Hash(blame.column), EncodedHash(predicted)))
      return;
    Evidence e;
    e.confidence = Confidence(
        DescribeBlame(model_, blame, coded.codes[blame.column], blank, value, predicted));
    if (blank) {
      const double odds = OddsOfBlank(row, blame);
      e.confidence = odds * e.confidence / (1 - e.confidence + odds * e.confidence);
    } else {
      e.confidence =
          std::max(e.confidence,
                   ConfidenceBySigns(model_, blame, coded.codes[blame.column], value, predicted));
    }
    if (!blank && IsLoose(blame) && !IsNearSpelling(predicted, value))
      e.confidence = std::min(e.confidence, kLoose);
    if (!blank && IsException(blame, coded.codes[blame.column]))
      e.confidence = std::min(e.confidence, kExceptional);
    if (e.confidence < kLeastConfidence) return;
    e.code = Code::kDependencyViolation;
    e.expected = predicted;
    e.suggestion = predicted;
    e.has_suggestion = true;
    e.message = Message(row, blame, predicted);
    e.beside = OnlyLeftSide(blame);
    evidence->Add(blame.column, std::move(e));
  }

  // Whether only one dependency speaks against the value, and a fifth of the group's rows or more
  // break it, too: an airline's flight is sold under other numbers, but a slip is near the right
  // value.
  static bool IsLoose(const DependencyBlame& blame) {
    const DependencyVote& vote = blame.best;
    return blame.broken == 1 && vote.others >= kLeastLoose &&
           vote.agreeing < kMostLoose * vote.others;
  }

  // Whether the value breaks the dependency as no mistake does.
  bool IsException(const DependencyBlame& blame, uint32_t value) const {
    const Dependency& broken = model_.dependencies[blame.best.dependency];
    return broken.exceptional.Find(value) != kNone ||
           broken.vouched.Find(MixCode(blame.best.group, value)) != kNone;
  }

  // The one column whose cell speaks against the blamed one, if it is one.
  std::optional<uint32_t> OnlyLeftSide(const DependencyBlame& blame) const {
    const Dependency& dependency = model_.dependencies[blame.best.dependency];
    const Determinant& left = model_.determinants[dependency.determinant];
    if (blame.broken != 1 || left.size != 1) return std::nullopt;
    return left.columns[0];
  }

  std::string Message(const RowView& row, const DependencyBlame& blame,
                      const std::string& predicted) const {
    const Dependency& dependency = model_.dependencies[blame.best.dependency];
    const Determinant& left = model_.determinants[dependency.determinant];
    std::string text;
    text.reserve(kUsualMessage);
    text.append("For ");
    for (uint32_t i = 0; i < left.size; ++i) {
      if (i > 0) text.append(" and ");
      text.append(names_[left.columns[i]]).push_back(' ');
      AppendQuoted(row.Value(left.columns[i]), &text);
    }
    text.append(", ");
    if (blame.best.respelled) {
      AppendOtherRows(blame.best, &text);
      text.append(" have ").append(names_[blame.column]).push_back(' ');
      AppendQuoted(predicted, &text);
      text.append(" or a spelling near it");
    } else {
      text.append(names_[blame.column]).append(" is ");
      AppendQuoted(predicted, &text);
      text.append(" in ");
      AppendOtherRows(blame.best, &text);
    }
    if (blame.broken > 1) text += fmt::format("; {} such dependencies agree", blame.broken);
    text.push_back('.');
    return text;
  }

  DependencyModel model_;
  std::shared_ptr<const Surroundings> around_;
  const DerivedJudge& derived_;
  const std::vector<std::vector<JointBlank>>& joint_blanks_;
  const std::vector<std::string>& names_;
  const uint64_t number_ = NextPartNumber();
  std::vector<uint32_t> reads_;    // what the dependencies need
  std::vector<uint32_t> depends_;  // and what derived columns and joint blanks need
};

class FunctionalDependencyDetector final : public RowDetector {
 public:
  FunctionalDependencyDetector(DependencyModel model, Surroundings surroundings) {
    const auto around = std::make_shared<const Surroundings>(std::move(surroundings));
    std::set<uint32_t> depends;
    for (DependencyModel& part : SplitModel(std::move(model))) {
      parts_.push_back(std::make_unique<DependencyPart>(std::move(part), around));
      const auto reads = parts_.back()->Reads();
      depends.insert(reads.begin(), reads.end());
    }
    depends_.assign(depends.begin(), depends.end());
  }

  std::span<const uint32_t> Reads() const override { return depends_; }
  std::span<const std::unique_ptr<RowDetector>> Parts() const override { return parts_; }

  void Check(const RowView& row, RowEvidence* evidence) const override {
    for (const auto& part : parts_) part->Check(row, evidence);
  }

 private:
  std::vector<std::unique_ptr<RowDetector>> parts_;
  std::vector<uint32_t> depends_;
};

std::vector<double> OddsOfLeavingOut(const EncodedSample& sample) {
  std::vector<double> odds;
  for (uint32_t c = 0; c < sample.columns.size(); ++c) odds.push_back(OddsOfLeavingOut(sample, c));
  return odds;
}

// Of the columns that dependencies join.
std::vector<std::set<uint32_t>> GatheringColumns(const EncodedSample& sample,
                                                 const DependencyModel& model) {
  std::set<std::pair<uint32_t, uint32_t>> joined;  // right side and a column of the left one
  for (const Dependency& dependency : model.dependencies) {
    if (sample.columns[dependency.rhs].filled == sample.rows) continue;
    const Determinant& left = model.determinants[dependency.determinant];
    for (uint32_t i = 0; i < left.size; ++i) joined.emplace(dependency.rhs, left.columns[i]);
  }
  std::vector<std::set<uint32_t>> gathering(sample.columns.size());
  for (const auto& [column, beside] : joined) {
    if (GatherBlanks(sample.columns[column], sample.columns[beside]))
      gathering[column].insert(beside);
  }
  return gathering;
}

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  const TableProfile& table = *context.table;
  if (table.columns.size() < 2 || table.sample.rows.size() < 8) {
    *skip_reason = "the table is too small to show dependencies between columns";
    return std::unique_ptr<RowDetector>();
  }
  DependencyModel model = LearnDependencies(*context.sample, DependencyOptions());
  if (model.dependencies.empty()) {
    *skip_reason = "no column determines another one";
    return std::unique_ptr<RowDetector>();
  }
  Surroundings around{*context.derived,
                      *context.rivals,
                      FindJointBlanks(*context.sample),
                      FindUsualBlanks(*context.sample),
                      OddsOfLeavingOut(*context.sample),
                      GatheringColumns(*context.sample, model),
                      AllHaveBlanks(*context.sample),
                      ColumnNames(table)};
  return std::unique_ptr<RowDetector>(
      std::make_unique<FunctionalDependencyDetector>(std::move(model), std::move(around)));
}

constexpr Code kEmitted[] = {Code::kDependencyViolation};

constexpr Example kExamples[] = {
    {"one row disagrees with all others of its code", "",
     "city,zip,phone\n"
     "Ulm,89073,0731\nUlm,89073,0731\nUlm,89073,0731\nUlm,89073,0731\nUlm,89073,0731\nUlm,89073,"
     "0731\n"
     "Ulm,89073,0731\nKiel,89073,0731\nUlm,89073,0731\nUlm,89073,0731\n"
     "Kiel,24103,0431\nKiel,24103,0431\nKiel,24103,0431\nKiel,24103,0431\nKiel,24103,0431\n"
     "Kiel,24103,0431\nKiel,24103,0431\nKiel,24103,0431\nKiel,24103,0431\nKiel,24103,0431\n"
     "Jena,07743,03641\nJena,07743,03641\nJena,07743,03641\nJena,07743,03641\nJena,07743,03641\n"
     "Jena,07743,03641\nJena,07743,03641\nJena,07743,03641\nJena,07743,03641\nJena,07743,03641\n",
     "7:0"},
    {"slips in a column that hardly varies", "",
     "state,zip\nal,35001\nal,35001\nal,35001\nal,35001\nal,35001\nal,35001\nal,35001\nal,35001\n"
     "al,35001\nal,35001\nal,35002\nal,35002\nal,35002\nal,35002\nxl,35002\nal,35002\nal,35002\n"
     "al,35002\nal,35002\nal,35002\nal,35003\nal,35003\nxl,35003\nal,35003\nal,35003\nal,35003\n"
     "al,35003\nal,35003\nal,35003\nal,35003\nal,35004\nal,35004\nal,35004\nal,35004\nal,35004\n"
     "al,35004\nal,35004\nal,35004\nal,35004\nal,35004\nal,35005\nal,35005\nal,35005\nal,35005\n"
     "al,35005\nal,35005\nal,35005\nxl,35005\nal,35005\nal,35005\nal,35006\nal,35006\nal,35006\n"
     "al,35006\nal,35006\nal,35006\nal,35006\nal,35006\nal,35006\nal,35006\nak,99501\nak,99501\n"
     "ak,99501\nak,99501\n",
     "14:0 22:0 47:0"},
    {"columns that do not determine each other", "",
     "size,color\nS,red\nM,red\nL,blue\nS,blue\nM,green\nL,green\nS,red\nM,blue\nL,red\nS,green\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kFunctionalDependencyDetector;
constinit const DetectorType kFunctionalDependencyDetector = {
    .name = "functional_dependency",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "A cell breaks a dependency between columns that the other rows keep.",
    .details =
        "Learns which columns (and pairs and triples of columns) predict another one when the row "
        "itself is "
        "left out. In a row, every such dependency votes for or against its cells; the broken "
        "ones are explained by as few wrong cells as possible, so a wrong left side is not "
        "blamed on the right one. A value that is nowhere the usual one and stands in many groups "
        "alike counts for little, as an exception of its own kind, and so does one that another "
        "column of its row bears out, where that is so of nearly all exceptions. So do numbers "
        "whose exceptions gather where the "
        "dependency does not hold at all, as in some years. A blank counts "
        "for "
        "less beside one that it usually goes along with, beside a value (a source) that nearly "
        "always leaves the column out, beside a column that says the same, where more than 13 % of "
        "the rows leave the column out, and where less than "
        "70 % of the rows keep the dependency, unless every column has gaps.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay
