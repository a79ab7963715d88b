// Fusion: all evidence about one cell becomes one finding with one confidence.
#pragma once

#include <vector>

#include "assay/finding/finding.h"

namespace assay {

// Orders evidence strongest first: confidence, then severity, then code, then detector name. Total, so
// that the winner never depends on the order in which detectors ran.
void SortEvidence(std::vector<Evidence>* evidence);

// The fused confidence of sorted, non-empty evidence: the strongest evidence's own. Detectors that see
// the same symptom are not counted twice.
double FuseConfidence(const std::vector<Evidence>& evidence);

}  // namespace assay
