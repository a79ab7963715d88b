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
constexpr uint64_t kMostRetries = 1000;
constexpr uint64_t kMostSeconds = 86400;
constexpr uint64_t kMostWorkers = 256;
constexpr uint64_t kLeastCache = uint64_t{1} << 20;
constexpr uint64_t kLeastMemory = uint64_t{64} << 20;

// Adds options under one heading of the help; under none they are hidden.
struct OptionGroup {
  const char* heading;
  std::vector<Option>* options;

  Option& Add(std::string name, const char* value, const char* summary, Setter set,
              const char* key = "", Completes completes = Completes::kNothing) const {
    return options->emplace_back(Option{.name = std::move(name),
                                        .value = value,
                                        .group = heading,
                                        .summary = summary,
                                        .set = std::move(set),
                                        .key = key,
                                        .completes = completes});
  }
};

void AddMethods(RunSettings* s, std::vector<Option>* options) {
  const OptionGroup group{"What runs", options};
  constexpr const char* kSummaries[kMethodCount] = {
      "Check values against rules. With no --enable-*, every method that can run does.",
      "Find what the data itself shows to be unusual.",
      "Use a trained model; without one it is skipped, with a warning.",
      "Use a language model; without one it is skipped, with a warning."};
  for (int m = 0; m < kMethodCount; ++m) {
    group.Add(fmt::format("--enable-{}", MethodName(static_cast<Method>(m))), "", kSummaries[m],
              SetSwitch(&s->enabled[m]), "methods");
  }
  group.Add("--core-fields-only", "", "Check only the brand's core fields.",
            SetSwitch(&s->job.core_fields_only), "core_fields_only");
  group.Add("--exclude-columns", "LIST", "Columns that are not checked, by name.",
            SetList(&s->job.exclude_columns), "exclude_columns");
  group.Add("--validation-threshold", "X",
            "Lowest confidence of a validation finding that is written, 0 to 1 (default 0).",
            SetShare(&s->job.validation_threshold), "validation_threshold");
  group.Add("--anomaly-threshold", "X", "The same for the other methods (default 0.5).",
            SetShare(&s->job.anomaly_threshold), "anomaly_threshold");
  group.Add("--min-precision", "P",
            "In place of --anomaly-threshold: the share of findings that are to be right.",
            SetShare(&s->job.min_precision), "min_precision");
  group.Add("--false-alarms", "N",
            "In place of --anomaly-threshold: false alarms to be borne in 10,000 cells.",
            SetCount(&s->job.false_alarms, 0, 10'000), "false_alarms");
  group.Add("--calibration", "FILE",
            "What turns evidence into confidence; 'none': evidence as it is.",
            SetText(&s->job.calibration), "calibration");
  group.Add("--use-weighted-combination", "FILE",
            "Weigh each detector's confidence by how far it can be trusted: what `assay evaluate "
            "--write-weights` wrote.",
            SetText(&s->job.weights), "weights", Completes::kFile);
  group.Add("--profile-from", "FILE|registry:NAME",
            "Judge by what --save-profile kept of another table, with no first pass; it must be "
            "registered.",
            SetText(&s->job.profile_from), "profile_from", Completes::kFile);
  group.Add("--save-profile", "FILE",
            "Keep what the first pass learns of this table: for --profile-from.",
            SetText(&s->job.save_profile), "save_profile", Completes::kFile);
  group.Add("--ignore", "LIST", "Codes or fingerprints of findings that are left out.",
            SetList(&s->job.ignore), "ignore");
}

void AddConfiguration(RunSettings* s, std::vector<Option>* options) {
  const OptionGroup group{"Configuration", options};
  group
      .Add("--brand", "NAME|FILE",
           "Which column is which field: a name under brand_configs/, or a file. "
           "Without it, fields are inferred.",
           SetText(&s->job.brand), "brand", Completes::kBrand)
      .short_name = "-b";
  group
      .Add("--config", "FILE",
           "A job file (JSON or YAML). Flags win over the environment, and the "
           "environment over the file.",
           nullptr, "", Completes::kFile)
      .short_name = "-c";
  group.Add("--rules", "FILE", "A rule pack besides the built-in ones. May be repeated.",
            SetList(&s->job.rule_packs), "rules", Completes::kFile);
  group.Add("--key-fields", "LIST", "Fields or columns that identify a row in fingerprints.",
            SetList(&s->job.key_fields), "key_fields");
  group.Add("--null-tokens", "LIST", "Values that count as empty, such as NULL,n/a.",
            SetList(&s->job.null_tokens), "null_tokens");
  group.Add("--seed", "N", "Seed of the row sample that patterns are learned from (default 0).",
            SetCount(&s->job.seed, 0, std::numeric_limits<int64_t>::max()), "seed");
}

void AddDialect(RunSettings* s, std::vector<Option>* options) {
  const OptionGroup group{"Input (what is not given is detected and shown)", options};
  SourceOptions* source = &s->job.source;
  group.Add("--delimiter", "C", "Between fields: one character, or tab.",
            SetCharacter(&source->delimiter, false), "source.delimiter");
  group.Add("--quote", "C", "Around fields: one character, or none.",
            SetCharacter(&source->quote, true), "source.quote");
  group.Add("--escape", "C", "Before a quote inside a quoted field; none: the quote is doubled.",
            SetCharacter(&source->escape, true), "source.escape");
  group.Add("--line-end", "lf|crlf|cr", "The end of a line.",
            SetChoice({"lf", "crlf", "cr"},
                      [=](size_t i) { source->line_end = static_cast<LineEnd>(i); }),
            "source.line_end");
  group.Add("--encoding", "utf-8|utf-16le|utf-16be|windows-1252|latin-1", "The character encoding.",
            SetChoice({"utf-8", "utf-16le", "utf-16be", "windows-1252", "latin-1"},
                      [=](size_t i) { source->encoding = static_cast<Encoding>(i); }),
            "source.encoding");
  group.Add("--header", "yes|no", "Whether the first record names the columns.",
            SetChoice({"yes", "no"}, [=](size_t i) { source->header = i == 0; }), "source.header");
  group.Add("--skip-lines", "N", "Leave out the first N lines: a title above the header.",
            SetCount(&source->skip_lines, 0, kMostSkippedLines), "source.skip_lines");
  group.Add(
      "--sample", "N", "Read only the first N rows.",
      [s](const Values& values) -> Status {
        ASSAY_TRY(s->job.sample_rows, ReadCount(values.back(), 1, INT64_MAX));
        return {};
      },
      "sample");
  group.Add(
      "--max-rejects", "N",
      "Exit 3 when more than N records can't be read as rows; they are in "
      "quarantine.csv in any case.",
      [s](const Values& values) -> Status {
        ASSAY_TRY(s->job.max_rejects, ReadCount(values.back(), 0, INT64_MAX));
        s->job.reject_limit_set = true;
        return {};
      },
      "max_rejects");
  group.Add("--continue-on-error", "yes|no",
            "no: end at the first record that can't be read as a row (the first beyond "
            "--max-rejects), and at the first input that fails (default yes).",
            SetChoice({"yes", "no"}, [s](size_t i) { s->job.continue_on_error = i == 0; }),
            "error_handling.continue_on_error");
}

void AddReports(RunSettings* s, std::vector<Option>* options) {
  const OptionGroup group{"Reports", options};
  group
      .Add("--output-dir", "DIR",
           "Where the reports go (default results); with several inputs, one folder "
           "in it for each.",
           SetText(&s->job.output_directory), "output_dir", Completes::kDirectory)
      .short_name = "-o";
  group
      .Add("--format", "LIST",
           "Which reports: json,csv,jsonl,summary,html (the default), sarif, junit. report.json "
           "is always written.",
           SetList(&s->job.formats), "formats")
      .short_name = "-f";
  group.Add("--fail-on", "critical|error|warning|never",
            "Exit 1 when a finding is at least that severe (default never).",
            SetChoice({"critical", "error", "warning", "never"}, [s](size_t i) {
              constexpr std::optional<Severity> kLeast[] = {
                  Severity::kCritical, Severity::kError, Severity::kWarning, {}};
              s->fail_on = kLeast[i];
            }));
  group.Add("--print", "json|csv|jsonl|summary", "Copy that report to standard output at the end.",
            SetChoice({"json", "csv", "jsonl", "summary"}, [s](size_t i) {
              constexpr const char* kFiles[] = {"report.json", "findings.csv", "findings.jsonl",
                                                "anomaly_summary.csv"};
              s->print = kFiles[i];
            }));
  group.Add("--expand-column-findings", "",
            "Write a finding about a column as one line for each affected cell.",
            SetSwitch(&s->job.expand_column_findings), "expand_column_findings");
  group.Add(
      "--redact", "LIST",
      "Fields or columns whose values no output shows: reports, viewer, quarantine, messages.",
      SetList(&s->job.redact), "redact");
  group.Add("--no-defuse", "", "Leave spreadsheet formulas in the CSV reports as they are.",
            SetSwitch(&s->job.defuse_formulas, false), "defuse_formulas");
}

void AddPerformance(RunSettings* s, std::vector<Option>* options) {
  const OptionGroup group{"Performance (never changes a report)", options};
  group
      .Add("--max-workers", "N", "Threads (default: the CPUs granted, at most 16).",
           SetCount(&s->job.max_workers, 1, kMostWorkers), "performance.max_workers")
      .short_name = "-j";
  group.Add("--batch-size", "N", "Rows that are handled at once (default 256).",
            SetCount(&s->job.batch_size, 1, kMostBatch), "performance.batch_size");
  group.Add("--memory-limit", "SIZE",
            "Take no more memory than that (512M, 2G); too little ends the run with exit 3.",
            [s](const Values& values) -> Status {
              ASSAY_TRY(s->job.memory_limit, ReadBytes(values.back(), kLeastMemory));
              return {};
            });
  group.Add("--temp-dir", "DIR",
            "For what does not fit memory and for input that can't be read twice.",
            SetText(&s->job.source.temp_directory), "source.temp_dir", Completes::kDirectory);
  group.Add(
      "--cache-dir", "DIR",
      "Keep reports and learned patterns here: the same input and settings give the same report "
      "without detecting again.",
      SetText(&s->job.cache.directory), "cache.directory", Completes::kDirectory);
  group.Add(
      "--cache-size", "SIZE",
      "Largest size of --cache-dir (default 1G); what was not used for longest goes.",
      [s](const Values& values) -> Status {
        ASSAY_TRY(s->job.cache.most_bytes, ReadBytes(values.back(), kLeastCache));
        return {};
      },
      "cache.max_megabytes");
  group.Add("--no-cache", "", "Neither take nor keep anything there.",
            SetSwitch(&s->job.cache.enabled, false), "cache.enabled");
  group.Add("--no-resume", "",
            "Start over, even where a stopped run left a checkpoint in the output directory.",
            SetSwitch(&s->job.resume, false));
  group.Add("--no-checkpoint", "", "Leave nothing from which a killed run could go on.",
            SetSwitch(&s->job.checkpoint, false));
  group.Add("--checkpoint-interval", "SECONDS",
            "Time between checkpoints that outlive a stop of the machine (default 10; 0: behind "
            "every block of the input). A killed program loses no finished block in any case.",
            [s](const Values& values) -> Status {
              ASSAY_TRY(const uint64_t seconds, ReadCount(values.back(), 0, kMostSeconds));
              s->job.checkpoint_seconds = static_cast<double>(seconds);
              return {};
            });
  group.Add("--max-retries", "N",
            "How often what a passing fault stopped is tried again (default 2): reads, deliveries, "
            "a locked history.",
            SetCount(&s->job.retry.max_retries, 0, kMostRetries), "error_handling.max_retries");
  group.Add(
      "--retry-delay", "SECONDS", "The wait before each retry (default 0.5).",
      [s](const Values& values) -> Status {
        ASSAY_TRY(s->job.retry.delay_seconds, ReadSeconds(values.back(), kMostSeconds));
        return {};
      },
      "error_handling.retry_delay");
  group.Add("--profile", "",
            "Show where time and memory went, by stage and detector, and write profile.json; "
            "detectors then learn one after another.",
            SetSwitch(&s->job.profile));
  OptionGroup{"", options}.Add("--block-bytes", "N", "For tests: the size of the input's blocks.",
                               SetCount(&s->job.source.block_bytes, 64, uint64_t{256} << 20));
  OptionGroup{"", options}.Add(
      "--stop-after", "read|index|hash|full", "For benchmarks: where the work on a block ends.",
      SetChoice({"read", "index", "hash", "full"},
                [s](size_t i) { s->job.stop_after = static_cast<StopAfter>(i); }));
}

void AddMessages(RunSettings* s, std::vector<Option>* options) {
  const OptionGroup group{"Messages (standard error)", options};
  group.Add("--quiet", "", "Only errors.", SetSwitch(&s->quiet)).short_name = "-q";
  group.Add("--verbose", "", "Everything, from DEBUG on.", SetSwitch(&s->verbose)).short_name =
      "-v";
  group.Add(
      "--log-format", "text|json", "Lines of text, or one JSON object a line (default text).",
      SetChoice({"text", "json"}, [s](size_t i) { s->log_format = static_cast<LogFormat>(i); }));
  group.Add("--log-file", "FILE",
            "Also log to this file, as JSON lines; at 10 MB it becomes FILE.1, up to FILE.5.",
            SetText(&s->log_file), "", Completes::kFile);
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
