// `assay history` and `assay compare`: past runs, and what changed between two of them.
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "assay/operate/compare_runs.h"
#include "assay/operate/history.h"
#include "assay/operate/history_json.h"
#include "assay/operate/run_operations.h"
#include "assay/report/json_writer.h"
#include "operate_commands.h"
#include "operate_options.h"
#include "option_setters.h"

namespace assay::cli {
namespace {

struct HistoryOptions {
  std::string state_directory;
  HistoryQuery query;
  bool json = false;
  std::string list;

  HistoryOptions() {
    const char* directory = std::getenv("ASSAY_STATE_DIR");
    state_directory = directory != nullptr && *directory != '\0' ? directory : ".assay";
  }
};

Option StateOption(HistoryOptions* options) {
  return {.name = "--state-dir",
          .value = "DIR",
          .group = "Where",
          .summary = "The directory that runs were given (default $ASSAY_STATE_DIR, else .assay).",
          .set = SetText(&options->state_directory),
          .completes = Completes::kDirectory};
}

Option JsonOption(bool* json) {
  return {.name = "--json",
          .value = "",
          .group = "Output",
          .summary = "JSON instead of text.",
          .set = SetSwitch(json)};
}

Result<History> OpenHistory(const HistoryOptions& options) {
  OperateSettings operate;
  ASSAY_TRY_STATUS(ReadOperateEnvironment(&operate));
  ASSAY_TRY_STATUS(CheckOperateSettings(operate));
  if (!operate.history.empty()) return History::Open(operate.history);
  const std::string path = options.state_directory + "/history.db";
  std::error_code code;
  if (!std::filesystem::exists(path, code)) {
    return UsageError(fmt::format(
        "there is no history '{}'; runs are recorded with: assay detect … --state-dir {}", path,
        options.state_directory));
  }
  return History::Open(path);
}

void PrintRunsAsJson(const std::vector<HistoryRun>& runs) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginArray();
  for (const HistoryRun& run : runs) WriteRun(run, &json);
  json.EndArray();
  std::fputs(json.Take().c_str(), stdout);
}

void PrintRuns(const std::vector<HistoryRun>& runs) {
  fmt::print("{:<26} {:<20} {:>4} {:>12} {:>10} {:>10}  {}\n", "RUN", "STARTED", "EXIT", "ROWS",
             "FINDINGS", "CRITICAL", "INPUT");
  for (const HistoryRun& run : runs) {
    fmt::print("{:<26} {:<20} {:>4} {:>12} {:>10} {:>10}  {}\n", run.run_id,
               run.started.substr(0, 19), run.exit_code, run.rows, run.total_errors,
               run.critical_errors, run.input);
  }
}

// The report directory of a run id, or the directory itself.
Result<std::string> DirectoryOf(const std::string& run, const HistoryOptions& options) {
  std::error_code code;
  if (std::filesystem::is_directory(run, code)) return run;
  ASSAY_TRY(const History history, OpenHistory(options));
  ASSAY_TRY(const HistoryRun found, history.Find(run));
  return ReportDirectoryOf(found);
}

void PrintComparisonAsJson(const RunComparison& c) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  WriteComparison(c, &json);
  std::fputs(json.Take().c_str(), stdout);
}

void PrintDrift(const Drift& drift) {
  if (drift.measure == "column") {
    fmt::print("  {}: {}\n", drift.column, drift.after > 0 ? "a new column" : "the column is gone");
    return;
  }
  fmt::print("  {}: {} {:.4g} -> {:.4g}\n", drift.column, drift.measure, drift.before, drift.after);
}

void PrintComparison(const RunComparison& c) {
  fmt::print("new {}  fixed {}  persisting {}\nrows {} -> {}\n", c.fresh, c.fixed, c.persisting,
             c.rows_before, c.rows_after);
  for (const auto& [column, change] : c.fields) {
    if (change.before == change.after) continue;
    fmt::print("  {}: {} -> {} findings ({:.2f} % -> {:.2f} % of rows)\n", column, change.before,
               change.after, 100 * change.share_before, 100 * change.share_after);
  }
  if (!c.drift.empty()) fmt::print("drift of the columns, wrong or not:\n");
  for (const Drift& drift : c.drift) PrintDrift(drift);
}

Result<int> Compare(const Given& given, const HistoryOptions& options) {
  ASSAY_TRY(const std::string earlier, DirectoryOf(given.arguments[0], options));
  ASSAY_TRY(const std::string later, DirectoryOf(given.arguments[1], options));
  const bool lists = !options.list.empty();
  const auto print = [&](FindingFate fate, std::string_view line) {
    constexpr std::string_view kNames[] = {"new", "fixed", "persisting"};
    if (kNames[static_cast<size_t>(fate)] != options.list) return;
    fmt::print("{}\n", line);
  };
  ASSAY_TRY(const RunComparison comparison, CompareRuns(earlier, later, SystemRuntime(), print));
  if (lists) return 0;
  options.json ? PrintComparisonAsJson(comparison) : PrintComparison(comparison);
  return 0;
}

}  // namespace

Command HistoryCommand() {
  auto options = std::make_shared<HistoryOptions>();
  Command command;
  command.name = "history";
  command.summary = "List past runs";
  command.description =
      "Newest first: the runs that were recorded with --state-dir (or ASSAY_STATE_DIR).";
  command.examples = "assay history --state-dir state --limit 5";
  command.options = {StateOption(options.get()),
                     {.name = "--input",
                      .value = "NAME",
                      .group = "Which",
                      .summary = "Only runs on a table of this file name.",
                      .set = SetText(&options->query.input)},
                     {.name = "--limit",
                      .value = "N",
                      .group = "Which",
                      .summary = "At most N runs (default 20).",
                      .set = SetCount(&options->query.most, 1, 1'000'000)},
                     JsonOption(&options->json)};
  command.run = [options](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    ASSAY_TRY(const History history, OpenHistory(*options));
    ASSAY_TRY(const auto runs, history.List(options->query));
    options->json ? PrintRunsAsJson(runs) : PrintRuns(runs);
    return 0;
  };
  return command;
}

Command CompareCommand() {
  auto options = std::make_shared<HistoryOptions>();
  Command command;
  command.name = "compare";
  command.arguments = "EARLIER LATER";
  command.least_arguments = 2;
  command.most_arguments = 2;
  command.summary = "Tell what is new, fixed and persisting between two runs";
  command.description =
      "EARLIER and LATER are run ids (or their starts, or `last`) of `assay history`, or report "
      "directories.\n"
      "Findings are matched by fingerprint: a cell that stays wrong persists even when its row "
      "moves.\n"
      "Then it tells which columns drifted: shares of empty and numeric values, distinct values, "
      "lengths, medians.";
  command.examples =
      "assay compare results/2026-11-23 results/2026-11-24\n"
      "# The new findings, one JSON object a line\n"
      "assay compare results/2026-11-23 results/2026-11-24 --list new";
  command.options = {
      StateOption(options.get()),
      JsonOption(&options->json),
      {.name = "--list",
       .value = "new|fixed|persisting",
       .group = "Output",
       .summary = "Print these findings as lines of findings.jsonl instead of the counts.",
       .set = [options](const Values& values) -> Status {
         ASSAY_TRY(const size_t unused, ReadChoice(values.back(), {"new", "fixed", "persisting"}));
         (void)unused;
         options->list = values.back();
         return {};
       }}};
  command.completes = Completes::kDirectory;
  command.run = [options](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    return Compare(given, *options);
  };
  return command;
}

}  // namespace assay::cli
