// Calibration: what it reads, what it never changes, and how budgets become thresholds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "assay/combine/calibration.h"

namespace assay {
namespace {

constexpr std::string_view kDocument = R"({
  "version": "test", "provenance": "by hand",
  "weights": {"bias": 0, "score": 1, "table_share": 1, "strong_share": 0, "strong_others": 0,
              "alarmed_columns": 0, "column_alarms": 0, "column_share": 0, "detector_alarms": 0,
              "detector_spread": 0, "echoes": 0.5, "families": 1, "agreeing": 1},
  "detectors": {"sure": 3, "unsure": -3},
  "suggestions": {
    "weights": {"bias": -1, "score": 1, "further": 0, "agreeing": 2, "disagreeing": -2},
    "detectors": {"sure": 1}
  },
  "operating_points": [{"confidence": 0.9, "precision": 0.97, "false_alarms": 1},
                       {"confidence": 0.5, "precision": 0.8, "false_alarms": 40}]
})";

Result<Calibration> ReadText(std::string_view text) {
  auto document = ParseJson(text, "c.json");
  if (!document) return std::move(document).error();
  return Calibration::Read(*document);
}

std::vector<Evidence> One(std::string_view detector, double confidence,
                          Method method = Method::kPattern) {
  Evidence e;
  e.code = Code::kMisspelling;
  e.confidence = confidence;
  e.detector = detector;
  e.method = method;
  return {e};
}

TEST(Calibration, MovesByDetectorAndDirt) {
  const auto calibration = ReadText(kDocument);
  ASSERT_TRUE(calibration);
  EvidenceContext clean, dirty;
  for (int i = 0; i < 200; ++i) dirty.Add(0, One("sure", 0.8));
  clean.Add(0, One("sure", 0.8));
  clean.Finish(1000, 5);
  dirty.Finish(1000, 5);
  EXPECT_GT(calibration->Confidence(0, One("sure", 0.8), dirty),
            calibration->Confidence(0, One("sure", 0.8), clean));
  // The model would say more; evidence is lifted to 4.5 times its odds, not further.
  EXPECT_NEAR(calibration->Confidence(0, One("sure", 0.6), dirty), 0.8705, 1e-3);
  EXPECT_LT(calibration->Confidence(0, One("unsure", 0.6), dirty), 0.6);
}

TEST(Calibration, BlanksOfATableWithoutOtherMistakesAreNotSure) {
  const auto calibration = ReadText(kDocument);
  ASSERT_TRUE(calibration);
  std::vector<Evidence> blank = One("sure", 0.95);
  blank[0].code = Code::kUnexpectedMissing;
  EvidenceContext clean, dirty;
  for (int i = 0; i < 200; ++i) clean.Add(0, blank), dirty.Add(0, blank);
  for (int i = 0; i < 10; ++i) dirty.Add(1, One("sure", 0.95));
  clean.Finish(1000, 5);
  dirty.Finish(1000, 5);
  EXPECT_EQ(calibration->Confidence(0, blank, clean), 0.85);
  EXPECT_GT(calibration->Confidence(0, blank, dirty), 0.9);
  EXPECT_GT(calibration->Confidence(1, One("sure", 0.95), clean), 0.9);
}

TEST(EvidenceContext, CountsWhatADetectorFinds) {
  EvidenceContext context;
  for (int i = 0; i < 10; ++i) context.Add(0, One("often", 0.8));
  for (int i = 0; i < 10; ++i) context.Add(2, One("often", 0.95));
  context.Add(2, One("once", 0.7));
  context.Add(3, One("weak", 0.4));  // no finding
  context.Finish(100, 4);
  EXPECT_DOUBLE_EQ(context.DetectorAlarms("often"), std::log10(20));
  EXPECT_EQ(context.DetectorAlarms("once"), 0);
  EXPECT_EQ(context.DetectorAlarms("weak"), 0);
  EXPECT_EQ(context.DetectorSpread("often"), 1);
  EXPECT_EQ(context.DetectorSpread("once"), 0.5);
  EXPECT_EQ(context.DetectorSpread("weak"), 0);
  EXPECT_DOUBLE_EQ(context.AlarmedColumns(), std::log10(3));
  EXPECT_DOUBLE_EQ(context.ColumnShare(2, "often"), std::log10(10.5 / 101) + 2);
  EXPECT_EQ(context.ColumnShare(0, "once"), context.ColumnShare(9, "often"));
}

TEST(Calibration, MovesAcrossTheDecisionOnlyWhatIsUnlikely) {
  const auto calibration = ReadText(kDocument);
  ASSERT_TRUE(calibration);
  EvidenceContext context;
  context.Finish(1000, 5);
  // Nothing else is flagged, so that "unsure" needs log odds of 5 for one half.
  EXPECT_LT(calibration->Confidence(0, One("unsure", 0.55), context), kLeastLikely) << "unlikely";
  EXPECT_EQ(calibration->Confidence(0, One("unsure", 0.991), context), kDecision) << "undecided";
  EXPECT_GT(calibration->Confidence(0, One("unsure", 0.995), context), kDecision) << "likely";
  EXPECT_LT(calibration->Confidence(0, One("sure", 0.45), context), kDecision) << "never raised";
}

