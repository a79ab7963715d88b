// DetectorWeights: how far each detector can be trusted on tables like this one, from an
// evaluation.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "assay/base/config_node.h"
#include "assay/base/result.h"
#include "assay/finding/finding.h"

namespace assay {

// Read from the weights.json that `assay evaluate --write-weights` makes. Empty: every weight is 1.
class DetectorWeights {
 public:
  static Result<DetectorWeights> Read(const ConfigDocument& document);

  // The factor of the confidence of that detector's evidence, 0 to 1: its own weight, else that of
  // its method, else 1.
  double Of(std::string_view detector, Method method) const;

  const std::string& sha256() const { return sha256_; }  // of the file; empty without one

 private:
  std::string sha256_;
  std::map<std::string, double, std::less<>> methods_, detectors_;
};

}  // namespace assay
