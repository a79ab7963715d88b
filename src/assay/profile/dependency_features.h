// What there is to know about a cell that broken dependencies blame: the input of the model that
// says how probable it is that the cell is wrong.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "assay/profile/dependency_vote.h"

namespace assay {

enum class BlameFeature : uint8_t {
  kLogit,      // log odds of the best vote
  kAgreeing,   // log of the rows that agree with it
  kAlone,      // nobody else in the group has the cell's value
  kSameShare,  // share of the group that has it
  kAccuracy,   // of the dependency, as -log of its error rate
  kLift,
  kMinority,
  kSingles,
  kBrokenShare,
  kBroken,
  kFor,
  kAgainst,
  kRatio,
  kRival,
  kLeftBroken,
  kLeftKept,
  kFrequency,  // log share of rows that have the value
  kOnlyHere,   // the value stands in no other group
  kElsewhere,  // share of the value's rows that are in other groups
  kKnown,      // the predicted value stands in other groups too
  kDistinct,   // distinct values as a share of the column's rows
  kSimilar,
  kNear,
  kNearOnlyHere,
  kNearSameShare,
  kNearOnlyHereSameShare,
  kNearRespelled,
  kShape,  // log ratio of how usual the value's and the prediction's shapes are
  kNearShape,
  kCounts,  // log ratio of the rows of the prediction and of the value
  kNearCounts,
  kNumber,
  kNearNumber,
  kBlank,
  kBlankInGroup,
  kBlankInColumn,
  kPair,
  kCoverage,
  kGroup,
  kRows,
  kNearShare,  // share of the dependency's broken rows that are nearly spelled like their group
  kNearNearShare,
  kFarNearShare,
  kCount
};

using BlameFeatures = std::array<double, static_cast<size_t>(BlameFeature::kCount)>;

// Describes the blame of a cell whose code is `own` (kNone: a value that was not sampled) and whose
// text is `value`; `predicted` is the text of the best vote's prediction.
BlameFeatures DescribeBlame(const DependencyModel& model, const DependencyBlame& blame,
                            uint32_t own, bool blank, std::string_view value,
                            std::string_view predicted);

}  // namespace assay
