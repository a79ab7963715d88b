// The tables of --profile.
#include "profile_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace assay::cli {
namespace {

constexpr size_t kShownDetectors = 20;

double Megabytes(uint64_t bytes) { return static_cast<double>(bytes) / (1 << 20); }

}  // namespace

std::string FormatProfile(const RunTimes& times) {
  std::string out =
      fmt::format("\n  {:<20} {:>10} {:>12} {:>12}\n", "Stage", "Seconds", "Memory MB", "Peak MB");
  for (const StageTime& stage : times.stages) {
    out += fmt::format("  {:<20} {:>10.3f} {:>12.1f} {:>12.1f}\n", stage.name, stage.seconds,
                       Megabytes(stage.memory_bytes), Megabytes(stage.peak_memory_bytes));
  }
  out += fmt::format("\n  {:<20} {:>10}\n", "Step of detect", "Worker s");
  for (const auto& [step, seconds] : times.detect_steps)
    out += fmt::format("  {:<20} {:>10.3f}\n", step, seconds);
  out += fmt::format("\n  {:<28} {:<20} {:>9} {:>9} {:>10}\n", "Detector", "Field", "Learn s",
                     "Learn MB", "Worker s");
  const size_t shown = std::min(times.detectors.size(), kShownDetectors);
  for (size_t i = 0; i < shown; ++i) {
    const DetectorTime& one = times.detectors[i];
    out += fmt::format("  {:<28} {:<20} {:>9.3f} {:>9.1f} {:>10.3f}\n", one.detector,
                       one.field.empty() ? "(row)" : one.field, one.learn_seconds,
                       Megabytes(one.learn_bytes), one.detect_seconds);
  }
  if (times.detectors.size() > shown) {
    out += fmt::format("  … and {} more in profile.json\n", times.detectors.size() - shown);
  }
  return out;
}

}  // namespace assay::cli
