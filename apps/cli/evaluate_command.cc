// `assay evaluate`: scores findings against a clean copy or a list of wrong cells.
#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include "assay/evaluate/evaluation_report.h"
#include "assay/evaluate/findings_match.h"
#include "assay/evaluate/staged_file.h"
#include "commands.h"
#include "option_setters.h"

namespace assay::cli {
namespace {

struct EvaluateSettings {
  TruthOptions truth;
  EvaluationOptions options;
  std::string findings;
  std::string output_directory = "evaluation";
  std::string weights;
  std::vector<Gate> gates;
};

std::vector<Option> InputOptions(EvaluateSettings* s) {
  return {
      {.name = "--findings",
       .value = "FILE",
       .group = "Input",
       .summary =
           "What was found (needed): findings.csv, findings.jsonl (which has the evidence of "
           "every detector), or any CSV with the columns row and column.",
       .set = SetText(&s->findings),
       .completes = Completes::kFile},
      {.name = "--clean",
       .value = "FILE",
       .group = "Input",
       .summary = "A clean copy: the same columns and rows in the same order.",
       .set = SetText(&s->truth.clean),
       .completes = Completes::kFile},
      {.name = "--truth",
       .value = "FILE",
       .group = "Input",
       .summary = "Instead: the wrong cells, as `sample-data` and `inject` write them.",
       .set = SetText(&s->truth.truth),
       .completes = Completes::kFile},
      {.name = "--scored-columns",
       .value = "FILE",
       .group = "Input",
       .summary = "The only columns that count, one a line.",
       .set = SetText(&s->truth.scored_columns),
       .completes = Completes::kFile},
      {.name = "--debatable",
       .value = "FILE",
       .group = "Input",
       .summary = "Cells (CSV: row, column) that count neither way.",
       .set = SetText(&s->truth.debatable),
       .completes = Completes::kFile},
      {.name = "--exclude-rows",
       .value = "FILE",
       .group = "Input",
       .summary = "Rows that count neither way, one number a line.",
       .set = SetText(&s->truth.excluded_rows),
       .completes = Completes::kFile},
  };
}

std::vector<Option> CountingOptions(EvaluateSettings* s) {
  return {
      {.name = "--min-confidence",
       .value = "X",
       .group = "Counting",
       .summary = "Findings below count as not found (default 0); the curves show every threshold.",
       .set = SetShare(&s->options.min_confidence)},
      {.name = "--resamples",
       .value = "N",
       .group = "Counting",
       .summary = "Of the bootstrap behind the 95 % intervals (default 500; 0: none).",
       .set = SetCount(&s->options.resamples, 0, 100'000)},
      {.name = "--seed",
       .value = "N",
       .group = "Counting",
       .summary = "Of the bootstrap (default 1).",
       .set = SetCount(&s->options.seed, 0, INT64_MAX)},
  };
}

std::vector<Option> OutputOptions(EvaluateSettings* s) {
  return {
      {.name = "--output-dir",
       .value = "DIR",
       .group = "Output",
       .summary = "Where evaluation.json and evaluation.html go (default evaluation).",
       .set = SetText(&s->output_directory),
       .short_name = "-o",
       .completes = Completes::kDirectory},
      {.name = "--write-weights",
       .value = "FILE",
       .group = "Output",
       .summary =
           "Also write how far each detector can be trusted, for --use-weighted-combination.",
       .set = SetText(&s->weights),
       .completes = Completes::kFile},
      {.name = "--fail-under",
       .value = "X|FIGURE=X,...",
       .group = "Output",
       .summary = "Exit 1 when F1, or the named figure (precision, recall, f1, average_precision, "
                  "recall_at_precision_95, calibration_error), misses X.",
       .set = [s](const Values& values) -> Status {
         ASSAY_TRY(s->gates, ReadGates(values.back()));
         return {};
       }},
  };
}

std::vector<Option> EvaluateOptions(EvaluateSettings* s) {
  std::vector<Option> options = InputOptions(s);
  for (const auto& more : {CountingOptions(s), OutputOptions(s)}) {
    options.insert(options.end(), more.begin(), more.end());
  }
  return options;
}

void Print(const Evaluation& e, const std::string& directory) {
  fmt::print("{} wrong cells, {} flagged, {} of them rightly\n", e.counts.errors, e.counts.found,
             e.counts.hits);
  for (int f = 0; f < kHeadlineCount; ++f) {
    fmt::print("  {:<24}{:.4f}", kHeadlineFigures[f].name, e.headline.*kHeadlineFigures[f].value);
    if (e.resamples > 0) fmt::print("   [{:.4f}, {:.4f}]", e.intervals[f].low, e.intervals[f].high);
    fmt::print("\n");
  }
  if (!e.error_types.empty())
    fmt::print("\n  {:<24}{:>9}{:>9}{:>9}\n", "error type", "wrong", "found", "recall");
  for (const auto& [name, figures] : e.error_types) {
    fmt::print("  {:<24}{:>9}{:>9}{:>9.3f}\n", name, figures.counts.errors, figures.counts.hits,
               figures.counts.Recall());
  }
  fmt::print("\n  Reports  {0}/evaluation.json, {0}/evaluation.html\n", directory);
}

Result<int> RunEvaluate(const EvaluateSettings& s) {
  if (s.findings.empty()) {
    return UsageError(
        "--findings is missing: the findings.csv or findings.jsonl that `assay detect` wrote for "
        "this table");
  }
  const Runtime runtime = SystemRuntime();
  ASSAY_TRY(const CellTruth truth, ReadTruth(s.truth));
  ASSAY_TRY(const ReadFindings findings, ReadFindingsFile(s.findings, truth.columns));
  ASSAY_TRY_STATUS(CheckFindingsMatch(s.truth.dirty, {}, s.findings, findings));
  const Evaluation evaluation = Evaluate(truth, findings, s.options);
  const EvaluationSources sources{
      s.truth.dirty, s.truth.clean.empty() ? s.truth.truth : s.truth.clean, s.findings};
  ASSAY_TRY_STATUS(runtime.files->MakeDirectories(s.output_directory));
  ASSAY_TRY_STATUS(WriteStaged(s.output_directory + "/evaluation.json",
                               EvaluationJson(evaluation, sources), runtime));
  ASSAY_TRY_STATUS(WriteStaged(s.output_directory + "/evaluation.html",
                               EvaluationHtml(evaluation, sources), runtime));
  if (!s.weights.empty())
    ASSAY_TRY_STATUS(WriteStaged(s.weights, WeightsJson(evaluation, sources), runtime));
  Print(evaluation, s.output_directory);
  const std::vector<std::string> broken = BrokenGates(evaluation, s.gates);
  for (const std::string& sentence : broken)
    fmt::print(stderr, "assay: --fail-under: {}\n", sentence);
  return broken.empty() ? 0 : 1;
}

}  // namespace

Command EvaluateCommand() {
  auto settings = std::make_shared<EvaluateSettings>();
  Command command;
  command.name = "evaluate";
  command.arguments = "DIRTY";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.summary = "Score findings against the truth";
  command.description =
      "Compares findings with a clean copy of the table, or with a list of its wrong cells:\n"
      "precision, recall, F1, the area under precision and recall, recall at a precision of\n"
      "0.95 and the calibration error, with 95 % intervals; by column, method, detector, code\n"
      "and error type; as JSON and as a page with curves and a confusion matrix. With a clean\n"
      "copy, two values are the same when they differ only in HTML references, repeated blanks\n"
      "or blanks at the ends.";
  command.examples =
      "# How good is a run on the sample catalogue?\n"
      "assay sample-data --rows 1000 --output-dir sample\n"
      "assay detect sample/catalogue.csv --output-dir results\n"
      "assay evaluate sample/catalogue.csv --truth sample/truth.csv --findings "
      "results/findings.jsonl\n"
      "# A gate for a pipeline\n"
      "assay evaluate dirty.csv --clean clean.csv --findings results/findings.csv --fail-under "
      "f1=0.8,precision=0.9";
  command.options = EvaluateOptions(settings.get());
  command.completes = Completes::kFile;
  command.run = [settings](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    settings->truth.dirty = given.arguments[0];
    return RunEvaluate(*settings);
  };
  return command;
}

}  // namespace assay::cli
