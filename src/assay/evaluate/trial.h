// Trial: inject mistakes into a table, detect, and evaluate against what was injected.
#pragma once

#include <string>
#include <vector>

#include "assay/evaluate/evaluation.h"
#include "assay/evaluate/evaluation_report.h"
#include "assay/evaluate/injection.h"
#include "assay/run/job.h"

namespace assay {

struct TrialResult {
  InjectionSummary injection;
  RunResult run;
  Evaluation evaluation;
};

// Injects into `job.input`, runs the job on the result and evaluates its findings. Everything
// stands below job.output_directory: injected/, the reports of the run, evaluation.json and
// evaluation.html. Mistakes that the input had before count as right: on a table that is not clean,
// precision is too low by them.
Result<TrialResult> RunTrial(Job job, InjectionOptions injection,
                             const EvaluationOptions& evaluation, const Runtime& runtime,
                             const RunHooks& hooks);

// The first step alone: injects into job->input, as the job reads it, and makes the result the
// job's input. The findings will be written as findings.jsonl, whatever the job's formats say.
Result<InjectionSummary> InjectForJob(InjectionOptions injection, const Runtime& runtime, Job* job);

// The last step alone: evaluates the findings of a run whose input came from `injection`.
Result<Evaluation> EvaluateInjected(const InjectionSummary& injection,
                                    const std::string& output_directory,
                                    const EvaluationOptions& options, const Runtime& runtime);

}  // namespace assay
