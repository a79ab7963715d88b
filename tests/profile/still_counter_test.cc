// Totals that stand still in the order of their days, and numbers that repeat otherwise.
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "assay/profile/still_counter.h"

namespace assay {
namespace {

constexpr int kDays = 300;

// Three hundred days in pieces of thirty, which stand in no order, and what each is told to have.
template <typename Told>
bool IsStill(Told told) {
  RowSample rows;
  rows.complete = true;
  rows.columns.resize(2);
  for (int i = 0; i < kDays; ++i) {
    const int day = (i / 30 * 7 % 10) * 30 + i % 30;
    rows.rows.push_back(static_cast<uint64_t>(i));
    rows.columns[0].push_back(fmt::format("2021-{:02}-{:02}", 1 + day / 28, 1 + day % 28));
    rows.columns[1].push_back(std::to_string(told(day)));
  }
  const EncodedSample sample = EncodeSample(rows);
  return IsStillCounter(sample, 1, TimeColumnsOf(sample));
}

// A total that rises on five of six days.
int Total(int day) { return 90000 + (day - day / 6) * 137; }

TEST(StillCounter, ATotalMayStandStill) { EXPECT_TRUE(IsStill(Total)); }

TEST(StillCounter, CopiesOfOtherRowsAreNoPause) {
  EXPECT_FALSE(IsStill([](int day) { return Total(day % 9 == 4 ? day * 53 % kDays : day); }));
}

TEST(StillCounter, WhatGoesUpAndDownIsNoCounter) {
  EXPECT_FALSE(IsStill([](int day) { return Total(day / 6 * 6 * 41 % kDays); }));
}

// Seconds since 1970 are days, too, but do not tell their own order.
TEST(StillCounter, NumbersDoNotOrderThemselves) {
  EXPECT_FALSE(IsStill([](int day) { return 800000000 + day / 2 * 41 % kDays * 500000; }));
}

}  // namespace
}  // namespace assay
