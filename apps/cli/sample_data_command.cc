// `assay sample-data`: writes a fashion catalogue with known mistakes.
#include <cstdint>
#include <memory>

#include <fmt/format.h>

#include "assay/evaluate/sample_data.h"
#include "commands.h"
#include "interruptible_runtime.h"
#include "option_setters.h"

namespace assay::cli {
namespace {

std::vector<Option> DataOptions(SampleOptions* sample) {
  return {
      {.name = "--rows",
       .value = "N",
       .group = "Data",
       .summary = "Rows (default 10000); 2,350,000 are about 1 GB.",
       .set = SetCount(&sample->rows, 0, INT64_MAX)},
      {.name = "--errors",
       .value = "R",
       .group = "Data",
       .summary = "Share of wrong cells, 0 to 1 (default 0.02).",
       .set = SetShare(&sample->errors)},
      {.name = "--seed",
       .value = "S",
       .group = "Data",
       .summary = "Another seed, another catalogue (default 1).",
       .set = SetCount(&sample->seed, 0, UINT64_MAX)},
      {.name = "--max-issues-per-row",
       .value = "N",
       .group = "Data",
       .summary = "At most so many wrong cells in a row (default 0: no limit).",
       .set = SetCount(&sample->max_issues_per_row, 0, UINT32_MAX)},
      {.name = "--error-pack",
       .value = "NAME|FILE",
       .group = "Data",
       .summary = "The kinds of mistakes: an injection pack (default catalogue).",
       .set = SetText(&sample->error_pack),
       .completes = Completes::kFile},
      {.name = "--shuffle",
       .value = "",
       .group = "Data",
       .summary = "Rows in random order, not style by style.",
       .set = SetSwitch(&sample->shuffle)},
      {.name = "--unique-texts",
       .value = "",
       .group = "Data",
       .summary = "Every long description is another one.",
       .set = SetSwitch(&sample->unique_texts)},
  };
}

std::vector<Option> OutputOptions(SampleOptions* sample, bool* quiet) {
  return {
      {.name = "--output-dir",
       .value = "DIR",
       .group = "Output",
       .summary = "Where catalogue.csv and truth.csv go (default sample).",
       .set = SetText(&sample->output_directory),
       .short_name = "-o",
       .completes = Completes::kDirectory},
      {.name = "--write-clean",
       .value = "",
       .group = "Output",
       .summary = "Also write clean.csv, without mistakes.",
       .set = SetSwitch(&sample->write_clean)},
      {.name = "--quiet",
       .value = "",
       .group = "Output",
       .summary = "Only errors.",
       .set = SetSwitch(quiet),
       .short_name = "-q"},
  };
}

void PrintSummary(const SampleOptions& options, const SampleSummary& summary) {
  fmt::print(stderr,
             "{0}/catalogue.csv: {1} rows, {2} bytes, {3} wrong cells (named in {0}/truth.csv)\n",
             options.output_directory, summary.rows, summary.bytes, summary.wrong_cells);
  for (const auto& [type, count] : summary.by_type)
    fmt::print(stderr, "  {:<22}{:>10}\n", type, count);
}

}  // namespace

Command SampleDataCommand() {
  auto sample = std::make_shared<SampleOptions>();
  auto quiet = std::make_shared<bool>(false);
  Command command;
  command.name = "sample-data";
  command.summary = "Write a fashion catalogue with known mistakes";
  command.description =
      "Writes catalogue.csv, an invented catalogue of 17 columns as brand_configs/esqualo.json\n"
      "maps them, and truth.csv, which names every wrong cell: row, column, error_type,\n"
      "clean_value, dirty_value. The same options give the same bytes everywhere.";
  command.examples =
      "# A small catalogue, 2 % of its cells wrong\n"
      "assay sample-data --rows 1000 --errors 0.02 --output-dir sample\n"
      "# The sample that ships as data/test_sample.csv\n"
      "assay sample-data --rows 300 --errors 0.02 --seed 7 --output-dir sample\n"
      "# About 1 GB, for benchmarks\n"
      "assay sample-data --rows 2350000 --errors 0.01 --output-dir big";
  command.options = DataOptions(sample.get());
  for (Option& option : OutputOptions(sample.get(), quiet.get()))
    command.options.push_back(std::move(option));
  command.run = [sample, quiet](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    ASSAY_TRY(const SampleSummary summary, WriteSampleData(*sample, InterruptibleRuntime()));
    if (!*quiet) PrintSummary(*sample, summary);
    return 0;
  };
  return command;
}

}  // namespace assay::cli
