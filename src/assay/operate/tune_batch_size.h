// Finds the batch size that is fastest on a table, by trying.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/run/job.h"

namespace assay {

struct TuneOptions {
  Job job;  // its output directory is not written to
  std::vector<uint32_t> sizes = {100, 500, 1000, 5000, 10000};
  uint32_t repeats = 3;
};

struct TunedSize {
  uint32_t size = 0;
  double rows_per_second = 0;  // of the detect stage: the median of the repeats
};

struct TuneResult {
  std::vector<TunedSize> sizes;  // in the order of the options
  uint32_t best = 0;             // the smallest size within 2 % of the fastest: less is noise
};

// Runs the job with every size, in turns, so that what else the machine does falls on all of them
// alike. Each run goes into a folder of its own that is removed. Reports that differ are an
// internal error: a batch size must never change one. `tried` hears of every run.
Result<TuneResult> TuneBatchSize(
    const TuneOptions& options, const Runtime& runtime, const RunHooks& hooks,
    const std::function<void(uint32_t size, double rows_per_second)>& tried);

}  // namespace assay
