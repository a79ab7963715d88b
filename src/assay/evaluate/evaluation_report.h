// The reports of an evaluation: evaluation.json, one offline HTML page with SVG curves, weights.
#pragma once

#include <string>
#include <vector>

#include "assay/evaluate/evaluation.h"

namespace assay {

// What the reports say of where the figures come from.
struct EvaluationSources {
  std::string dirty, truth, findings;  // paths
};

// schemas/evaluation.schema.json describes the form.
std::string EvaluationJson(const Evaluation& evaluation, const EvaluationSources& sources);

// A page without scripts: figures with intervals, groups, confusion matrix, curves.
std::string EvaluationHtml(const Evaluation& evaluation, const EvaluationSources& sources);

// weights.json for --use-weighted-combination: how far each detector's confidence can be trusted
// here. A detector's weight is the share of its flagged cells that are wrong, smoothed towards that
// of all detectors by `kWeightPrior` cells.
std::string WeightsJson(const Evaluation& evaluation, const EvaluationSources& sources);

// A bound that an evaluation must hold: the figure is at least `bound` (calibration_error: at
// most).
struct Gate {
  std::string figure;
  double bound = 0;
};

// Reads "0.8" (of f1) or "precision=0.9,recall=0.5". A usage error names the nearest figure.
Result<std::vector<Gate>> ReadGates(const std::string& text);

// One sentence for each gate that does not hold; empty when all do.
std::vector<std::string> BrokenGates(const Evaluation& evaluation, const std::vector<Gate>& gates);

}  // namespace assay
