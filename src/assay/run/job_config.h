// The job file (--config) and the environment, read into a Job; unknown keys name the nearest right
// one.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "assay/base/config_node.h"
#include "assay/run/job.h"

namespace assay {

// Puts what the job file says into `job`; what it does not say stays. Keys are described in
// schemas/job.schema.json. A key that is checked but steers nothing yet is named in `notes`.
// Every mistake is a usage error at file:line:column.
Status ApplyJobFile(const ConfigDocument& document, Job* job, std::vector<std::string>* notes);

// Puts DETECTION_OUTPUT_DIR, DETECTION_LOG_LEVEL, DETECTION_BATCH_SIZE and DETECTION_MAX_WORKERS
// into `job` where they are set and not empty; `get` is getenv, or a test's. The order is flags >
// environment > file > defaults: call this behind ApplyJobFile and before the flags.
Status ApplyEnvironment(const std::function<const char*(const char*)>& get, Job* job);

// What a job says, line by line, for `assay validate-config`.
std::string DescribeJob(const Job& job);

// Every key of a job file as "section.key", for tests of the schema and for help.
std::vector<std::string> JobFileKeys();

}  // namespace assay
