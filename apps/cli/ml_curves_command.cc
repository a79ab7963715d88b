// `assay ml-curves`: threshold curves of every method on a damaged copy of a table.
#include <memory>

#include <fmt/format.h>

#include "assay/evaluate/staged_file.h"
#include "assay/evaluate/threshold_curves.h"
#include "assay/evaluate/trial.h"
#include "commands.h"
#include "injection_options.h"
#include "interruptible_runtime.h"
#include "option_setters.h"

namespace assay::cli {
namespace {

void PrintBest(const Evaluation& evaluation, const std::string& directory) {
  fmt::print("{:<10}{:<28}{:>10}{:>11}{:>9}{:>9}\n", "", "best F1 of", "threshold", "precision",
             "recall", "F1");
  for (const BestThreshold& best : BestThresholds(evaluation)) {
    fmt::print("{:<10}{:<28}{:>10.2f}{:>11.3f}{:>9.3f}{:>9.3f}\n", best.kind, best.name,
               best.point.threshold, best.point.counts.Precision(), best.point.counts.Recall(),
               best.point.counts.F1());
  }
  fmt::print("\n  Reports  {0}/curves.csv, evaluation.html, evaluation.json\n", directory);
}

Result<int> RunCurves(const InjectedRun& settings, const std::string& weights) {
  Job job = settings.run.job;
  job.validation_threshold = job.anomaly_threshold = 0;
  const Runtime runtime = InterruptibleRuntime();
  ASSAY_TRY(const TrialResult trial,
            RunTrial(job, settings.injection, {}, runtime, InterruptibleHooks()));
  const std::string& directory = job.output_directory;
  ASSAY_TRY_STATUS(WriteStaged(directory + "/curves.csv", CurvesCsv(trial.evaluation), runtime));
  if (!weights.empty()) {
    const EvaluationSources sources{trial.injection.table, trial.injection.truth,
                                    directory + "/findings.jsonl"};
    ASSAY_TRY_STATUS(WriteStaged(weights, WeightsJson(trial.evaluation, sources), runtime));
  }
  PrintBest(trial.evaluation, directory);
  return 0;
}

}  // namespace

Command MlCurvesCommand() {
  auto settings = std::make_shared<InjectedRun>();
  auto weights = std::make_shared<std::string>();
  settings->injection.rate.intensity = 0.05;
  Command command;
  command.name = "ml-curves";
  command.summary = "Threshold curves of every method on a damaged copy of a table";
  command.description =
      "Damages a clean table, detects with every threshold at 0, and writes what each method\n"
      "and detector would find at every threshold: curves.csv, and drawn in evaluation.html. It\n"
      "prints the threshold with the best F1.";
  command.examples =
      "# Where should the thresholds be for tables like this one?\n"
      "assay ml-curves --data-file clean.csv --output-dir curves\n"
      "# Weights of the detectors for --use-weighted-combination\n"
      "assay ml-curves --data-file clean.csv --write-weights weights.json";
  command.options = TrialOptions(settings.get(), "--injection-intensity");
  command.options.push_back(
      {.name = "--write-weights",
       .value = "FILE",
       .group = "Weights",
       .summary =
           "Also write how far each detector can be trusted, for --use-weighted-combination.",
       .set = SetText(weights.get()),
       .completes = Completes::kFile});
  command.run = [settings, weights](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(LoadInjectedRun(given, settings.get()));
    return RunCurves(*settings, *weights);
  };
  return command;
}

}  // namespace assay::cli
