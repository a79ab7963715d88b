// One trial.
#include "assay/evaluate/trial.h"

#include <algorithm>

#include "assay/evaluate/staged_file.h"
#include "assay/mapping/brand_config.h"
#include "assay/run/brand_directories.h"

namespace assay {

Result<InjectionSummary> InjectForJob(InjectionOptions injection, const Runtime& runtime,
                                      Job* job) {
  injection.input = job->input;
  injection.source = job->source;
  injection.output_directory = job->output_directory + "/injected";
  if (!job->brand.empty()) {
    ASSAY_TRY(const BrandConfig brand, FindBrandConfig(job->brand, BrandDirectories()));
    injection.brand_path = brand.path;
  }
  ASSAY_TRY(InjectionSummary summary, InjectErrors(injection, runtime));
  job->input = summary.table;
  if (std::find(job->formats.begin(), job->formats.end(), "jsonl") == job->formats.end()) {
    job->formats.push_back("jsonl");
  }
  return summary;
}

Result<Evaluation> EvaluateInjected(const InjectionSummary& injection,
                                    const std::string& output_directory,
                                    const EvaluationOptions& options, const Runtime& runtime) {
  const EvaluationSources sources{injection.table, injection.truth,
                                  output_directory + "/findings.jsonl"};
  ASSAY_TRY(const CellTruth truth, ReadTruth({.dirty = injection.table, .truth = injection.truth}));
  ASSAY_TRY(const ReadFindings findings, ReadFindingsFile(sources.findings, truth.columns));
  Evaluation evaluation = Evaluate(truth, findings, options);
  ASSAY_TRY_STATUS(WriteStaged(output_directory + "/evaluation.json",
                               EvaluationJson(evaluation, sources), runtime));
  ASSAY_TRY_STATUS(WriteStaged(output_directory + "/evaluation.html",
                               EvaluationHtml(evaluation, sources), runtime));
  return evaluation;
}

Result<TrialResult> RunTrial(Job job, InjectionOptions injection,
                             const EvaluationOptions& evaluation, const Runtime& runtime,
                             const RunHooks& hooks) {
  TrialResult result;
  ASSAY_TRY(result.injection, InjectForJob(std::move(injection), runtime, &job));
  ASSAY_TRY(result.run, Run(job, runtime, hooks));
  ASSAY_TRY(result.evaluation,
            EvaluateInjected(result.injection, job.output_directory, evaluation, runtime));
  return result;
}

}  // namespace assay
