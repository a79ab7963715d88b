// A finding about a column, told of its cells: --expand-column-findings.
#pragma once

#include <memory>

#include "assay/detect/detector.h"

namespace assay {

// Flags the values that `evidence`, which is the detector's about its column, is about.
std::unique_ptr<ValueDetector> ExpandColumn(std::unique_ptr<ColumnDetector> detector,
                                            Evidence evidence);

}  // namespace assay
