// OneAtATime: the detectors of a method that is not to run beside itself take turns.
#pragma once

#include <memory>
#include <mutex>

#include "assay/detect/detector.h"

namespace assay {

// The same detector, but only one thread at a time is in any that shares `turn`. What it says stays
// the same.
std::unique_ptr<ValueDetector> OneAtATime(std::unique_ptr<ValueDetector> detector,
                                          std::shared_ptr<std::mutex> turn);
std::unique_ptr<RowDetector> OneAtATime(std::unique_ptr<RowDetector> detector,
                                        std::shared_ptr<std::mutex> turn);

}  // namespace assay
