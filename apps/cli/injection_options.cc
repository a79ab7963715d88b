// Options of injected runs.
#include "injection_options.h"

#include <fmt/format.h>

#include "option_setters.h"

namespace assay::cli {

std::vector<Option> InjectedRunOptions(InjectedRun* settings, const std::string& intensity) {
  const char* group = "Data";
  InjectionOptions* injection = &settings->injection;
  std::vector<Option> options;
  options.push_back({.name = "--data-file",
                     .value = "FILE",
                     .group = group,
                     .summary = "The table (needed); - is standard input.",
                     .set = SetText(&settings->run.job.input),
                     .short_name = "-d",
                     .key = "input",
                     .completes = Completes::kFile});
  if (!intensity.empty()) {
    options.push_back({.name = intensity,
                       .value = "X",
                       .group = group,
                       .summary = fmt::format(
                           "Share of cells that are damaged before the run, 0 to 1 (default {:g}).",
                           injection->rate.intensity),
                       .set = SetShare(&injection->rate.intensity)});
  }
  options.push_back({.name = "--max-issues-per-row",
                     .value = "N",
                     .group = group,
                     .summary = "Damage at most so many cells of a row (default 0: no limit).",
                     .set = SetCount(&injection->rate.max_issues_per_row, 0, UINT32_MAX)});
  options.push_back(
      {.name = "--error-pack",
       .value = "NAME|FILE",
       .group = group,
       .summary = "The kinds of damage: general (default), catalogue, or an injection pack's path.",
       .set = SetText(&injection->error_pack),
       .completes = Completes::kFile});
  options.push_back({.name = "--injection-seed",
                     .value = "N",
                     .group = group,
                     .summary = "Another seed, other damage (default 0).",
                     .set = SetCount(&injection->rate.seed, 0, INT64_MAX)});
  for (Option& option : RunOptions(&settings->run)) options.push_back(std::move(option));
  return options;
}

std::vector<Option> TrialOptions(InjectedRun* settings, const std::string& intensity) {
  std::vector<Option> options = InjectedRunOptions(settings, intensity);
  std::erase_if(options, [](const Option& option) {
    return option.name == "--fail-on" || option.name == "--print";
  });
  return options;
}

Status LoadInjectedRun(const Given& given, InjectedRun* settings) {
  ASSAY_TRY_STATUS(LoadRunSettings(given, &settings->run));
  if (settings->run.inputs.empty()) {
    return UsageError(
        "--data-file is missing. No data at hand? `assay sample-data --output-dir sample` makes "
        "some");
  }
  settings->run.job.input = settings->run.inputs[0];
  return {};
}

std::string FormatEvaluation(const Evaluation& evaluation) {
  return fmt::format(
      "{} wrong cells, {} flagged, {} of them rightly: precision {:.3f}, recall {:.3f}, F1 {:.3f}",
      evaluation.counts.errors, evaluation.counts.found, evaluation.counts.hits,
      evaluation.headline.precision, evaluation.headline.recall, evaluation.headline.f1);
}

}  // namespace assay::cli
