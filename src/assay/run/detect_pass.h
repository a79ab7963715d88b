// The detect pass: every block through the detectors, every finding into the report's files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/report/finding_writer.h"
#include "assay/run/block_journal.h"
#include "assay/run/collector.h"
#include "assay/run/job.h"
#include "assay/run/plan.h"
#include "assay/run/time_account.h"
#include "assay/source/source.h"

namespace assay {

// Where an earlier run of the same job ended.
struct ResumePoint {
  uint64_t next_block = 0;  // blocks below are read again, but not detected again
  uint64_t records = 0;     // that those blocks must hold
  std::string row_journal;  // of those blocks
  WaitingBlocks waiting;    // later blocks that are not detected again either
};

struct DetectPass {
  const Job* job = nullptr;
  const Plan* plan = nullptr;
  Source* source = nullptr;
  std::optional<Block> first;  // the block that the plan was made from
  std::vector<const FindingFormat*> formats;
  Collector* collector = nullptr;
  uint32_t workers = 1;
  bool keeps_journal = false;  // the rows with findings are written down for a later resume
  std::optional<ResumePoint> resume;
  TimeSum* times = nullptr;  // null: nothing is timed

  Status Run(const Runtime& runtime, const RunHooks& hooks);
};

}  // namespace assay
