// `assay inject`: a copy of a table in which known cells are wrong.
#include <memory>

#include <fmt/format.h>

#include "assay/evaluate/injection.h"
#include "assay/mapping/brand_config.h"
#include "assay/run/brand_directories.h"
#include "commands.h"
#include "interruptible_runtime.h"
#include "option_setters.h"

namespace assay::cli {
namespace {

std::vector<Option> DamageOptions(InjectionOptions* injection, std::string* brand) {
  return {
      {.name = "--intensity",
       .value = "X",
       .group = "What is done",
       .summary = "Share of cells that go wrong, 0 to 1 (default 0.02).",
       .set = SetShare(&injection->rate.intensity)},
      {.name = "--max-issues-per-row",
       .value = "N",
       .group = "What is done",
       .summary = "At most so many wrong cells in a row (default 0: no limit).",
       .set = SetCount(&injection->rate.max_issues_per_row, 0, UINT32_MAX)},
      {.name = "--error-pack",
       .value = "NAME|FILE",
       .group = "What is done",
       .summary =
           "The kinds of mistakes: general (default), catalogue, or an injection pack's path.",
       .set = SetText(&injection->error_pack),
       .completes = Completes::kFile},
      {.name = "--exclude-columns",
       .value = "LIST",
       .group = "What is done",
       .summary = "Columns that stay as they are.",
       .set = SetList(&injection->exclude_columns)},
      {.name = "--brand",
       .value = "NAME|FILE",
       .group = "What is done",
       .summary = "Which column is which field, for packs that name fields. Without it, fields are "
                  "inferred.",
       .set = SetText(brand),
       .short_name = "-b",
       .completes = Completes::kBrand},
      {.name = "--sample-share",
       .value = "X",
       .group = "What is done",
       .summary = "Copy only this share of the rows (default 1).",
       .set = SetShare(&injection->sample_share)},
      {.name = "--seed",
       .value = "N",
       .group = "What is done",
       .summary = "Another seed, other mistakes (default 0).",
       .set = SetCount(&injection->rate.seed, 0, UINT64_MAX)},
  };
}

std::vector<Option> OutputOptions(InjectionOptions* injection) {
  return {
      {.name = "--output-dir",
       .value = "DIR",
       .group = "Output",
       .summary = "Where dirty.csv, truth.csv and manifest.json go (default injected).",
       .set = SetText(&injection->output_directory),
       .short_name = "-o",
       .completes = Completes::kDirectory},
      {.name = "--write-clean",
       .value = "",
       .group = "Output",
       .summary = "Also write clean.csv: the same rows without the mistakes.",
       .set = SetSwitch(&injection->write_clean)},
  };
}

Result<int> RunInject(const std::string& brand, InjectionOptions* injection) {
  if (!brand.empty()) {
    ASSAY_TRY(const BrandConfig config, FindBrandConfig(brand, BrandDirectories()));
    injection->brand_path = config.path;
  }
  ASSAY_TRY(const InjectionSummary summary, InjectErrors(*injection, InterruptibleRuntime()));
  fmt::print(stderr, "{}: {} rows, {} wrong cells of {} (named in {})\n", summary.table,
             summary.rows, summary.wrong_cells, summary.cells, summary.truth);
  if (summary.rejected_rows > 0) {
    fmt::print(stderr, "  {} rows could not be read and were left out\n", summary.rejected_rows);
  }
  for (const auto& [type, count] : summary.by_type)
    fmt::print(stderr, "  {:<22}{:>10}\n", type, count);
  return 0;
}

}  // namespace

Command InjectCommand() {
  auto injection = std::make_shared<InjectionOptions>();
  auto brand = std::make_shared<std::string>();
  Command command;
  command.name = "inject";
  command.arguments = "TABLE";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.summary = "Put known mistakes into a copy of a table";
  command.description =
      "Writes dirty.csv, a copy of the table with mistakes as people and programs make them;\n"
      "truth.csv, which names every wrong cell; and manifest.json, with what it takes to do it\n"
      "again. What can go wrong is data: an injection pack (docs/reference/injection-packs.md).";
  command.examples =
      "# 5 % of the cells, at most two in a row\n"
      "assay inject clean.csv --intensity 0.05 --max-issues-per-row 2 --output-dir injected\n"
      "# Then: how much of it is found?\n"
      "assay detect injected/dirty.csv --output-dir results\n"
      "assay evaluate injected/dirty.csv --truth injected/truth.csv --findings "
      "results/findings.jsonl";
  command.options = DamageOptions(injection.get(), brand.get());
  for (Option& option : OutputOptions(injection.get()))
    command.options.push_back(std::move(option));
  command.completes = Completes::kFile;
  command.run = [injection, brand](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    injection->input = given.arguments[0];
    return RunInject(*brand, injection.get());
  };
  return command;
}

}  // namespace assay::cli
