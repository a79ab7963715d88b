// A trial from a clean table to figures: most of the damage is found, and the same trial is the
// same.
#include "assay/evaluate/multi_trial.h"
#include "assay/evaluate/sample_data.h"
#include "assay/evaluate/threshold_curves.h"
#include "temp_file.h"

namespace assay {
namespace {

using testing::ReadBytes;
using testing::TempPath;

std::string CleanTable() {
  const std::string folder = TempPath("trial_clean");
  EXPECT_TRUE(
      WriteSampleData({.rows = 600, .errors = 0, .output_directory = folder}, SystemRuntime()));
  return folder + "/catalogue.csv";
}

TEST(Trial, DamageIsFound) {
  Job job;
  job.input = CleanTable();
  job.output_directory = TempPath("trial");
  const auto trial =
      RunTrial(job, {.rate = {.intensity = 0.05}}, {.resamples = 50}, SystemRuntime(), {});
  ASSERT_TRUE(trial) << trial.error().message;
  EXPECT_EQ(trial->evaluation.counts.errors, trial->injection.wrong_cells);
  EXPECT_GT(trial->evaluation.headline.f1, 0.6);
  EXPECT_FALSE(trial->evaluation.method_curves.empty());
  const auto best = BestThresholds(trial->evaluation);
  ASSERT_GE(best.size(), 3u);
  EXPECT_GE(best[0].point.counts.F1(), trial->evaluation.headline.f1 - 0.01);
  EXPECT_NE(CurvesCsv(trial->evaluation).find("method,pattern,0.50,"), std::string::npos);
}

TEST(MultiTrial, WritesOneLineATrialAndRepeats) {
  MultiTrialOptions options;
  options.job.input = CleanTable();
  options.job.output_directory = TempPath("multi");
  options.samples = 2;
  options.intensities = {0.1, 0.02};
  const auto first = RunTrials(options, SystemRuntime(), {}, {});
  ASSERT_TRUE(first) << first.error().message;
  ASSERT_EQ(first->trials.size(), 4u);
  EXPECT_EQ(first->intensities[0].intensity, 0.02);
  EXPECT_LT(first->trials[0].counts.errors, first->trials[3].counts.errors);
  const std::string csv = ReadBytes(TempPath("multi") + "/trials.csv");
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 5);
  ASSERT_TRUE(RunTrials(options, SystemRuntime(), {}, {}));
  EXPECT_EQ(csv, ReadBytes(TempPath("multi") + "/trials.csv"));
  options.intensities = {0};
  EXPECT_FALSE(RunTrials(options, SystemRuntime(), {}, {}));
}

}  // namespace
}  // namespace assay
