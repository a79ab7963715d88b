// `assay single-demo`: the operations guide's command, with its flags.
#include <memory>

#include <fmt/format.h>

#include "assay/evaluate/trial.h"
#include "commands.h"
#include "console.h"
#include "injection_options.h"
#include "interruptible_runtime.h"
#include "run_jobs.h"

namespace assay::cli {
namespace {

// Damages a copy of the input, runs on it, and tells how much of the damage was found.
Result<int> RunInjected(InjectedRun* settings) {
  const Runtime runtime = InterruptibleRuntime();
  Job* job = &settings->run.job;
  ASSAY_TRY(const InjectionSummary injection, InjectForJob(settings->injection, runtime, job));
  settings->run.inputs = {job->input};
  const int code = RunInputs(settings->run);
  if (code > 1) return code;
  ASSAY_TRY(const Evaluation evaluation,
            EvaluateInjected(injection, job->output_directory, {}, runtime));
  TheConsole().Write(LogLevel::kInfo, "injected damage: " + FormatEvaluation(evaluation));
  TheConsole().Write(LogLevel::kInfo, fmt::format("see {0}/evaluation.html; what was damaged: {1}",
                                                  job->output_directory, injection.truth));
  return code;
}

}  // namespace

Command SingleDemoCommand() {
  auto settings = std::make_shared<InjectedRun>();
  settings->injection.rate.intensity = 0;
  Command command;
  command.name = "single-demo";
  command.summary = "Run detection on one file, with the operations guide's flags";
  command.description =
      "The same run as `assay detect`, for scripts written after the operations guide. It\n"
      "damages nothing unless --injection-intensity is above 0, and its exit status is 0\n"
      "whenever it ran. With an intensity, the run is on a damaged copy (injected/ in the\n"
      "output directory), and evaluation.html shows how much of the damage was found.";
  command.examples =
      "# All methods that can run\n"
      "assay single-demo --data-file your_data.csv\n"
      "# The daily check of an installation\n"
      "assay single-demo --data-file data/test_sample.csv --output-dir results/test "
      "--injection-intensity 0.0\n"
      "# How much of known damage is found?\n"
      "assay single-demo --data-file clean.csv --injection-intensity 0.05 --max-issues-per-row 2\n"
      "# A large table on a small machine\n"
      "assay single-demo --data-file large_data.csv --batch-size 1000 --core-fields-only";
  command.options = InjectedRunOptions(settings.get(), "--injection-intensity");
  command.run = [settings](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(LoadInjectedRun(given, settings.get()));
    if (settings->injection.rate.intensity > 0) return RunInjected(settings.get());
    return RunInputs(settings->run);
  };
  return command;
}

}  // namespace assay::cli
