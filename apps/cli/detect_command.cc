// `assay detect`: tables come in, wrong cells come out, explained.
#include "commands.h"
#include "run_jobs.h"
#include "run_settings.h"

namespace assay::cli {

Command DetectCommand() {
  auto settings = std::make_shared<RunSettings>();
  Command command;
  command.name = "detect";
  command.arguments = "INPUT...";
  command.most_arguments = 10'000;
  command.summary = "Find the wrong cells of a table";
  command.description =
      "Reads tables (CSV; also gzip or zstd; - is standard input) and writes what is wrong in "
      "them, why, how\n"
      "sure that is, and what it should be. Nothing has to be configured; a brand says which "
      "column is which.\n"
      "Several inputs get one folder each below --output-dir.";
  command.examples =
      "# Any table; open results/viewer.html afterwards\n"
      "assay detect products.csv\n"
      "# Rules only, with the columns of a brand, and a gate for a pipeline\n"
      "assay detect products.csv --brand esqualo --enable-validation --fail-on error\n"
      "# A compressed export from a pipe, findings to another program\n"
      "zcat export.csv.gz | assay detect - --output-dir out --quiet --print jsonl | wc -l\n"
      "# Two tables: reports in nightly/shop and nightly/stock\n"
      "assay detect shop.csv stock.csv --output-dir nightly --config production.json";
  command.options = RunOptions(settings.get());
  command.completes = Completes::kFile;
  command.run = [settings](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(LoadRunSettings(given, settings.get()));
    if (settings->inputs.empty()) {
      return UsageError("INPUT is missing. Usage: assay detect INPUT...  ('-' is standard input)");
    }
    return RunInputs(*settings);
  };
  return command;
}

}  // namespace assay::cli
