// The detect pass: every block through the detectors, every finding into the report's files.
#pragma once

#include <optional>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/report/finding_writer.h"
#include "assay/run/collector.h"
#include "assay/run/job.h"
#include "assay/run/plan.h"
#include "assay/source/source.h"

namespace assay {

struct DetectPass {
  const Job* job = nullptr;
  const Plan* plan = nullptr;
  Source* source = nullptr;
  std::optional<Block> first;  // the block that the plan was made from
  std::vector<const FindingFormat*> formats;
  Collector* collector = nullptr;
  uint32_t workers = 1;

  Status Run(const Runtime& runtime, const RunHooks& hooks);
};

}  // namespace assay
