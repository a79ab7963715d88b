// Threshold curves: precision, recall and F1 of every method and detector at every threshold.
#pragma once

#include <string>
#include <vector>

#include "assay/evaluate/evaluation.h"

namespace assay {

// The threshold with the highest F1 of one curve.
struct BestThreshold {
  std::string kind;  // "all", "method" or "detector"
  std::string name;
  CurvePoint point;
};

// The best threshold of the whole, of each method and of each detector.
std::vector<BestThreshold> BestThresholds(const Evaluation& evaluation);

// kind,name,threshold,found,errors,hits,precision,recall,f1: one line a curve and threshold.
std::string CurvesCsv(const Evaluation& evaluation);

}  // namespace assay
