// Options of the commands that damage a table before they detect.
#pragma once

#include <string>
#include <vector>

#include "assay/evaluate/evaluation.h"
#include "assay/evaluate/injection.h"
#include "run_settings.h"

namespace assay::cli {

// A run on a table with injected mistakes.
struct InjectedRun {
  RunSettings run;
  InjectionOptions injection;  // intensity 0: nothing is injected
};

// --data-file, and how much of what goes wrong; `intensity` names the option of the intensity, or
// is empty where the command has its own.
std::vector<Option> InjectedRunOptions(InjectedRun* settings, const std::string& intensity);

// The same without what is of use for one run only: --fail-on and --print.
std::vector<Option> TrialOptions(InjectedRun* settings, const std::string& intensity);

// LoadRunSettings, and a usage error when there is no data file.
Status LoadInjectedRun(const Given& given, InjectedRun* settings);

// "81 wrong cells, 60 flagged, 55 of them rightly: precision 0.92, recall 0.68, F1 0.78".
std::string FormatEvaluation(const Evaluation& evaluation);

}  // namespace assay::cli
