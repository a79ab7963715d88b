// RunFacts: a finished (or failed) run as metrics, alerts, history and audit see it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/report/report.h"
#include "assay/run/job.h"

namespace assay {

struct RunFacts {
  std::string run_id;
  std::string input;
  std::string output_directory;
  std::string brand;
  int64_t started_micros = 0;  // wall time
  int64_t finished_micros = 0;
  double seconds = 0;
  uint64_t input_bytes = 0;
  uint64_t peak_memory_bytes = 0;
  std::vector<std::pair<std::string, double>> stages;  // name, seconds
  int exit_code = 0;
  std::string error;                // why there is no report; empty when there is one
  const RunTimes* times = nullptr;  // of the caller; null: not measured
  const Report* report = nullptr;   // of the caller; null when the run failed

  // It ran to its end and its report stands, whatever it found.
  bool succeeded() const { return report != nullptr && exit_code <= 1; }
};

// The facts of a run that left a report; times and sizes come from run.json beside it.
RunFacts FactsOfRun(const Job& job, const RunResult& result, int exit_code, const Runtime& runtime);

// The facts of a run that ended in an error.
RunFacts FactsOfFailure(const Job& job, const Error& error, int64_t started_micros,
                        const Runtime& runtime);

}  // namespace assay
