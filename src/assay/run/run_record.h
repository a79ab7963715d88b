// RunRecord: what a run was, besides its result: times, host, workers. Becomes run.json.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "assay/base/runtime.h"

namespace assay {

struct RunRecord {
  std::string run_id;
  std::string input;
  int64_t started_micros = 0;   // wall time
  int64_t finished_micros = 0;
  double seconds = 0;
  uint32_t workers = 0;
  uint64_t rows = 0;
  uint64_t input_bytes = 0;
  std::vector<std::pair<std::string, double>> stages;  // name, seconds
};

// A fresh identifier: the start time and random bits.
std::string MakeRunId(int64_t started_micros);

// The bytes of run.json.
std::string RunJson(const RunRecord& record);

}  // namespace assay
