// RunSettings: what `detect` and `single-demo` were told, by flags, environment and job file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assay/operate/log.h"
#include "assay/operate/run_operations.h"
#include "assay/run/job.h"
#include "command.h"

namespace assay::cli {

struct RunSettings {
  Job job;  // its input is set for each table in turn
  std::vector<std::string> inputs;
  bool enabled[kMethodCount] = {};  // by --enable-*; none: as the job says
  std::optional<Severity> fail_on;  // none: never
  bool quiet = false;
  bool verbose = false;
  LogFormat log_format = LogFormat::kText;
  std::string log_file;            // empty: none
  std::string print;               // the report that is copied to standard output; empty: none
  std::vector<std::string> notes;  // of the job file
  OperateSettings operate;         // audit, metrics, alerts, history
  bool is_one_run =
      true;  // false: a service, which reads suppressions and trained files for every job
};

// The options that run a job; each sets its part of `settings`, which must outlive them.
std::vector<Option> RunOptions(RunSettings* settings);

// Fills `settings` from the job file, the environment and the flags, the later ones winning, and
// sets up the console. The inputs become the arguments, or the job file's input.
Status LoadRunSettings(const Given& given, RunSettings* settings);

}  // namespace assay::cli
