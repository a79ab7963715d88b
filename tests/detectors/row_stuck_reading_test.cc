// stuck_reading: one sensor of a row that stands still is told; a car that is parked is not.
#include <cmath>
#include <random>
#include <string>

#include <fmt/format.h>

#include "row_table.h"

namespace assay {
namespace {

// A car's log by the minute; from minute 300 on, for 30 minutes, its latitude does not change, nor,
// where `parked`, its longitude.
RowTable Car(bool parked) {
  RowTable table({"time", "lat", "lon", "cabin"});
  std::mt19937 random(2);
  std::normal_distribution<double> noise(0, 1);
  double lat = 47.1, lon = 8.5;
  for (int i = 0; i < 900; ++i) {
    const bool still = i > 300 && i < 330;
    lat += still ? 0 : 0.002 * std::cos(i / 50.0) + 0.001 * noise(random);
    lon += still && parked ? 0 : 0.002 * std::sin(i / 50.0) + 0.001 * noise(random);
    table.Add({fmt::format("2024-03-{:02d} {:02d}:{:02d}", 1 + i / 1440, i / 60 % 24, i % 60),
               fmt::format("{:.5f}", lat), fmt::format("{:.5f}", lon),
               fmt::format("{:.1f}", 21 + std::sin(i / 30.0) + 0.3 * noise(random))});
  }
  return table;
}

TEST(StuckReading, IsSureOfOneSensorAlone) {
  const auto found = Car(false).Check("stuck_reading");
  EXPECT_EQ(found.size(), 29u);
  for (const auto& f : found) {
    EXPECT_EQ(f.column, 1u);
    EXPECT_GE(f.evidence.confidence, 0.9);
  }
}

TEST(StuckReading, AThingMayStandStill) { EXPECT_TRUE(Car(true).Check("stuck_reading").empty()); }

}  // namespace
}  // namespace assay
