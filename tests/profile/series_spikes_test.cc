// Several series in one column: each by its own scale, and those that fail beside those that don't.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "assay/profile/series_layout.h"
#include "assay/profile/series_spikes.h"

namespace assay {
namespace {

// A number from -1 to 1 that looks random.
double Noise(uint32_t seed) { return static_cast<double>(seed * 2654435761U % 2001) / 1000 - 1; }

// `count` series of 60 points that rise and fall, with a little noise.
SeriesLayout Waves(uint32_t count) {
  SeriesLayout layout;
  layout.keys = {0};
  layout.roughness = 0.1;
  for (uint32_t s = 0; s < count; ++s) {
    Series& series = layout.series.emplace_back();
    for (uint32_t i = 0; i < 60; ++i) {
      series.rows.push_back(60 * s + i);
      series.values.push_back(20 + 3 * std::sin(i * 0.1) + 0.05 * Noise(60 * s + i));
    }
  }
  return layout;
}

// The leaps of a failing sensor lie between the noise and the spikes of the others.
TEST(FindSpikes, ASensorThatFailsHidesNoSpikesOfOthers) {
  SeriesLayout layout = Waves(8);
  for (const uint32_t s : {0U, 2U, 5U, 6U}) layout.series[s].values[30] += 5;
  for (uint32_t i = 40; i < 60; ++i)
    layout.series[3].values[i] += std::pow(static_cast<double>(i) - 39, 1.5);
  const std::vector<Spike> spikes = FindSpikes(layout, 0.001);
  ASSERT_EQ(spikes.size(), 4);
  EXPECT_EQ(spikes[0].row, 30);
  EXPECT_EQ(spikes[3].row, 6 * 60 + 30);
}

// Whether one leap among 480 readings, in so many series one after the other, is clear.
bool IsClear(uint32_t count, bool by_time) {
  SeriesLayout layout;
  layout.roughness = 0.1;
  layout.by_time = by_time;
  layout.series.resize(count);
  for (uint32_t i = 0; i < 480; ++i) {
    Series& series = layout.series[i / (480 / count)];
    series.rows.push_back(i);
    series.values.push_back(20 + 3 * std::sin(i * 0.01) + 0.5 * Noise(i) + (i == 30 ? 20 : 0));
  }
  const std::vector<Spike> spikes = FindSpikes(layout, 0.001);
  EXPECT_EQ(spikes.size(), 1);
  return spikes.size() == 1 && spikes[0].clear;
}

TEST(FindSpikes, SpikesOfAQuietSeriesInTimeAreClear) {
  EXPECT_TRUE(IsClear(1, true));
  EXPECT_FALSE(IsClear(1, false));
  EXPECT_FALSE(IsClear(8, true)) << "60 points tell little of a series' noise";
}

// Where, in the stretch of so many points that `i` is in, its one leap is: at no equal distances.
bool IsLeap(uint32_t i, uint32_t apart) {
  const uint32_t stretch = i / apart;
  return i % apart == 20 + stretch * stretch * 37 % (apart / 2);
}

// A slow wave with noise; one of `apart` points is `leap` or somewhat more off.
SeriesLayout LongWave(uint32_t points, uint32_t apart, double leap) {
  SeriesLayout layout;
  layout.roughness = 0.1;
  Series& series = layout.series.emplace_back();
  for (uint32_t i = 0; i < points; ++i) {
    series.rows.push_back(i);
    series.values.push_back(40 + 3 * std::sin(i * 0.01) + 0.5 * Noise(i));
    if (IsLeap(i, apart)) series.values.back() += leap + (i / apart) % 7;
  }
  return layout;
}

size_t ClearOnes(const std::vector<Spike>& spikes) {
  return static_cast<size_t>(
      std::count_if(spikes.begin(), spikes.end(), [](const Spike& spike) { return spike.clear; }));
}

TEST(FindSpikes, ALongSeriesIsOneWithoutDates) {
  EXPECT_EQ(ClearOnes(FindSpikes(LongWave(480, 450, 20), 0.001)), 0);
  EXPECT_EQ(ClearOnes(FindSpikes(LongWave(2000, 450, 20), 0.001)), 5);
}

TEST(FindSpikes, WhatStandsStillOrSwitchesNeedsDatesToBeClear) {
  SeriesLayout still = LongWave(2000, 450, 20), switching = still;
  for (double& value : still.series[0].values) value = value > 50 ? 60 : 40;
  EXPECT_EQ(FindSpikes(still, 1).size(), 5);
  EXPECT_EQ(ClearOnes(FindSpikes(still, 1)), 0);
  for (uint32_t i = 0; i < 2000; ++i)
    if (i / 10 % 2 == 1) switching.series[0].values[i] += 4;
  EXPECT_EQ(FindSpikes(switching, 0.001).size(), 5);
  EXPECT_EQ(ClearOnes(FindSpikes(switching, 0.001)), 0);
}

TEST(FindSpikes, LesserLeapsOfAllSizesSayThatTheSeriesHasSuch) {
  SeriesLayout layout = LongWave(4000, 900, 40);
  layout.by_time = true;
  EXPECT_EQ(ClearOnes(FindSpikes(layout, 0.001)), 5);
  for (uint32_t k = 0; k < 25; ++k)
    layout.series[0].values[1000 + 110 * k] += 4 * std::pow(0.93, k);
  EXPECT_EQ(FindSpikes(layout, 0.001).size(), 5);
  EXPECT_EQ(ClearOnes(FindSpikes(layout, 0.001)), 0);
}

// Five register values hide nothing: what leaps by less, behind a gap of its own, is as clear.
TEST(FindSpikes, TheLargestLeapsHideNoLesserOnes) {
  SeriesLayout layout = LongWave(4000, 900, 60000);
  layout.by_time = true;
  for (uint32_t i = 100; i < 4000; i += 1300) layout.series[0].values[i] += 12 + i % 9;
  const std::vector<Spike> spikes = FindSpikes(layout, 0.001);
  EXPECT_EQ(spikes.size(), 8);
  EXPECT_EQ(ClearOnes(spikes), 8);
}

TEST(FindSpikes, ManyLeapsToOneValueMayBeAState) {
  const auto empty_at = [](uint32_t apart) {
    SeriesLayout layout = LongWave(4000, apart, 0);
    for (uint32_t i = 0; i < 4000; ++i)
      if (IsLeap(i, apart)) layout.series[0].values[i] = 0;
    return FindSpikes(layout, 0.001);
  };
  ASSERT_FALSE(empty_at(173).empty());
  EXPECT_TRUE(empty_at(173)[0].state);
  ASSERT_FALSE(empty_at(900).empty());
  EXPECT_FALSE(empty_at(900)[0].state);
  EXPECT_FALSE(FindSpikes(LongWave(4000, 173, 40), 0.001)[0].state);
}

// Levels that last eight points each, and one point that is at another one alone.
SeriesLayout Levels(const std::vector<double>& levels, double alone) {
  SeriesLayout layout;
  layout.roughness = 0.1;
  Series& series = layout.series.emplace_back();
  for (uint32_t i = 0; i < 8 * levels.size(); ++i) {
    series.rows.push_back(i);
    series.values.push_back(i == 68 ? alone : levels[i / 8]);
  }
  return layout;
}

TEST(FindSpikes, CodesOfGroupedRowsAreNoSeries) {
  EXPECT_TRUE(FindSpikes(Levels({21, 47, 11, 36, 21, 60, 14, 53, 28, 42, 11,
                                 57, 33, 60, 14, 47, 25, 53, 11, 39, 21, 57},
                                10),
                         1)
                  .empty());
}

TEST(FindSpikes, LevelsThatPassThroughThoseBetweenAre) {
  EXPECT_EQ(FindSpikes(Levels({21, 22, 24, 25, 27, 28, 29, 31, 30, 29, 27,
                               26, 25, 23, 22, 21, 20, 21, 23, 24, 25, 26},
                              90),
                       1)
                .size(),
            1);
}

// Series one after the other whose noise is a share of their level, which changes by the day.
SeriesLayout Multiplied(const std::vector<double>& levels) {
  SeriesLayout layout;
  layout.roughness = 0.3;
  layout.by_time = true;
  for (const double level : levels) {
    Series& series = layout.series.emplace_back();
    for (uint32_t i = 0; i < 400; ++i) {
      const uint32_t row = 400 * static_cast<uint32_t>(layout.series.size()) + i;
      series.rows.push_back(row);
      series.values.push_back(level * std::exp(1.5 * std::sin(i * 0.05) + 0.1 * Noise(row)));
    }
  }
  return layout;
}

TEST(FindSpikes, NoiseThatGrowsWithTheLevelHidesNoLeapsOfLowOnes) {
  SeriesLayout layout = Multiplied({3, 40, 700});
  EXPECT_TRUE(FindSpikes(layout, 0.01).empty());
  for (Series& series : layout.series) {
    for (const uint32_t i : {90U, 217U}) series.values[i] *= 10;
    series.values[350] *= -1;
  }
  EXPECT_EQ(ClearOnes(FindSpikes(layout, 0.01)), 9);
}

TEST(FindSpikes, OneReadingAtALevelThatOftenLastsIsNotClear) {
  SeriesLayout layout = LongWave(4000, 900, 0);
  layout.by_time = true;
  for (uint32_t i = 0; i < 4000; ++i)
    if (i / 250 % 2 == 1 || i % 1000 == 120) layout.series[0].values[i] += 40;
  const std::vector<Spike> spikes = FindSpikes(layout, 0.001);
  EXPECT_EQ(spikes.size(), 4);
  EXPECT_EQ(ClearOnes(spikes), 0);
}

// Quantities in one column may be written with one and with three decimals.
TEST(FindSpikes, EachSeriesHasItsOwnResolution) {
  SeriesLayout layout = LongWave(2000, 450, 200);
  layout.by_time = true;
  Series coarse = layout.series[0];
  for (double& value : coarse.values) value = std::round(value / 4);
  for (double& value : layout.series[0].values) value = std::round(value * 1000) / 1000;
  layout.series.push_back(coarse);
  EXPECT_EQ(ClearOnes(FindSpikes(layout, 0.001)), 10);
}

using Cells = std::vector<std::string>;

// A whole table of as many columns as `cells_of` tells of a row.
template <typename CellsOf>
RowSample WholeTable(uint32_t rows, const CellsOf& cells_of) {
  RowSample table;
  table.complete = true;
  table.columns.resize(cells_of(0).size());
  for (uint32_t row = 0; row < rows; ++row) {
    table.rows.push_back(row);
    const Cells cells = cells_of(row);
    for (size_t c = 0; c < cells.size(); ++c) table.columns[c].push_back(cells[c]);
  }
  return table;
}

// Feeders one after the other, some with a hundred times the load of others.
TEST(SmoothestLayout, GroupsOfUnlikeScalesAreSeriesOfTheirOwn) {
  const RowSample rows = WholeTable(240, [](uint32_t row) {
    const double level = std::pow(10.0, row / 60);
    return Cells{std::to_string(row / 60),
                 std::to_string(level * (10 + 5 * std::sin(row * 0.1) + 0.2 * Noise(row)))};
  });
  const EncodedSample sample = EncodeSample(rows);
  const SeriesLayout layout = SmoothestLayout(sample, 1, SeriesNumbers(sample.columns[1]), {});
  EXPECT_EQ(layout.keys, std::vector<uint32_t>{0});
  EXPECT_EQ(layout.series.size(), 4);
}

// Half of the rows have one number, a quarter another one: the rarer, the longer its steps.
TEST(SmoothestLayout, AnotherReadingTellsNoSeriesApart) {
  const RowSample rows = WholeTable(2000, [](uint32_t row) {
    return Cells{std::to_string(12 + 0.01 * std::countr_zero(row + 1)),
                 std::to_string(60 - row * 0.01)};
  });
  const EncodedSample sample = EncodeSample(rows);
  EXPECT_TRUE(SmoothestLayout(sample, 1, SeriesNumbers(sample.columns[1]), {}).keys.empty());
}

// Devices by turns, each with its own level of damp and of warmth.
TEST(SmoothestLayout, ManyNumbersWithDecimalsAreNoKey) {
  const RowSample rows = WholeTable(3000, [](uint32_t row) {
    const uint32_t device = row * 2654435761U / 7 % 3;
    return Cells{
        "d" + std::to_string(device),
        std::to_string(20 + 3 * device + 0.1 * std::round(5 * Noise(row))).substr(0, 4),
        std::to_string(50 + 8 * device + 2 * std::sin(row * 0.004) + 0.1 * Noise(row + 9))};
  });
  const EncodedSample sample = EncodeSample(rows);
  const SeriesLayout layout = SmoothestLayout(sample, 2, SeriesNumbers(sample.columns[2]), {});
  EXPECT_EQ(layout.keys, std::vector<uint32_t>{0});
}

// Buoys that report at the same moments, noise and nothing else.
TEST(SmoothestLayout, ASeriesHasOneReadingAtAMoment) {
  const RowSample rows = WholeTable(1200, [](uint32_t row) {
    return Cells{std::to_string(1600000000 + row / 4 * 600), "B" + std::to_string(row % 4),
                 std::to_string(7 + Noise(row))};
  });
  const EncodedSample sample = EncodeSample(rows);
  const SeriesLayout layout =
      SmoothestLayout(sample, 2, SeriesNumbers(sample.columns[2]), TimeColumnsOf(sample));
  EXPECT_TRUE(layout.by_time);
  EXPECT_EQ(layout.keys, std::vector<uint32_t>{1});
}

// Wells one after the other, and their quantities of unlike scales one after the other.
TEST(SmoothestLayout, QuantitiesOfEachStationAreSeriesOfTheirOwn) {
  const RowSample rows = WholeTable(720, [](uint32_t row) {
    const uint32_t well = row / 180, kind = row / 60 % 3;
    const double level = std::pow(10.0, kind) * (2 + well);
    return Cells{"W" + std::to_string(well), "K" + std::to_string(kind),
                 std::to_string(level * (10 + std::sin(row * 0.1) + 0.05 * Noise(row)))};
  });
  const EncodedSample sample = EncodeSample(rows);
  const SeriesLayout layout = SmoothestLayout(sample, 2, SeriesNumbers(sample.columns[2]), {});
  EXPECT_EQ(layout.series.size(), 12);
}

}  // namespace
}  // namespace assay
