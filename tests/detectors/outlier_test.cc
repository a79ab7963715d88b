// outlier: a number below zero is odd where it is one of very few, and the message says why.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "value_evidence.h"

namespace assay {
namespace {

// 3,000 payments of 1 to 20, and `refunds` rows of -5.
ColumnProfile Payments(uint64_t refunds) {
  ColumnProfile column;
  column.values_exact = true;
  for (int amount = 1; amount <= 20; ++amount)
    column.values.push_back({std::to_string(amount), 150});
  column.values.push_back({"-5", refunds});
  column.rows = column.numeric = 3000 + refunds;
  return column;
}

// The message about -5; empty if it is left alone.
std::string MessageOn(const ColumnProfile& column) {
  const auto evidence = EvidenceOn("outlier", column, "-5");
  return evidence ? evidence->message : "";
}

TEST(Outlier, ALoneNumberBelowZeroIsOdd) {
  const std::string message = MessageOn(Payments(1));
  EXPECT_NE(message.find("below zero"), std::string::npos) << message;
}

// The minutes of 4,000 players, 3,000 of whom played all 90; the others left earlier or, where
// `some_longer`, some of them later.
ColumnProfile Minutes(bool some_longer) {
  ColumnProfile column;
  column.values_exact = true;
  column.values.push_back({"90", 3000});
  for (int i = 0; i < 50; ++i)
    column.values.push_back({std::to_string(some_longer && i % 2 == 0 ? 95 + i : 10 + i), 20});
  column.rows = column.numeric = 4000;
  return column;
}

TEST(Outlier, WhatMostReachIsNoConstant) {
  EXPECT_FALSE(EvidenceOn("outlier", Minutes(false), "31"));
  EXPECT_TRUE(EvidenceOn("outlier", Minutes(true), "31"));
}

TEST(Outlier, RefundsAreNotOdd) { EXPECT_EQ(MessageOn(Payments(5)), ""); }

TEST(Outlier, HowFarItLiesIsNotToldBeyondFifty) {
  ColumnProfile column;
  column.values_exact = true;
  for (int i = 0; i < 100; ++i) column.values.push_back({std::to_string(500 + i), 3});
  column.values.push_back({"-5", 1});
  column.values.push_back({"99000", 1});
  column.rows = column.numeric = 302;
  const auto far = EvidenceOn("outlier", column, "99000");
  ASSERT_TRUE(far);
  EXPECT_NE(far->message.find("lies 50 or more standard"), std::string::npos) << far->message;
}

// 300 lengths close to 0.5, thirteen far below them, and `above` ones far above.
ColumnProfile Lengths(int above) {
  ColumnProfile column;
  column.values_exact = true;
  const auto add = [&](double length) {
    column.values.push_back({fmt::format("{:.9f}", length), 1});
  };
  for (int i = 0; i < 300; ++i) add(0.5 + i * 7919 % 1000 * 1e-8);
  for (int i = 0; i < 12; ++i) add(0.11 + 0.0137 * i);
  for (int i = 0; i < above; ++i) add(0.5001 + 0.0317 * i);
  column.values.push_back({"0.1001000000", 1});
  column.rows = column.numeric = column.values.size();
  return column;
}

double ConfidenceOn(const ColumnProfile& column, const char* value) {
  const auto evidence = EvidenceOn("outlier", column, value);
  return evidence ? evidence->confidence : 0;
}

TEST(Outlier, ATailToOneSideMayBeLegalThoughOneNumberStraysToTheOther) {
  EXPECT_LE(ConfidenceOn(Lengths(1), "0.1001000000"), 0.88);
  EXPECT_GT(ConfidenceOn(Lengths(6), "0.1001000000"), 0.88)
      << "numbers that stray to both sides are wrong";
}

// Pulses from 56 to 116, of which the last twenty are a small tail, and what else was typed.
ColumnProfile Pulses(const std::vector<std::pair<const char*, uint64_t>>& typed) {
  ColumnProfile column;
  column.values_exact = true;
  for (int pulse = 56; pulse <= 116; ++pulse) {
    const uint64_t rows = pulse < 70 ? 20 : pulse < 90 ? 45 : pulse < 97 ? 5 : 1;
    column.values.push_back({std::to_string(pulse), rows});
    column.rows += rows;
  }
  for (const auto& [value, rows] : typed) {
    column.values.push_back({value, rows});
    column.rows += rows;
  }
  column.numeric = column.rows;
  return column;
}

TEST(Outlier, ASmallTailHidesNoNumberFarBehindIt) {
  const ColumnProfile column = Pulses({{"744", 1}, {"866", 1}, {"811", 1}, {"700", 1}});
  EXPECT_GE(ConfidenceOn(column, "744"), 0.7);
  EXPECT_EQ(ConfidenceOn(column, "116"), 0);
}

TEST(Outlier, AFarNumberMayComeAgain) {
  EXPECT_GE(ConfidenceOn(Pulses({{"700", 8}}), "700"), 0.5);
  EXPECT_EQ(ConfidenceOn(Pulses({{"700", 40}}), "700"), 0) << "a code of its own";
}

}  // namespace
}  // namespace assay
