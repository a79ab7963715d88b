// JobRequest: what a client asks for in POST /v1/jobs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/run/job.h"

namespace assay::server {

struct JobRequest {
  std::string name;                // may be empty
  std::string path;                // a table below an input root
  std::optional<std::string> csv;  // or the table itself
  std::string config = "{}";       // a JSON object
};

// Reads the JSON body {"path" or "csv", "name", "config"}. Every mistake is a usage error at
// "request body:line:column".
Result<JobRequest> ParseJobRequest(std::string_view body);

// Puts a config into `job`. A client may set only keys that name no file of the server and steer
// nothing outside its own run (JobConfigKeys); any other is a usage error at where:line:column.
Status ApplyJobConfig(std::string_view config, const std::string& where, Job* job);

// The config as compact JSON on one line, once ApplyJobConfig would take it.
Result<std::string> CheckJobConfig(std::string_view config, const std::string& where);

// A name that a client gives a job has at most 200 bytes.
Status CheckJobName(std::string_view name);

// The keys of a job file that a request may set: "anomaly_threshold", "source.delimiter" …
std::vector<std::string> JobConfigKeys();

}  // namespace assay::server
