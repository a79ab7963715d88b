// Fusion: all evidence about one cell becomes one finding with one confidence.
#pragma once

#include <cstdint>
#include <vector>

#include "assay/finding/finding.h"

namespace assay {

// Orders evidence strongest first: confidence, then severity, then code, then detector name. Before
// them all goes evidence of 0.5 and more whose code says more exactly what happened, when it is of
// the strongest's method and suggests the same: a name with a blank too much also breaks a
// dependency. Total, so that the winner never depends on the order in which detectors ran.
void SortEvidence(std::vector<Evidence>* evidence);

// Families of evidence that look at different sides of a cell: its spelling and format, whether it
// is missing, its size, its neighbours in time, other cells of its row, other rows. Detectors of
// one family see the same symptom.
enum class EvidenceFamily : uint8_t {
  kSpelling,
  kMissing,
  kNumber,
  kSeries,
  kRelation,
  kDependency,
  kKey,
  kText,
  kDate,
  kColumn,
  kModel,
  kCount
};
EvidenceFamily FamilyOf(Code code);

// The evidence of a cell that is not a rule's verdict, pooled.
struct PooledEvidence {
  double confidence = 0;  // 0 when there is none
  const Evidence* strongest = nullptr;
};

// Pools evidence of all methods but validation: the strongest of each family, families as
// independent causes (noisy or, all but the strongest discounted). Detectors that see the same
// symptom are not counted twice.
PooledEvidence PoolEvidence(const std::vector<Evidence>& evidence);

}  // namespace assay
