// The winner of a cell's evidence.
#include "assay/combine/fuse.h"

#include <algorithm>

namespace assay {

void SortEvidence(std::vector<Evidence>* evidence) {
  std::stable_sort(evidence->begin(), evidence->end(), [](const Evidence& a, const Evidence& b) {
    if (a.confidence != b.confidence) return a.confidence > b.confidence;
    if (a.severity != b.severity) return a.severity > b.severity;
    if (a.code != b.code) return a.code < b.code;
    return a.detector < b.detector;
  });
}

double FuseConfidence(const std::vector<Evidence>& evidence) { return evidence.front().confidence; }

}  // namespace assay
