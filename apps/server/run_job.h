// RunJobs: turns a job's record into a Job, runs it, and tells the record what became of it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "assay/operate/run_operations.h"
#include "assay/run/job.h"
#include "server/confined_file.h"
#include "server/job_queue.h"

namespace assay::server {

using LogLine = std::function<void(std::string_view level, std::string_view message)>;

struct RunJobOptions {
  Job base;  // what requests do not say
  OperateSettings operate;
  std::vector<std::string> input_roots;  // folders that hold tables for "path"
  std::string directory;                 // of the queue
  uint64_t most_seconds = 0;             // a job that takes longer fails; 0: no limit
  std::string models;                    // folder of the registry of trained files
  LogLine log;
  std::function<void(const RunFacts&)> finished;  // for the service's metrics
};

// Where a job's table, while it is needed, and its report stand below its folder.
inline constexpr const char* kInputFolder = "/input/";
inline constexpr const char* kReportFolder = "/report";

// Puts what may change between jobs into one: suppressions that hold today, and the files of
// trained versions. What is damaged or over is logged.
Status UseTodaysFiles(const RunJobOptions& options, const Runtime& runtime, Job* job);

// The table of a path, in the first root that has it.
Result<ConfinedFile> OpenInput(const std::vector<std::string>& roots, const std::string& path);

// The runner of a queue. Detection gets a lower scheduling priority than the service around it.
JobRunner MakeJobRunner(RunJobOptions options);

}  // namespace assay::server
