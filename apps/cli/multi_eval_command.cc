// `assay multi-eval`: many damaged samples of one table, with rising damage.
#include <memory>

#include <fmt/format.h>

#include "assay/evaluate/multi_trial.h"
#include "commands.h"
#include "console.h"
#include "injection_options.h"
#include "interruptible_runtime.h"
#include "option_setters.h"

namespace assay::cli {
namespace {

struct MultiSettings {
  InjectedRun injected;
  MultiTrialOptions trials;
};

Setter SetIntensities(std::vector<double>* to) {
  return [to](const Values& values) -> Status {
    to->clear();
    for (const std::string& part : JoinLists(values)) {
      ASSAY_TRY(const double share, ReadShare(part));
      to->push_back(share);
    }
    return {};
  };
}

std::vector<Option> MultiOptions(MultiSettings* s) {
  std::vector<Option> options = TrialOptions(&s->injected, "");
  options.insert(
      options.begin() + 1,
      {{.name = "--samples",
        .value = "N",
        .group = "Data",
        .summary = "Samples, each with its own seed (default 5).",
        .set = SetCount(&s->trials.samples, 1, 10'000)},
       {.name = "--intensities",
        .value = "LIST",
        .group = "Data",
        .summary =
            "Shares of damaged cells, each tried on every sample (default 0.01,0.02,0.05,0.1).",
        .set = SetIntensities(&s->trials.intensities)},
       {.name = "--sample-share",
        .value = "X",
        .group = "Data",
        .summary = "A sample holds this share of the rows (default 1).",
        .set = SetShare(&s->injected.injection.sample_share)},
       {.name = "--keep-trials",
        .value = "",
        .group = "Data",
        .summary = "Keep the tables and reports of every trial.",
        .set = SetSwitch(&s->trials.keep_trials)}});
  return options;
}

void Report(const TrialRow& row) {
  TheConsole().Write(
      LogLevel::kInfo,
      fmt::format(
          "intensity {:g}, sample {}: {} wrong cells, precision {:.3f}, recall {:.3f}, F1 {:.3f}",
          row.intensity, row.sample, row.counts.errors, row.headline.precision, row.headline.recall,
          row.headline.f1));
}

void PrintTable(const MultiTrialResult& result, const std::string& directory) {
  fmt::print("{:<12}", "intensity");
  for (const HeadlineFigure& figure : kHeadlineFigures) fmt::print("{:>24}", figure.name);
  fmt::print("\n");
  for (const IntensityFigures& at : result.intensities) {
    fmt::print("{:<12g}", at.intensity);
    for (int f = 0; f < kHeadlineCount; ++f) {
      fmt::print("{:>24}", fmt::format("{:.3f} ({:.3f}-{:.3f})", at.mean[f], at.range[f].low,
                                       at.range[f].high));
    }
    fmt::print("\n");
  }
  fmt::print("\n  Reports  {0}/multi_eval.html, multi_eval.json, trials.csv\n", directory);
}

}  // namespace

Command MultiEvalCommand() {
  auto settings = std::make_shared<MultiSettings>();
  Command command;
  command.name = "multi-eval";
  command.summary = "Evaluate on many damaged samples, with rising damage";
  command.description =
      "Damages several samples of a clean table at each of several intensities, detects, and\n"
      "evaluates every trial: how quality holds as more cells are wrong, and how much it varies\n"
      "between samples. The options of a run are those of `assay detect`.";
  command.examples =
      "# Five samples at four intensities\n"
      "assay multi-eval --data-file clean.csv --output-dir multi\n"
      "# Twenty small samples\n"
      "assay multi-eval --data-file clean.csv --samples 20 --sample-share 0.2 --intensities "
      "0.02,0.1";
  command.options = MultiOptions(settings.get());
  command.run = [settings](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(LoadInjectedRun(given, &settings->injected));
    settings->trials.job = settings->injected.run.job;
    settings->trials.injection = settings->injected.injection;
    ASSAY_TRY(const MultiTrialResult result,
              RunTrials(settings->trials, InterruptibleRuntime(), InterruptibleHooks(), Report));
    PrintTable(result, settings->trials.job.output_directory);
    return 0;
  };
  return command;
}

}  // namespace assay::cli
