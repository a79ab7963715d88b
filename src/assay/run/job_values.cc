// A job as text, key by key.
#include "assay/run/job_values.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace assay {
namespace {

constexpr std::string_view kDetected = "(detected)";

std::string Or(const std::string& text, std::string_view otherwise) {
  return text.empty() ? std::string(otherwise) : text;
}

std::string List(const std::vector<std::string>& items) {
  return fmt::format("[{}]", fmt::join(items, ", "));
}

std::string Bool(bool value) { return value ? "true" : "false"; }

std::string Character(const std::optional<char>& character) {
  if (!character) return std::string(kDetected);
  if (*character == '\0') return "none";
  if (*character == '\t') return "tab";
  return std::string(1, *character);
}

std::string MethodParallelism(const Job& job) {
  std::vector<std::string> names;
  for (int m = 0; m < kMethodCount; ++m) {
    if (job.takes_turns[m]) names.emplace_back(MethodName(static_cast<Method>(m)));
  }
  return names.empty() ? "(all methods)" : "all but " + List(names);
}

std::string Methods(const Job& job) {
  std::vector<std::string> names;
  for (int m = 0; m < kMethodCount; ++m) {
    if (job.methods[m]) names.emplace_back(MethodName(static_cast<Method>(m)));
  }
  return names.empty() ? "(all that can run)" : List(names);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> JobValues(const Job& job) {
  const SourceOptions& source = job.source;
  return {
      {"environment", Or(job.environment, "development")},
      {"log_level", Or(job.log_level, "INFO")},
      {"input", Or(job.input, "(none)")},
      {"output_dir", job.output_directory},
      {"brand", Or(job.brand, "(fields are inferred)")},
      {"rules", List(job.rule_packs)},
      {"methods", Methods(job)},
      {"core_fields_only", Bool(job.core_fields_only)},
      {"validation_threshold", fmt::format("{}", job.validation_threshold)},
      {"anomaly_threshold", fmt::format("{}", job.anomaly_threshold)},
      {"min_precision",
       job.min_precision ? fmt::format("{}", *job.min_precision) : "(anomaly_threshold)"},
      {"false_alarms",
       job.false_alarms ? fmt::format("{}", *job.false_alarms) : "(anomaly_threshold)"},
      {"calibration", Or(job.calibration, "(shipped)")},
      {"profile_from", Or(job.profile_from, "(the table's own)")},
      {"save_profile", Or(job.save_profile, "(none)")},
      {"weights", Or(job.weights, "(none)")},
      {"exclude_columns", List(job.exclude_columns)},
      {"key_fields", List(job.key_fields)},
      {"null_tokens", List(job.null_tokens)},
      {"ignore", List(job.ignore)},
      {"sample", job.sample_rows ? fmt::format("{}", *job.sample_rows) : "(all rows)"},
      {"redact", List(job.redact)},
      {"expand_column_findings", Bool(job.expand_column_findings)},
      {"defuse_formulas", Bool(job.defuse_formulas)},
      {"formats", List(job.formats)},
      {"max_rejects", job.reject_limit_set ? fmt::format("{}", job.max_rejects) : "(no limit)"},
      {"seed", fmt::format("{}", job.seed)},
      {"source.delimiter", Character(source.delimiter)},
      {"source.quote", Character(source.quote)},
      {"source.escape", Character(source.escape)},
      {"source.line_end",
       source.line_end ? std::string(LineEndName(*source.line_end)) : std::string(kDetected)},
      {"source.encoding",
       source.encoding ? std::string(EncodingName(*source.encoding)) : std::string(kDetected)},
      {"source.header", source.header ? Bool(*source.header) : std::string(kDetected)},
      {"source.skip_lines", fmt::format("{}", source.skip_lines)},
      {"source.temp_dir", Or(source.temp_directory, "(the system's)")},
      {"performance.batch_size", fmt::format("{}", job.batch_size)},
      {"performance.max_workers",
       job.max_workers == 0 ? fmt::format("(the CPUs granted: {})", std::min(GrantedCpus(), 16u))
                            : fmt::format("{}", job.max_workers)},
      {"performance.method_parallelism", MethodParallelism(job)},
      {"memory.max_dataframe_size",
       job.max_rows_in_memory == 0 ? "(no cap)" : fmt::format("{}", job.max_rows_in_memory)},
      {"memory.result_buffer_size",
       job.most_waiting_findings == 0 ? "(no cap)" : fmt::format("{}", job.most_waiting_findings)},
      {"cache.directory", Or(job.cache.directory, "(none)")},
      {"cache.enabled", Bool(job.cache.enabled)},
      {"cache.max_megabytes", fmt::format("{}", job.cache.most_bytes >> 20)},
      {"error_handling.max_retries", fmt::format("{}", job.retry.max_retries)},
      {"error_handling.retry_delay", fmt::format("{}", job.retry.delay_seconds)},
  };
}

}  // namespace assay
