// series_spike: leaps of interleaved sensors are found and rescaled; bursty and unordered values
// are not.
#include <cmath>
#include <random>
#include <set>
#include <string>

#include <fmt/format.h>

#include "row_table.h"

namespace assay {
namespace {

struct Sensors {
  RowTable table{{"time", "sensor", "degrees"}};
  std::set<uint64_t> spikes;
};

// Four sensors that take turns, each a slow wave with noise; one reading in 60 leaps.
Sensors MakeSensors() {
  Sensors made;
  std::mt19937 random(9);
  std::normal_distribution<double> noise(0, 0.2);
  for (int i = 0; i < 1200; ++i) {
    const int sensor = i % 4;
    double value = 15 + 10 * sensor + 6 * std::sin(i / 90.0) + noise(random);
    if (random() % 60 == 0 && i > 8) {
      made.spikes.insert(static_cast<uint64_t>(i));
      value = random() % 2 == 0 ? value * 10 : value + 30 + static_cast<double>(random() % 40);
    }
    made.table.Add({fmt::format("2024-03-{:02d} {:02d}:{:02d}", 1 + i / 200, i / 10 % 24, i % 60),
                    fmt::format("s{}", sensor), fmt::format("{:.1f}", value)});
  }
  return made;
}

TEST(SeriesSpike, FindsTheLeapsOfInterleavedSensors) {
  const Sensors made = MakeSensors();
  size_t hits = 0, rescaled = 0;
  const auto found = made.table.Check("series_spike");
  for (const auto& f : found) {
    EXPECT_EQ(f.column, 2u);
    EXPECT_TRUE(made.spikes.contains(f.row)) << f.row << f.evidence.message;
    hits += made.spikes.contains(f.row);
    rescaled += f.evidence.has_suggestion;
  }
  EXPECT_GE(hits, made.spikes.size() * 8 / 10);
  EXPECT_GE(rescaled, hits / 4);
}

// How sure the least of some leaps is: a level of 200 rows that slowly rises, without dates.
double LeastOfLeaps(int leap) {
  RowTable table({"level", "remark"});
  std::mt19937 random(3);
  int level = 690000;
  for (int i = 0; i < 200; ++i) {
    level += static_cast<int>(random() % 60) - 15;
    const int told = level + (i % 60 == 33 ? leap + i : 0);
    table.Add({fmt::format("{:.1f}", told / 10.0), std::to_string(random() % 5)});
  }
  double least = 1;
  const auto found = table.Check("series_spike");
  EXPECT_FALSE(found.empty()) << leap;
  for (const auto& f : found) least = std::min(least, f.evidence.confidence);
  return least;
}

// The further all leaps are from anything else, the surer is the least of them.
TEST(SeriesSpike, AWideGapMakesLeapsSure) {
  EXPECT_GE(LeastOfLeaps(50000), 0.95);
  EXPECT_LT(LeastOfLeaps(600), 0.9);
}

// A course of 359 degrees is next to one of 1.
TEST(SeriesSpike, DegreesCloseACircle) {
  RowTable table({"minute", "course"});
  std::mt19937 random(4);
  for (int i = 0; i < 1500; ++i) {
    // To and fro; at its least, gusts bring it across north.
    int course =
        64 + static_cast<int>(60 * std::sin(i / 40.0)) + static_cast<int>(random() % 17) - 8;
    if (i == 720) course = 190;
    table.Add({std::to_string(i), std::to_string((course + 360) % 360)});
  }
  const auto found = table.Check("series_spike");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].row, 720u);
}

// The row above is of another sensor.
TEST(SeriesSpike, SuggestsTheValueOfItsOwnSeries) {
  RowTable table({"sensor", "degrees"});
  for (int i = 0; i < 600; ++i) {
    const int sensor = i % 3, level = 20 + 30 * sensor + i / 60;
    table.Add({fmt::format("s{}", sensor), std::to_string(i == 331 ? 613 : level)});
  }
  const auto found = table.Check("series_spike");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].row, 331u);
  EXPECT_EQ(found[0].evidence.suggestion, "55");
}

