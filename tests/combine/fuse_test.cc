// Fusion: one symptom counts once, independent families add up, the order of detectors does not
// matter.
#include <gtest/gtest.h>

#include <algorithm>

#include "assay/combine/fuse.h"

namespace assay {
namespace {

Evidence Of(Code code, double confidence, std::string_view detector,
            Method method = Method::kPattern) {
  Evidence e;
  e.code = code;
  e.confidence = confidence;
  e.detector = detector;
  e.method = method;
  return e;
}

TEST(SortEvidence, IsTotal) {
  std::vector<Evidence> evidence = {Of(Code::kMisspelling, 0.7, "b"),
                                    Of(Code::kMisspelling, 0.7, "a"), Of(Code::kOutlier, 0.9, "c"),
                                    Of(Code::kRareFormat, 0.7, "d")};
  std::vector<Evidence> reversed(evidence.rbegin(), evidence.rend());
  SortEvidence(&evidence);
  SortEvidence(&reversed);
  for (size_t i = 0; i < evidence.size(); ++i)
    EXPECT_EQ(evidence[i].detector, reversed[i].detector);
  EXPECT_EQ(evidence[0].detector, "c");
}

TEST(PoolEvidence, CountsOneSymptomOnce) {
  const auto pooled =
      PoolEvidence({Of(Code::kMisspelling, 0.7, "a"), Of(Code::kRareFormat, 0.6, "b"),
                    Of(Code::kCaseVariant, 0.6, "c")});
  EXPECT_DOUBLE_EQ(pooled.confidence, 0.7);
}

TEST(PoolEvidence, AddsIndependentFamilies) {
  const std::vector<Evidence> evidence = {Of(Code::kMisspelling, 0.45, "a"),
                                          Of(Code::kDependencyViolation, 0.4, "b")};
  const auto pooled = PoolEvidence(evidence);
  EXPECT_GT(pooled.confidence, 0.6);
  EXPECT_LT(pooled.confidence, 0.67);  // less than if they were independent
  EXPECT_EQ(pooled.strongest->detector, "a");
}

TEST(PoolEvidence, LeavesRulesAlone) {
  const auto pooled = PoolEvidence({Of(Code::kInvalidFormat, 1, "regex", Method::kValidation)});
  EXPECT_EQ(pooled.strongest, nullptr);
  EXPECT_EQ(pooled.confidence, 0);
}

}  // namespace
}  // namespace assay
