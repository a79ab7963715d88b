// Many trials: samples of a table times rising intensities, to see how quality holds.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "assay/evaluate/trial.h"

namespace assay {

struct MultiTrialOptions {
  Job job;                     // its output directory holds a folder for each trial
  InjectionOptions injection;  // its seed is the first sample's
  uint32_t samples = 5;
  std::vector<double> intensities = {0.01, 0.02, 0.05, 0.1};
  bool keep_trials = false;  // else a trial's folder is removed once it is evaluated
};

// One trial's figures.
struct TrialRow {
  uint32_t sample = 0;
  double intensity = 0;
  uint64_t seed = 0;
  uint64_t rows = 0;
  CellCounts counts;
  Headline headline;
};

// All trials of one intensity: mean and the lowest and highest of each headline figure.
struct IntensityFigures {
  double intensity = 0;
  std::array<double, kHeadlineCount> mean{};
  std::array<Interval, kHeadlineCount> range{};
};

struct MultiTrialResult {
  std::vector<TrialRow> trials;  // by intensity, then sample
  std::vector<IntensityFigures> intensities;
};

// Runs every sample at every intensity and writes trials.csv, multi_eval.json and multi_eval.html
// into job.output_directory. A sample has one seed at all intensities. `report` hears of each trial
// done.
Result<MultiTrialResult> RunTrials(const MultiTrialOptions& options, const Runtime& runtime,
                                   const RunHooks& hooks,
                                   const std::function<void(const TrialRow&)>& report);

}  // namespace assay
