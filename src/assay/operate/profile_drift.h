// Profile drift: how the columns of a table changed from one run to another, wrong cells or not.
#pragma once

#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"

namespace assay {

// One statistic of a column that moved by more than chance and growth explain.
struct Drift {
  std::string column;
  std::string
      measure;  // "empty_share", "numeric_share", "distinct", "mean_length", "median", "column"
  double before = 0;  // of "column": whether the table had it, 0 or 1
  double after = 0;
};

// Compares what run.json of two report directories says of the columns: shares that moved by 5
// points, counts of distinct values by half, means and medians by a quarter. In the order of the
// columns. A run without a profile (rules alone) says nothing of its columns; then there is no
// drift to tell.
Result<std::vector<Drift>> DriftBetween(const std::string& earlier, const std::string& later,
                                        const Runtime& runtime);

}  // namespace assay
