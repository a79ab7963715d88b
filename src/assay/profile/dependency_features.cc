// Features of a blamed cell; each is bounded, so that a linear model of them is.
#include "assay/profile/dependency_features.h"

#include <algorithm>
#include <cmath>

#include "assay/profile/decimal_mark.h"
#include "assay/profile/spelling_distance.h"

namespace assay {
namespace {

constexpr uint32_t kNone = ValueIndex::kNone;
constexpr double kMostWeight = 16;

double Logit(double p) { return std::log(p / (1 - p)); }
double Bounded(double weight) { return std::min(kMostWeight, weight) / 4; }

// Fills features by name.
class Describer {
 public:
  Describer(const DependencyModel& model, const DependencyBlame& blame)
      : model_(model),
        blame_(blame),
        vote_(blame.best),
        dependency_(model.dependencies[vote_.dependency]),
        column_(model.columns[blame.column]) {}

  BlameFeatures Describe(uint32_t own, bool blank, std::string_view value,
                         std::string_view predicted) {
    DescribeVote();
    DescribeBlames();
    if (blank) {
      At(BlameFeature::kBlank) = 1;
      At(BlameFeature::kBlankInGroup) =
          vote_.group_blanks / (vote_.others + 1.0 + vote_.group_blanks);
      At(BlameFeature::kBlankInColumn) = static_cast<double>(column_.blanks) / model_.rows;
    } else {
      DescribeValue(own, value, predicted);
    }
    return features_;
  }

 private:
  double& At(BlameFeature feature) { return features_[static_cast<size_t>(feature)]; }
  void DescribeVote();
  void DescribeBlames();
  void DescribeValue(uint32_t own, std::string_view value, std::string_view predicted);

  const DependencyModel& model_;
  const DependencyBlame& blame_;
  const DependencyVote& vote_;
  const Dependency& dependency_;
  const DependencyColumn& column_;
  BlameFeatures features_{};
};

void Describer::DescribeVote() {
  const double rows = model_.rows;
  At(BlameFeature::kLogit) =
      std::clamp(Logit(std::clamp(vote_.probability, 1e-4, 0.9999)), -2.0, 6.0);
  At(BlameFeature::kAgreeing) = std::min(5.0, std::log1p(vote_.agreeing));
  At(BlameFeature::kAlone) = vote_.same == 0;
  At(BlameFeature::kSameShare) = static_cast<double>(vote_.same) / std::max(1u, vote_.others);
  At(BlameFeature::kAccuracy) = std::min(6.0, -std::log(1.001 - dependency_.accuracy));
  At(BlameFeature::kLift) = dependency_.lift;
  At(BlameFeature::kNearShare) = dependency_.near_share;
  At(BlameFeature::kMinority) = std::log((dependency_.minority + 0.5) / (dependency_.judged + 1.0));
  At(BlameFeature::kSingles) = (dependency_.singles + 0.5) / (dependency_.minority + 1.0);
  At(BlameFeature::kPair) = model_.determinants[dependency_.determinant].size >= 2;
  At(BlameFeature::kCoverage) = dependency_.judged / rows;
  At(BlameFeature::kGroup) = std::min(6.0, std::log1p(vote_.others));
  At(BlameFeature::kRows) = std::min(10.0, std::log1p(rows));
  At(BlameFeature::kDistinct) =
      column_.distinct / std::max(1.0, static_cast<double>(column_.filled));
}

void Describer::DescribeBlames() {
  At(BlameFeature::kBrokenShare) = blame_.broken / std::max(1.0, 1.0 * blame_.broken + blame_.kept);
  At(BlameFeature::kBroken) = std::min(4u, blame_.broken);
  At(BlameFeature::kFor) = Bounded(blame_.for_weight);
  At(BlameFeature::kAgainst) = Bounded(blame_.against_weight);
  At(BlameFeature::kRatio) = blame_.ratio;
  At(BlameFeature::kRival) = blame_.rival;
  At(BlameFeature::kLeftBroken) = Bounded(blame_.left_broken);
  At(BlameFeature::kLeftKept) = Bounded(blame_.left_kept);
}

void Describer::DescribeValue(uint32_t own, std::string_view value, std::string_view predicted) {
  const double count = own == kNone ? 1 : std::max(1u, column_.counts[own]);
  const double predicted_count = column_.counts[vote_.predicted];
  const uint32_t distance = SpellingDistance(value, predicted, 200);
  const auto longest = static_cast<double>(std::max<size_t>({1, value.size(), predicted.size()}));
  const uint32_t near_limit =
      std::clamp<uint32_t>(static_cast<uint32_t>(predicted.size() / 4), 1, 3);
  const double near = distance <= near_limit, only_here = count <= vote_.same + 1;
  const double same = At(BlameFeature::kSameShare);
  const double own_shape = own == kNone ? 0 : column_.shape_share[own];
  const double shape =
      std::log((own_shape + 0.002) / (column_.shape_share[vote_.predicted] + 0.002));
  const double counts = std::clamp(std::log(predicted_count / count), -4.0, 4.0);
  const char mark = column_.decimal_mark;
  const double number =
      !std::isnan(ReadNumber(value, mark)) && !std::isnan(ReadNumber(predicted, mark));
  At(BlameFeature::kFrequency) = std::clamp(std::log(count / model_.rows), -8.0, 0.0);
  At(BlameFeature::kOnlyHere) = only_here;
  At(BlameFeature::kElsewhere) = (count - std::min(count, vote_.same + 1.0)) / count;
  At(BlameFeature::kKnown) = predicted_count > vote_.agreeing;
  At(BlameFeature::kSimilar) = std::max(0.0, 0.5 - distance / longest) * 2;
  At(BlameFeature::kNear) = near;
  At(BlameFeature::kNearOnlyHere) = near * only_here;
  At(BlameFeature::kNearSameShare) = near * same;
  At(BlameFeature::kNearOnlyHereSameShare) = near * only_here * same;
  At(BlameFeature::kNearRespelled) = near * vote_.respelled;
  At(BlameFeature::kShape) = shape;
  At(BlameFeature::kNearShape) = near * shape;
  At(BlameFeature::kCounts) = counts;
  At(BlameFeature::kNearCounts) = near * counts;
  At(BlameFeature::kNearNearShare) = near * dependency_.near_share;
  At(BlameFeature::kFarNearShare) = (1 - near) * dependency_.near_share;
  At(BlameFeature::kNumber) = number;
  At(BlameFeature::kNearNumber) = near * number;
}

}  // namespace

BlameFeatures DescribeBlame(const DependencyModel& model, const DependencyBlame& blame,
                            uint32_t own, bool blank, std::string_view value,
                            std::string_view predicted) {
  return Describer(model, blame).Describe(own, blank, value, predicted);
}

}  // namespace assay
