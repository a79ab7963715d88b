// Trained files of a job: references to the registry become verified files; others may be refused.
#pragma once

#include <string>
#include <vector>

#include "assay/operate/alert.h"
#include "assay/operate/model_registry.h"
#include "assay/run/job.h"

namespace assay {

struct TrainedFiles {
  std::vector<std::string> notes;     // which version a reference stands for
  std::vector<std::string> warnings;  // what was damaged and what took its place
  std::vector<Alert> alerts;          // the same, for people
  bool used_registry = false;
};

// Puts the path of the verified file in the place of "registry:NAME" or "registry:NAME@VERSION" in
// the job's calibration, weights and saved profile. With `only_registered`, a file given by its
// path must have the bytes of some version in the registry, else it is a usage error that says how
// to register it; a saved profile, which nobody can read with his eyes, always must.
Result<TrainedFiles> ResolveTrainedFiles(const std::string& directory, bool only_registered,
                                         const Runtime& runtime, Job* job);

// The alert that a damaged model or registry gives cause for.
Alert DamageAlert(const std::string& key, const std::string& text);

}  // namespace assay
