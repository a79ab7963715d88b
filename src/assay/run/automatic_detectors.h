// The detectors that run without being configured: made by several threads, since some learn from
// the whole row sample.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/detect/detector_type.h"
#include "assay/run/plan.h"

namespace assay {

// One detector to be made, and what came of it: at most one of the three is set, none when it was
// skipped (`reason`) or failed (`error`).
struct AutomaticDetector {
  const DetectorType* type = nullptr;
  DetectorContext context;
  std::shared_ptr<std::mutex> turn;  // held while it is made; null: nobody waits for anybody
  std::unique_ptr<ValueDetector> value;
  std::unique_ptr<ColumnDetector> column;
  std::unique_ptr<RowDetector> row;
  std::string reason;
  std::optional<Error> error;
  LearnCost cost;  // when it was measured
};

// Makes all of them, as many at once as the input says; the result does not depend on it, but costs
// are right with one only. The first `rows` need what `prepare` makes, which this thread calls
// while others make the rest. Fails when the run is told to stop: that is asked before each of
// them.
Status MakeAutomaticDetectors(const PlanInput& input, size_t rows,
                              const std::function<void()>& prepare,
                              std::vector<AutomaticDetector>* detectors);

}  // namespace assay