TEST(Calibration, LeavesRulesAlone) {
  const auto calibration = ReadText(kDocument);
  ASSERT_TRUE(calibration);
  EvidenceContext context;
  context.Finish(10, 2);
  EXPECT_EQ(calibration->Confidence(0, One("unsure", 1, Method::kValidation), context), 1);
  EXPECT_EQ(calibration->Confidence(0, One("unsure", 0.3, Method::kValidation), context), 0.3);
}

TEST(Calibration, SuggestionsHaveAConfidenceOfTheirOwn) {
  const auto calibration = ReadText(kDocument);
  ASSERT_TRUE(calibration);
  std::vector<Evidence> evidence = One("unsure", 0.8);
  EXPECT_EQ(calibration->SuggestionConfidence(evidence, 0.9), 0) << "nothing is suggested";
  evidence[0].has_suggestion = true;
  EXPECT_NEAR(calibration->SuggestionConfidence(evidence, 1), 0.595, 0.001);  // log odds 1.386 - 1
  evidence[0].detector = "sure";
  EXPECT_NEAR(calibration->SuggestionConfidence(evidence, 0.5), 0.4, 0.001)
      << "a cell that is right half of the time needs no suggestion then";
  evidence[0].method = Method::kValidation;
  evidence[0].confidence = 0.4;
  EXPECT_EQ(calibration->SuggestionConfidence(evidence, 0.9), 0.4)
      << "a rule stands by what it says";
}

TEST(Calibration, CountsWhoAgrees) {
  const auto calibration = ReadText(kDocument);
  ASSERT_TRUE(calibration);
  EvidenceContext context;
  context.Finish(1000, 5);
  std::vector<Evidence> one = One("middling", 0.95);
  one[0].has_suggestion = true;
  one[0].suggestion = "a";
  std::vector<Evidence> agreed = one, doubted = one, ruled = one;
  for (std::vector<Evidence>* both : {&agreed, &doubted, &ruled}) both->push_back((*both)[0]);
  doubted[1].suggestion = "b";
  ruled[1].method = Method::kValidation;
  EXPECT_GT(calibration->Confidence(0, agreed, context),
            calibration->Confidence(0, doubted, context));
  EXPECT_GT(calibration->Confidence(0, doubted, context), calibration->Confidence(0, one, context));
  EXPECT_GT(calibration->SuggestionConfidence(agreed, 1),
            calibration->SuggestionConfidence(one, 1));
  EXPECT_LT(calibration->SuggestionConfidence(doubted, 1),
            calibration->SuggestionConfidence(one, 1));
  EXPECT_EQ(calibration->SuggestionConfidence(ruled, 1), calibration->SuggestionConfidence(one, 1));
}

TEST(Calibration, TellsEchoesFromOtherSymptoms) {
  const auto calibration = ReadText(kDocument);
  ASSERT_TRUE(calibration);
  EvidenceContext context;
  context.Finish(1000, 5);
  // The weaker piece hardly changes what is pooled: what differs is the weight of its family.
  std::vector<Evidence> echo = One("middling", 0.95), other = echo;
  for (std::vector<Evidence>* both : {&echo, &other}) {
    both->push_back((*both)[0]);
    both->back().confidence = 0.001;
  }
  other[1].code = Code::kUnexpectedMissing;
  const double one = calibration->Confidence(0, One("middling", 0.95), context);
  EXPECT_GT(calibration->Confidence(0, echo, context), one);
  EXPECT_GT(calibration->Confidence(0, other, context), calibration->Confidence(0, echo, context));
}

TEST(Calibration, TurnsBudgetsIntoThresholds) {
  const auto calibration = ReadText(kDocument);
  ASSERT_TRUE(calibration);
  EXPECT_EQ(*calibration->ThresholdForPrecision(0.75), 0.5);
  EXPECT_EQ(*calibration->ThresholdForPrecision(0.95), 0.9);
  EXPECT_EQ(*calibration->ThresholdForFalseAlarms(10), 0.9);
  EXPECT_FALSE(calibration->ThresholdForPrecision(0.99));
  EXPECT_FALSE(calibration->ThresholdForFalseAlarms(0));
}

TEST(Calibration, NamesThePlaceOfWhatIsWrong) {
  std::string text(kDocument);
  text.replace(text.find("\"score\": 1"), 10, "\"score\": \"x\"");
  EXPECT_THAT(ReadText(text).error().message, testing::HasSubstr("c.json:3"));
  text = kDocument;
  text.replace(text.find("\"score\""), 7, "\"scor\"");
  EXPECT_THAT(ReadText(text).error().message, testing::HasSubstr("scor"));
}

TEST(ShippedCalibration, IsLearned) {
  const Calibration& shipped = ShippedCalibration();
  EXPECT_FALSE(shipped.version().empty());
  EXPECT_TRUE(shipped.ThresholdForPrecision(0.95));
  EXPECT_TRUE(shipped.ThresholdForFalseAlarms(10));
}

}  // namespace
}  // namespace assay
