// Still runs: a stuck and a dying sensor are found; counters, states and saturation are not.
#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

#include "assay/profile/still_runs.h"

namespace assay {
namespace {

double Noise(uint32_t seed) { return static_cast<double>(seed * 2654435761U % 2001) / 1000 - 1; }

double Rounded(double value) { return std::round(value * 10) / 10; }

// Waves of 200 points with one decimal, which seldom repeat.
SeriesLayout Waves(uint32_t count) {
  SeriesLayout layout;
  layout.by_time = true;
  for (uint32_t s = 0; s < count; ++s) {
    Series& series = layout.series.emplace_back();
    for (uint32_t i = 0; i < 200; ++i) {
      series.rows.push_back(200 * s + i);
      series.values.push_back(Rounded(20 + 6 * std::sin(i * 0.1) + 2 * Noise(200 * s + i)));
    }
  }
  return layout;
}

void Hold(Series* series, size_t begin, size_t end, double value) {
  for (size_t i = begin; i < end; ++i) series->values[i] = value;
}

TEST(FindStillRuns, WavesHaveNone) { EXPECT_TRUE(FindStillRuns(Waves(3)).empty()); }

TEST(FindStillRuns, ASensorIsStuck) {
  SeriesLayout layout = Waves(3);
  Hold(&layout.series[1], 60, 75, 19.77);
  const auto runs = FindStillRuns(layout);
  ASSERT_EQ(runs.size(), 1);
  EXPECT_EQ(runs[0].series, 1);
  EXPECT_EQ(runs[0].begin, 60);
  EXPECT_EQ(runs[0].end, 75);
  EXPECT_EQ(runs[0].drift, 0);
  EXPECT_FALSE(runs[0].out_of_range);
}

TEST(FindStillRuns, ADyingSensorDriftsToItsEnd) {
  SeriesLayout layout = Waves(3);
  for (uint32_t i = 170; i < 180; ++i) layout.series[2].values[i] = 40 + 8 * (i - 170);
  Hold(&layout.series[2], 180, 200, 122.2);
  const auto runs = FindStillRuns(layout);
  ASSERT_EQ(runs.size(), 1);
  EXPECT_TRUE(runs[0].out_of_range);
  EXPECT_GE(runs[0].drift, 8);
  EXPECT_LE(runs[0].drift, 10);
}

TEST(FindStillRuns, SeveralLongRunsAreStates) {
  SeriesLayout layout = Waves(3);
  for (const size_t at : {20U, 60U, 90U, 130U, 170U}) Hold(&layout.series[0], at, at + 12, 19.7);
  EXPECT_TRUE(FindStillRuns(layout).empty());
}

TEST(FindStillRuns, WhatIsFullOrEmptyIsNotStuck) {
  SeriesLayout layout = Waves(3);
  Hold(&layout.series[0], 60, 75, 28);
  Hold(&layout.series[1], 60, 75, 0);
  EXPECT_TRUE(FindStillRuns(layout).empty());
}

TEST(FindStillRuns, CountersMayRest) {
  SeriesLayout layout = Waves(1);
  for (size_t i = 1; i < 200; ++i)
    layout.series[0].values[i] = layout.series[0].values[i - 1] + (i >= 80 && i < 100 ? 0 : 1.3);
  EXPECT_TRUE(FindStillRuns(layout).empty());
}

}  // namespace
}  // namespace assay
