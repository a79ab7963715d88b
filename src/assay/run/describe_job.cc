// A job in words.
#include <fmt/format.h>

#include "assay/run/job_config.h"

namespace assay {

std::string DescribeJob(const Job& job) {
  std::string methods;
  for (int m = 0; m < kMethodCount; ++m) {
    if (job.methods[m])
      methods +=
          fmt::format("{}{}", methods.empty() ? "" : ", ", MethodName(static_cast<Method>(m)));
  }
  const auto or_else = [](const std::string& text, const char* none) {
    return text.empty() ? std::string(none) : text;
  };
  std::string out = fmt::format(
      "input: {}\noutput directory: {}\nbrand: {}\nmethods: {}\n",
      or_else(job.input, "(given on the command line)"), job.output_directory,
      or_else(job.brand, "(none: fields are inferred)"), or_else(methods, "all that can run"));
  out += fmt::format("thresholds: validation {}, anomaly {}\nbatch size: {}\nworkers: {}\n",
                     job.validation_threshold, job.anomaly_threshold, job.batch_size,
                     job.max_workers == 0 ? "the CPUs granted" : std::to_string(job.max_workers));
  for (const std::string& pack : job.rule_packs) out += fmt::format("rule pack: {}\n", pack);
  return out;
}

}  // namespace assay
