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

TEST(SortEvidence, LetsTheExactCodeLead) {
  const auto lead = [](Evidence strong, Evidence exact) {
    std::vector<Evidence> evidence = {std::move(strong), std::move(exact)};
    SortEvidence(&evidence);
    return evidence.front().code;
  };
  const auto suggesting = [](Code code, double confidence, const char* suggestion) {
    Evidence e = Of(code, confidence, "x");
    e.has_suggestion = true;
    e.suggestion = suggestion;
    return e;
  };
  const Evidence dependency = suggesting(Code::kDependencyViolation, 0.9, "Ulm");
  EXPECT_EQ(lead(dependency, suggesting(Code::kWhitespace, 0.6, "Ulm")), Code::kWhitespace);
  EXPECT_EQ(lead(dependency, suggesting(Code::kWhitespace, 0.6, "Um")), Code::kDependencyViolation)
      << "another suggestion";
  EXPECT_EQ(lead(dependency, suggesting(Code::kWhitespace, 0.4, "Ulm")), Code::kDependencyViolation)
      << "too weak";
  EXPECT_EQ(lead(Of(Code::kRareFormat, 0.8, "a"), suggesting(Code::kUnitMismatch, 0.7, "5")),
            Code::kUnitMismatch);
  EXPECT_EQ(lead(Of(Code::kInvalidFormat, 1, "a", Method::kValidation),
                 suggesting(Code::kUnitMismatch, 0.7, "5")),
            Code::kInvalidFormat)
      << "a rule's verdict";
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

TEST(PoolEvidence, ANumberFarFromItsColumnAndFromItsNeighboursIsSeenTwice) {
  const auto pooled =
      PoolEvidence({Of(Code::kOutlier, 0.5, "outlier"), Of(Code::kSpike, 0.5, "series_spike")});
  EXPECT_GT(pooled.confidence, 0.65);
}

TEST(PoolEvidence, LeavesRulesAlone) {
  const auto pooled = PoolEvidence({Of(Code::kInvalidFormat, 1, "regex", Method::kValidation)});
  EXPECT_EQ(pooled.strongest, nullptr);
  EXPECT_EQ(pooled.confidence, 0);
}

}  // namespace
}  // namespace assay