TEST(SeriesSpike, IsSilentOnABurstySeries) {
  RowTable table({"day", "cases"});
  std::mt19937 random(4);
  double cases = 100;
  for (int i = 0; i < 400; ++i) {
    cases *= std::exp((static_cast<double>(random() % 1000) - 500) / 4000);
    const double burst = random() % 10 == 0 ? 1 + static_cast<double>(random() % 300) / 100 : 1;
    table.Add({std::to_string(i), fmt::format("{:.0f}", cases * burst)});
  }
  EXPECT_TRUE(table.Check("series_spike").empty());
}

// One reading a row; station and quantity together tell the series apart, whose levels and scales
// differ. With `spikes`, one reading in 70 leaps.
RowTable LongFormat(bool spikes, std::set<uint64_t>* leaps) {
  RowTable table({"time", "station", "quantity", "reading"});
  const double level[] = {12, 70, 1010}, scale[] = {0.2, 2, 0.5};
  std::mt19937 random(5);
  std::normal_distribution<double> noise(0, 1);
  for (int hour = 0; hour < 200; ++hour) {
    for (int station = 0; station < 3; ++station) {
      for (int quantity = 0; quantity < 3; ++quantity) {
        double value = level[quantity] + scale[quantity] * (8 * std::sin(hour / 12.0 + quantity) +
                                                            9 * station + noise(random) / 2);
        if (spikes && hour > 8 && random() % 70 == 0) {
          leaps->insert(table.cells[0].size());
          value += 30 * scale[quantity];
        }
        table.Add({fmt::format("{}", hour), fmt::format("s{}", station),
                   fmt::format("q{}", quantity), fmt::format("{:.2f}", value)});
      }
    }
  }
  return table;
}

TEST(SeriesSpike, ASeriesMayBeNamedByTwoColumns) {
  std::set<uint64_t> leaps;
  const auto found = LongFormat(true, &leaps).Check("series_spike");
  size_t hits = 0;
  for (const auto& f : found) {
    EXPECT_TRUE(leaps.contains(f.row)) << f.row << f.evidence.message;
    hits += leaps.contains(f.row);
  }
  EXPECT_GE(hits, leaps.size() * 8 / 10);
  ASSERT_FALSE(found.empty());
  EXPECT_NE(found[0].evidence.message.find("station"), std::string::npos);
  EXPECT_NE(found[0].evidence.message.find("quantity"), std::string::npos);
  EXPECT_TRUE(LongFormat(false, &leaps).Check("series_spike").empty());
}

TEST(SeriesSpike, LevelsThatChangeForGoodAreNoSpikes) {
  RowTable table({"time", "load"});
  std::mt19937 random(8);
  std::normal_distribution<double> noise(0, 0.2);
  double level = 40;
  for (int i = 0; i < 2000; ++i) {
    if (i % 250 == 0) level = 10 + static_cast<double>(random() % 80);
    table.Add({std::to_string(i), fmt::format("{:.2f}", level + noise(random))});
  }
  EXPECT_TRUE(table.Check("series_spike").empty());
  table.cells[1][600] = "300.1,";  // not a number
  table.cells[1][615] = "250.5";
  const auto found = table.Check("series_spike");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].row, 615u);
}

// A level that hardly moves: most residuals are zero.
TEST(SeriesSpike, FindsTheLeapsOfAFlatSeries) {
  RowTable table({"time", "level"});
  for (int i = 0; i < 500; ++i)
    table.Add({std::to_string(i), fmt::format("{:.1f}", 71.3 + (i / 40 % 3) / 10.0)});
  EXPECT_TRUE(table.Check("series_spike").empty());
  table.cells[1][100] = "0.0";
  table.cells[1][250] = "76.3";
  table.cells[1][333] = "100.0";
  std::set<uint64_t> rows;
  for (const auto& f : table.Check("series_spike")) rows.insert(f.row);
  EXPECT_EQ(rows, (std::set<uint64_t>{100, 250, 333}));
}

std::string Hour(int i) {
  return fmt::format("2024-{:02d}-{:02d} {:02d}:00", 1 + i / 24 / 28, 1 + i / 24 % 28, i % 24);
}

