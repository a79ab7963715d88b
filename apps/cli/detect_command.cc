// `assay detect`: a table comes in, wrong cells come out, explained.
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/run/job.h"
#include "assay/run/job_config.h"
#include "commands.h"

namespace assay::cli {
namespace {

int Fail(const Error& error) {
  fmt::print(stderr, "assay: {}\n", error.message);
  return static_cast<int>(error.kind);
}

Result<Job> ReadJob(const Given& given) {
  Job job;
  std::vector<std::string> notes;
  if (const auto config = given.Last("--config")) {
    ASSAY_TRY(const ConfigDocument document, ReadConfigFile(*config));
    ASSAY_TRY_STATUS(ApplyJobFile(document, &job, &notes));
  }
  ASSAY_TRY_STATUS(ApplyEnvironment(std::getenv, &job));
  if (!given.arguments.empty()) job.input = given.arguments[0];
  for (const Given::Value& value : given.options) {
    const std::string& name = value.option->name;
    if (name == "--output-dir") job.output_directory = value.values.back();
    if (name == "--brand") job.brand = value.values.back();
    if (name == "--enable-validation") job.methods[0] = true;
    if (name == "--enable-pattern") job.methods[1] = true;
    if (name == "--expand-column-findings") job.expand_column_findings = true;
    if (name == "--max-workers") job.max_workers = static_cast<uint32_t>(std::atoi(value.values.back().c_str()));
    if (name == "--stop-after") {
      const std::string& stop = value.values.back();
      job.stop_after = stop == "read"    ? StopAfter::kRead
                       : stop == "index" ? StopAfter::kIndex
                       : stop == "hash"  ? StopAfter::kHash
                                         : StopAfter::kFull;
    }
  }
  return job;
}

int RunDetect(const Given& given) {
  auto job = ReadJob(given);
  if (!job) return Fail(job.error());
  bool quiet = false;
  for (const Given::Value& value : given.options) quiet = quiet || value.option->name == "--quiet";
  RunHooks hooks;
  if (!quiet) {
    hooks.log = [](std::string_view level, std::string_view message) {
      fmt::print(stderr, "[{}] {}\n", level, message);
    };
  }
  auto result = Run(*job, SystemRuntime(), hooks);
  if (!result) return Fail(result.error());
  if (!quiet) {
    fmt::print(stderr, "{} records, {} findings, {:.2f} s, {}\n", result->report.total_records,
               result->report.total_errors, result->seconds, job->output_directory);
  }
  return 0;
}

}  // namespace

Command DetectCommand() {
  Command command;
  command.name = "detect";
  command.arguments = "INPUT...";
  command.least_arguments = 1;
  command.most_arguments = 1;
  for (const char* name : {"--enable-validation", "--enable-pattern", "--expand-column-findings", "--quiet"}) {
    command.options.push_back({.name = name, .value = "", .group = "", .summary = "", .set = nullptr});
  }
  for (const char* name : {"--output-dir", "--brand", "--config", "--max-workers", "--stop-after"}) {
    command.options.push_back({.name = name, .value = "V", .group = "", .summary = "", .set = nullptr});
  }
  command.run = RunDetect;
  return command;
}

}  // namespace assay::cli
