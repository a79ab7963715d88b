// series_spike: leaps of interleaved sensors are found and rescaled; bursty and unordered values
// are not.
#include <cmath>
#include <random>
#include <set>

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

}  // namespace
}  // namespace assay