// Noise around a level is no smooth series, but it is one in time; twelve deviations are no noise.
TEST(SeriesSpike, FindsLeapsOutOfNoiseInTheOrderOfTime) {
  RowTable table({"time", "current"});
  std::mt19937 random(3);
  std::normal_distribution<double> noise(0, 0.05);
  std::set<uint64_t> leaps;
  for (int i = 0; i < 1500; ++i) {
    const bool leap = i > 5 && i < 1490 && random() % 150 == 0;
    if (leap) leaps.insert(static_cast<uint64_t>(i));
    const std::string value = fmt::format("{:.3f}", 4.2 + noise(random) + (leap ? 0.6 : 0));
    table.Add({Hour(i), value});
  }
  std::set<uint64_t> rows;
  for (const auto& f : table.Check("series_spike")) rows.insert(f.row);
  EXPECT_EQ(rows, leaps);
}

TEST(SeriesSpike, SortsRowsByTheirTime) {
  RowTable table({"time", "degrees"});
  for (int k = 0; k < 800; ++k) {
    const int i = k * 343 % 800;  // every row once
    const double value = 14 + 6 * std::sin(i / 15.0) + (i % 7) / 20.0;
    table.Add({Hour(i), fmt::format("{:.2f}", i == 400 ? value + 9 : value)});
  }
  const auto found = table.Check("series_spike");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(table.cells[0][found[0].row], Hour(400));
}

// A course of the day in steps as large as the noise is small.
TEST(SeriesSpike, FollowsACurve) {
  RowTable table({"time", "load"});
  for (int i = 0; i < 1000; ++i) {
    const double value = 500 + 200 * std::sin(i * 6.283185 / 24) + (i * 37 % 11) / 5.0;
    table.Add({Hour(i), fmt::format("{:.1f}", i % 200 == 90 ? value + 160 : value)});
  }
  const auto found = table.Check("series_spike");
  EXPECT_EQ(found.size(), 5u);
  for (const auto& f : found) EXPECT_EQ(f.row % 200, 90u);
}

// Pulses of a pump, alarms that are counted, a fridge that was opened.
TEST(SeriesSpike, EventsAreNoSpikes) {
  RowTable table({"time", "pump", "alarms", "fridge"});
  std::mt19937 random(6);
  double fridge = 4;
  for (int i = 0; i < 2400; ++i) {
    fridge += (4 - fridge) * 0.3 + (random() % 50 == 0 ? 2 + static_cast<double>(random() % 7) : 0);
    const unsigned alarms = random() % 100 == 0 ? 10 + random() % 50 : random() % 3;
    table.Add({Hour(i), fmt::format("{:.2f}", 5 + (i % 24 == 5 ? 1.8 : 0) + (i * 37 % 11) / 400.0),
               std::to_string(alarms), fmt::format("{:.1f}", fridge)});
  }
  for (const auto& f : table.Check("series_spike"))
    ADD_FAILURE() << f.row << ' ' << f.column << ' ' << f.evidence.message;
}

// Codes of places, some of which have several, and a rate that goes with the place and changes
// once; a few rows have another place's code.
TEST(SeriesSpike, IsNotSureOfALeapWhereTheOrderOfRowsSaysNothing) {
  RowTable table({"area", "rate"});
  std::mt19937 random(9);
  size_t leaps = 0;
  for (int i = 0; i < 6000; ++i) {
    const unsigned place = random() % 9, other = random() % 9;
    const unsigned code = 201 + 7 * place + random() % (1 + place % 3);
    table.Add({std::to_string(random() % 60 == 0 ? 201 + 7 * other : code),
               fmt::format("{:.2f}", 2 + place * 0.25 + (i > 3600 ? 0.25 : 0))});
  }
  for (const auto& f : table.Check("series_spike")) {
    EXPECT_LE(f.evidence.confidence, 0.75) << f.row;
    ++leaps;
  }
  EXPECT_GT(leaps, 0u);
}

