// RunTimes: where a run's time and memory went. Never part of a report: times differ from run to
// run.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "assay/finding/finding.h"

namespace assay {

struct StageTime {
  std::string name;  // "profile", "map", "detect", "report"
  double seconds = 0;
  uint64_t memory_bytes = 0;       // resident behind the stage
  uint64_t peak_memory_bytes = 0;  // of the program, up to the stage's end
};

// One detector on one field; a detector of rows has no field.
struct DetectorTime {
  std::string detector;
  Method method = Method::kValidation;
  std::string field;
  double learn_seconds = 0;   // making it from the profile
  uint64_t learn_bytes = 0;   // that it keeps
  double detect_seconds = 0;  // of all workers, estimated from one call in kTimedCalls
};

// What a method took on a field in each block, in seconds.
struct MethodTime {
  Method method = Method::kValidation;
  std::string field;
  std::vector<float> block_seconds;
};

struct RunTimes {
  std::vector<StageTime> stages;
  std::vector<std::pair<std::string, double>>
      detect_steps;                     // of all workers: "read", "cells", "rows" …
  std::vector<DetectorTime> detectors;  // the dearest first
  std::vector<MethodTime> methods;
};

// The resident size now and the largest so far.
uint64_t ResidentBytes();
uint64_t PeakResidentBytes();

// The bytes of profile.json.
std::string ProfileJson(const RunTimes& times, const std::string& run_id, uint32_t workers);

}  // namespace assay
