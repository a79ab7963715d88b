// `assay single-demo`: the operations guide's command, with its flags.
#include <fmt/format.h>

#include "commands.h"
#include "option_setters.h"
#include "run_jobs.h"
#include "run_settings.h"

namespace assay::cli {
namespace {

std::vector<Option> DemoOptions(RunSettings* settings) {
  std::vector<Option> options;
  options.push_back({.name = "--data-file", .value = "FILE", .group = "Data",
                     .summary = "The table (needed); - is standard input.",
                     .set = SetText(&settings->job.input),
                     .short_name = "-d", .key = "input", .completes = Completes::kFile});
  options.push_back({.name = "--injection-intensity", .value = "X", .group = "Data",
                     .summary = "Share of cells that are damaged before the run, 0 to 1 (default 0: none).",
                     .set = SetShare(&settings->injection_intensity)});
  for (Option& option : RunOptions(settings)) options.push_back(std::move(option));
  return options;
}

}  // namespace

Command SingleDemoCommand() {
  auto settings = std::make_shared<RunSettings>();
  Command command;
  command.name = "single-demo";
  command.summary = "Run detection on one file, with the operations guide's flags";
  command.description =
      "The same run as `assay detect`, for scripts written after the operations guide. It damages nothing\n"
      "unless --injection-intensity is above 0, and its exit status is 0 whenever it ran.";
  command.examples =
      "# All methods that can run\n"
      "assay single-demo --data-file your_data.csv\n"
      "# The daily check of an installation\n"
      "assay single-demo --data-file data/test_sample.csv --output-dir results/test --injection-intensity 0.0\n"
      "# A large table on a small machine\n"
      "assay single-demo --data-file large_data.csv --batch-size 1000 --core-fields-only";
  command.options = DemoOptions(settings.get());
  command.run = [settings](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(LoadRunSettings(given, settings.get()));
    if (settings->inputs.empty()) {
      return UsageError("--data-file is missing. No data at hand? `assay sample-data --output-dir sample` makes some");
    }
    return RunInputs(*settings);
  };
  return command;
}

}  // namespace assay::cli