// Visitors by the hour; in one hour of fifty far more come, or, where `both`, as many fewer.
RowTable Visitors(bool both) {
  RowTable table({"time", "visitors"});
  std::mt19937 random(3);
  std::normal_distribution<double> noise(0, 5);
  for (int i = 0; i < 3000; ++i) {
    double visitors = 200 + noise(random);
    if (random() % 50 == 0)
      visitors += (both && random() % 2 == 0 ? -1 : 1) * (36 + static_cast<double>(random() % 40));
    table.Add({Hour(i), fmt::format("{:.0f}", visitors)});
  }
  return table;
}

TEST(SeriesSpike, LeapsThatAllGoOneWayMayBeEvents) {
  const auto up = Visitors(false).Check("series_spike");
  EXPECT_GE(up.size(), 10u);
  for (const auto& f : up) EXPECT_LE(f.evidence.confidence, 0.75) << f.row;
  const auto both = Visitors(true).Check("series_spike");
  EXPECT_GE(both.size(), 10u);
  for (const auto& f : both) EXPECT_GE(f.evidence.confidence, 0.9) << f.row;
}

// A device says 102.3 where it has no reading; a car park's 0 is a state.
TEST(SeriesSpike, AValueFarOutOfRangeIsNoState) {
  RowTable table({"time", "speed", "free"});
  std::mt19937 random(8);
  std::normal_distribution<double> noise(0, 0.2);
  for (int i = 0; i < 3000; ++i) {
    const double wave = std::sin(i / 60.0);
    const double speed = random() % 200 == 0 ? 102.3 : 12 + 4 * wave + noise(random);
    const double free = random() % 200 == 0 ? 0 : 400 + 60 * wave + 5 * noise(random);
    table.Add({Hour(i), fmt::format("{:.1f}", speed), fmt::format("{:.0f}", free)});
  }
  size_t speeds = 0, states = 0;
  for (const auto& f : table.Check("series_spike")) {
    (f.column == 1 ? speeds : states) += 1;
    EXPECT_EQ(f.column == 1, f.evidence.confidence >= 0.9) << f.row << ' ' << f.column;
  }
  EXPECT_GE(speeds, 8u);
  EXPECT_GE(states, 8u);
}

// Ships by turns, each with its own draught; courses tell no series of draughts.
TEST(SeriesSpike, WhatAKeySaysIsNoSeriesOfOtherKeys) {
  RowTable table({"time", "ship", "course", "draught"});
  std::mt19937 random(5);
  size_t hits = 0;
  for (int i = 0; i < 6000; ++i) {
    const int ship = i % 6;
    const double draught = (52 + 17 * ship) / 10.0 * (i % 401 == 7 ? 10 : 1);
    table.Add({Hour(i / 6), fmt::format("s{}", ship),
               std::to_string((60 * ship + i / 200 + static_cast<int>(random() % 9)) % 360),
               fmt::format("{:.1f}", draught)});
  }
  for (const auto& f : table.Check("series_spike")) {
    if (f.column != 3) continue;
    EXPECT_EQ(f.row % 401, 7u);
    ++hits;
  }
  EXPECT_GE(hits, 12u);
}

// Megawatts of a network are nearly all different, and no numbers of things as orders are.
TEST(SeriesSpike, LargeIntegersThatRiseAndFallInTimeAreReadings) {
  RowTable table({"time", "load", "order"});
  std::mt19937 random(7);
  std::normal_distribution<double> noise(0, 300);
  size_t hits = 0;
  for (int i = 0; i < 2000; ++i) {
    const double load = 42000 + 9000 * std::sin(i / 30.0) + noise(random);
    table.Add({Hour(i), fmt::format("{:.0f}", i % (300 + i / 100) == 40 ? load * 2 : load),
               std::to_string(70000 + 3 * i + (i % (300 + i / 100) == 90 ? 500000 : 0))});
  }
  for (const auto& f : table.Check("series_spike")) {
    EXPECT_EQ(f.column, 1u);
    hits += f.row % (300 + f.row / 100) == 40;
  }
  EXPECT_GE(hits, 5u);
}

}  // namespace
}  // namespace assay
