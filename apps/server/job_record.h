// JobRecord: what the service knows of one submitted job. Stands as job.json in the job's folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "assay/run/job.h"

namespace assay::server {

enum class JobState : uint8_t { kQueued, kRunning, kSucceeded, kFailed, kCancelled };
inline constexpr std::string_view kJobStateNames[] = {"queued", "running", "succeeded", "failed",
                                                      "cancelled"};
inline std::string_view JobStateName(JobState state) {
  return kJobStateNames[static_cast<size_t>(state)];
}
inline bool IsFinished(JobState state) { return state >= JobState::kSucceeded; }

struct JobRecord {
  std::string id;    // also the run id
  std::string name;  // what the submitter calls it; may be empty
  JobState state = JobState::kQueued;
  std::string submitted_by;   // the token's name
  std::string input;          // the table's file name
  std::string path;           // of a table below an input root; empty: it was sent along
  std::string config = "{}";  // a JSON object: keys of a job file
  int64_t submitted_micros = 0;
  int64_t started_micros = 0;  // 0: not yet
  int64_t finished_micros = 0;
  uint32_t starts = 0;  // how often the service began it
  std::optional<int> exit_code;
  std::string error;  // why there is no report
  bool has_report = false;
  uint64_t total_records = 0;  // of the report
  uint64_t rejected_records = 0;
  uint64_t total_errors = 0;
  uint64_t critical_errors = 0;
};

// The JSON object of a job, for clients and for job.json; `progress` may be null.
std::string JobJson(const JobRecord& record, const Progress* progress);

// Reads what JobJson wrote, but for the progress.
Result<JobRecord> ParseJobRecord(std::string_view text, const std::string& file);

}  // namespace assay::server
