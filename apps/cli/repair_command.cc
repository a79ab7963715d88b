// `assay repair`: a copy of a table with the suggestions of its findings put in.
#include <memory>

#include <fmt/format.h>

#include "assay/evaluate/repair.h"
#include "commands.h"
#include "interruptible_runtime.h"
#include "option_setters.h"

namespace assay::cli {

Command RepairCommand() {
  auto repair = std::make_shared<RepairOptions>();
  Command command;
  command.name = "repair";
  command.arguments = "TABLE";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.summary = "Put the suggestions of findings into a copy of a table";
  command.description =
      "Writes repaired.csv, a copy of the table in which every cell with a finding that is sure "
      "enough and has a\n"
      "suggestion is replaced by it, and changes.csv, which names each change. The table itself is "
      "never written.";
  command.examples =
      "# Find, then repair what is at least 95 % sure\n"
      "assay detect products.csv --output-dir results\n"
      "assay repair products.csv --findings results/findings.jsonl --min-confidence 0.95 "
      "--output-dir repaired";
  command.options = {
      {.name = "--findings",
       .value = "FILE",
       .group = "What is done",
       .summary = "findings.jsonl (exact) or findings.csv of a run over the table (default "
                  "results/findings.jsonl).",
       .set = SetText(&repair->findings),
       .completes = Completes::kFile},
      {.name = "--min-confidence",
       .value = "X",
       .group = "What is done",
       .summary = "Use suggestions that are right with at least this probability (default 0.9).",
       .set = SetShare(&repair->min_confidence)},
      {.name = "--output-dir",
       .value = "DIR",
       .group = "Output",
       .summary = "Where repaired.csv and changes.csv go (default repaired).",
       .set = SetText(&repair->output_directory),
       .short_name = "-o",
       .completes = Completes::kDirectory},
  };
  command.completes = Completes::kFile;
  command.run = [repair](const Given& given) -> Result<int> {
    repair->findings = "results/findings.jsonl";
    ASSAY_TRY_STATUS(ApplyOptions(given));
    repair->table = given.arguments[0];
    ASSAY_TRY(const RepairSummary summary, RepairTable(*repair, InterruptibleRuntime()));
    fmt::print(stderr, "{}: {} rows, {} cells changed (named in {})\n", summary.table, summary.rows,
               summary.changed, summary.changes);
    fmt::print(stderr, "  of {} findings, {} are below {} and {} have no suggestion\n",
               summary.findings, summary.unsure, repair->min_confidence,
               summary.without_suggestion);
    if (summary.outdated > 0) {
      fmt::print(stderr,
                 "  {} cells have another value than their finding tells: left as they are\n",
                 summary.outdated);
    }
    return 0;
  };
  return command;
}

}  // namespace assay::cli
