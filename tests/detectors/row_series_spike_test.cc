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

}  // namespace
}  // namespace assay
