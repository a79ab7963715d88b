// The options of operations: audit, metrics, alerts, history and suppressions.
#pragma once

#include <string>
#include <vector>

#include "assay/operate/run_operations.h"
#include "assay/run/job.h"
#include "command.h"

namespace assay::cli {

void AddOperateOptions(OperateSettings* settings, std::vector<Option>* options);

// ApplyOperateEnvironment of the program's own environment.
Status ReadOperateEnvironment(OperateSettings* settings);

// Puts the suppressions that hold today into the job; notes name those that are over.
Status ApplySuppressions(const OperateSettings& settings, Job* job,
                         std::vector<std::string>* notes);

// Resolves the job's trained files (operate/trained_files.h) and alerts about damaged ones.
Status UseTrainedFiles(const OperateSettings& settings, Job* job, std::vector<std::string>* notes);

}  // namespace assay::cli
