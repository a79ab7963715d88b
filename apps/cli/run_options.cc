// The options of `detect` and `single-demo`, group by group.
#include <limits>

#include <fmt/format.h>

#include "operate_options.h"
#include "option_setters.h"
#include "option_values.h"
#include "run_settings.h"

namespace assay::cli {
namespace {

constexpr uint64_t kMostBatch = 1'000'000'000;
constexpr uint64_t kMostSeconds = 86400;
constexpr uint64_t kMostWorkers = 256;
constexpr uint64_t kLeastMemory = uint64_t{64} << 20;

void AddMethods(RunSettings* s, std::vector<Option>* options) {
  const char* group = "What runs";
  constexpr const char* kSummaries[kMethodCount] = {
      "Check values against rules. With no --enable-*, every method that can run does.",
      "Find what the data itself shows to be unusual.",
      "Use a trained model; without one it is skipped, with a warning.",
      "Use a language model; without one it is skipped, with a warning."};
  for (int m = 0; m < kMethodCount; ++m) {
    options->push_back({.name = fmt::format("--enable-{}", MethodName(static_cast<Method>(m))), .value = "",
                        .group = group, .summary = kSummaries[m], .set = SetSwitch(&s->enabled[m]),
                        .key = "methods"});
  }
  options->push_back({.name = "--core-fields-only", .value = "", .group = group,
                      .summary = "Check only the brand's core fields.",
                      .set = SetSwitch(&s->job.core_fields_only), .key = "core_fields_only"});
  options->push_back({.name = "--exclude-columns", .value = "LIST", .group = group,
                      .summary = "Columns that are not checked, by name.",
                      .set = SetList(&s->job.exclude_columns), .key = "exclude_columns"});
  options->push_back({.name = "--validation-threshold", .value = "X", .group = group,
                      .summary = "Lowest confidence of a validation finding that is written, 0 to 1 (default 0).",
                      .set = SetShare(&s->job.validation_threshold), .key = "validation_threshold"});
  options->push_back({.name = "--anomaly-threshold", .value = "X", .group = group,
                      .summary = "The same for the other methods (default 0.5).",
                      .set = SetShare(&s->job.anomaly_threshold), .key = "anomaly_threshold"});
  options->push_back({.name = "--ignore", .value = "LIST", .group = group,
                      .summary = "Codes or fingerprints of findings that are left out.",
                      .set = SetList(&s->job.ignore), .key = "ignore"});
}

void AddConfiguration(RunSettings* s, std::vector<Option>* options) {
  const char* group = "Configuration";
  options->push_back({.name = "--brand", .value = "NAME|FILE", .group = group,
                      .summary = "Which column is which field: a name under brand_configs/, or a file. "
                                 "Without it, fields are inferred.",
                      .set = SetText(&s->job.brand), .short_name = "-b", .key = "brand",
                      .completes = Completes::kBrand});
  options->push_back({.name = "--config", .value = "FILE", .group = group,
                      .summary = "A job file (JSON or YAML). Flags win over the environment, and the "
                                 "environment over the file.",
                      .set = nullptr, .short_name = "-c", .completes = Completes::kFile});
  options->push_back({.name = "--rules", .value = "FILE", .group = group,
                      .summary = "A rule pack besides the built-in ones. May be repeated.",
                      .set = SetList(&s->job.rule_packs), .key = "rules", .completes = Completes::kFile});
  options->push_back({.name = "--key-fields", .value = "LIST", .group = group,
                      .summary = "Fields or columns that identify a row in fingerprints.",
                      .set = SetList(&s->job.key_fields), .key = "key_fields"});
  options->push_back({.name = "--null-tokens", .value = "LIST", .group = group,
                      .summary = "Values that count as empty, such as NULL,n/a.",
                      .set = SetList(&s->job.null_tokens), .key = "null_tokens"});
  options->push_back({.name = "--seed", .value = "N", .group = group,
                      .summary = "Seed of the row sample that patterns are learned from (default 0).",
                      .set = SetCount(&s->job.seed, 0, std::numeric_limits<int64_t>::max()), .key = "seed"});
}

void AddDialect(RunSettings* s, std::vector<Option>* options) {
  const char* group = "Input (what is not given is detected and shown)";
  SourceOptions* source = &s->job.source;
  options->push_back({.name = "--delimiter", .value = "C", .group = group,
                      .summary = "Between fields: one character, or tab.",
                      .set = SetCharacter(&source->delimiter, false), .key = "source.delimiter"});
  options->push_back({.name = "--quote", .value = "C", .group = group,
                      .summary = "Around fields: one character, or none.",
                      .set = SetCharacter(&source->quote, true), .key = "source.quote"});
  options->push_back({.name = "--escape", .value = "C", .group = group,
                      .summary = "Before a quote inside a quoted field; none: the quote is doubled.",
                      .set = SetCharacter(&source->escape, true), .key = "source.escape"});
  options->push_back({.name = "--line-end", .value = "lf|crlf|cr", .group = group, .summary = "The end of a line.",
                      .set = SetChoice({"lf", "crlf", "cr"},
                                       [=](size_t i) { source->line_end = static_cast<LineEnd>(i); }),
                      .key = "source.line_end"});
  options->push_back({.name = "--encoding", .value = "utf-8|utf-16le|utf-16be|windows-1252|latin-1", .group = group,
                      .summary = "The character encoding.",
                      .set = SetChoice({"utf-8", "utf-16le", "utf-16be", "windows-1252", "latin-1"},
                                       [=](size_t i) { source->encoding = static_cast<Encoding>(i); }),
                      .key = "source.encoding"});
  options->push_back({.name = "--header", .value = "yes|no", .group = group,
                      .summary = "Whether the first record names the columns (default yes).",
                      .set = SetChoice({"yes", "no"},
                                       [=](size_t i) { source->header = static_cast<HeaderMode>(i); }),
                      .key = "source.header"});
  options->push_back({.name = "--sample", .value = "N", .group = group, .summary = "Read only the first N rows.",
                      .set = [s](const Values& values) -> Status {
                        ASSAY_TRY(s->job.sample_rows, ReadCount(values.back(), 1, INT64_MAX));
                        return {};
                      },
                      .key = "sample"});
  options->push_back({.name = "--max-rejects", .value = "N", .group = group,
                      .summary = "Exit 3 when more than N records can't be read as rows; they are in "
                                 "quarantine.csv in any case.",
                      .set = [s](const Values& values) -> Status {
                        ASSAY_TRY(s->job.max_rejects, ReadCount(values.back(), 0, INT64_MAX));
                        s->job.reject_limit_set = true;
                        return {};
                      },
                      .key = "max_rejects"});
}

void AddReports(RunSettings* s, std::vector<Option>* options) {
  const char* group = "Reports";
  options->push_back({.name = "--output-dir", .value = "DIR", .group = group,
                      .summary = "Where the reports go (default results); with several inputs, one folder "
                                 "in it for each.",
                      .set = SetText(&s->job.output_directory), .short_name = "-o", .key = "output_dir",
                      .completes = Completes::kDirectory});
  options->push_back({.name = "--format", .value = "LIST", .group = group,
                      .summary = "Which reports: json,csv,jsonl,summary,html (the default), sarif, junit. report.json "
                                 "is always written.",
                      .set = SetList(&s->job.formats), .short_name = "-f", .key = "formats"});
  options->push_back({.name = "--fail-on", .value = "critical|error|warning|never", .group = group,
                      .summary = "Exit 1 when a finding is at least that severe (default never).",
                      .set = SetChoice({"critical", "error", "warning", "never"},
                                       [s](size_t i) {
                                         constexpr std::optional<Severity> kLeast[] = {
                                             Severity::kCritical, Severity::kError, Severity::kWarning, {}};
                                         s->fail_on = kLeast[i];
                                       })});
  options->push_back({.name = "--print", .value = "json|csv|jsonl|summary", .group = group,
                      .summary = "Copy that report to standard output at the end.",
                      .set = SetChoice({"json", "csv", "jsonl", "summary"},
                                       [s](size_t i) {
                                         constexpr const char* kFiles[] = {"report.json", "findings.csv",
                                                                           "findings.jsonl", "anomaly_summary.csv"};
                                         s->print = kFiles[i];
                                       })});
  options->push_back({.name = "--expand-column-findings", .value = "", .group = group,
                      .summary = "Write a finding about a column as one line for each affected cell.",
                      .set = SetSwitch(&s->job.expand_column_findings), .key = "expand_column_findings"});
  options->push_back({.name = "--no-defuse", .value = "", .group = group,
                      .summary = "Leave spreadsheet formulas in the CSV reports as they are.",
                      .set = SetSwitch(&s->job.defuse_formulas, false), .key = "defuse_formulas"});
}

void AddPerformance(RunSettings* s, std::vector<Option>* options) {
  const char* group = "Performance (never changes a report)";
  options->push_back({.name = "--max-workers", .value = "N", .group = group,
                      .summary = "Threads (default: the CPUs granted, at most 16).",
                      .set = SetCount(&s->job.max_workers, 1, kMostWorkers), .short_name = "-j",
                      .key = "performance.max_workers"});
  options->push_back({.name = "--batch-size", .value = "N", .group = group,
                      .summary = "Rows that are handled at once (default 256).",
                      .set = SetCount(&s->job.batch_size, 1, kMostBatch), .key = "performance.batch_size"});
  options->push_back({.name = "--memory-limit", .value = "SIZE", .group = group,
                      .summary = "Take no more memory than that (512M, 2G); too little ends the run with exit 3.",
                      .set = [s](const Values& values) -> Status {
                        ASSAY_TRY(s->job.memory_limit, ReadBytes(values.back(), kLeastMemory));
                        return {};
                      }});
  options->push_back({.name = "--temp-dir", .value = "DIR", .group = group,
                      .summary = "For what does not fit memory and for input that can't be read twice.",
                      .set = SetText(&s->job.source.temp_directory), .key = "source.temp_dir",
                      .completes = Completes::kDirectory});
  options->push_back({.name = "--no-resume", .value = "", .group = group,
                      .summary = "Start over, even where a stopped run left a checkpoint in the output directory.",
                      .set = SetSwitch(&s->job.resume, false)});
  options->push_back({.name = "--no-checkpoint", .value = "", .group = group,
                      .summary = "Leave nothing from which a killed run could go on.",
                      .set = SetSwitch(&s->job.checkpoint, false)});
  options->push_back({.name = "--checkpoint-interval", .value = "SECONDS", .group = group,
                      .summary = "Time between checkpoints (default 10; 0: behind every block of the input).",
                      .set = [s](const Values& values) -> Status {
                        ASSAY_TRY(const uint64_t seconds, ReadCount(values.back(), 0, kMostSeconds));
                        s->job.checkpoint_seconds = static_cast<double>(seconds);
                        return {};
                      }});
  options->push_back({.name = "--block-bytes", .value = "N", .group = "",
                      .summary = "For tests: the size of the input's blocks.",
                      .set = SetCount(&s->job.source.block_bytes, 64, uint64_t{256} << 20)});
  options->push_back({.name = "--stop-after", .value = "read|index|hash|full", .group = "",
                      .summary = "For benchmarks: where the work on a block ends.",
                      .set = SetChoice({"read", "index", "hash", "full"},
                                       [s](size_t i) { s->job.stop_after = static_cast<StopAfter>(i); })});
}

void AddMessages(RunSettings* s, std::vector<Option>* options) {
  const char* group = "Messages (standard error)";
  options->push_back({.name = "--quiet", .value = "", .group = group, .summary = "Only errors.",
                      .set = SetSwitch(&s->quiet), .short_name = "-q"});
  options->push_back({.name = "--verbose", .value = "", .group = group, .summary = "Everything, from DEBUG on.",
                      .set = SetSwitch(&s->verbose), .short_name = "-v"});
  options->push_back({.name = "--log-format", .value = "text|json", .group = group,
                      .summary = "Lines of text, or one JSON object a line (default text).",
                      .set = SetChoice({"text", "json"},
                                       [s](size_t i) { s->log_format = static_cast<LogFormat>(i); })});
  options->push_back({.name = "--log-file", .value = "FILE", .group = group,
                      .summary = "Also log to this file, as JSON lines; at 10 MB it becomes FILE.1, up to FILE.5.",
                      .set = SetText(&s->log_file), .completes = Completes::kFile});
}

}  // namespace

std::vector<Option> RunOptions(RunSettings* settings) {
  std::vector<Option> options;
  AddConfiguration(settings, &options);
  AddMethods(settings, &options);
  AddDialect(settings, &options);
  AddReports(settings, &options);
  AddPerformance(settings, &options);
  AddMessages(settings, &options);
  AddOperateOptions(&settings->operate, &options);
  return options;
}

}  // namespace assay::cli
