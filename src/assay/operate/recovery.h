// Recovery: reprocessing of a span of days, and the drill that proves that a restore works.
#pragma once

#include <optional>
#include <string>

#include "assay/operate/checklist.h"
#include "assay/operate/key_ring.h"
#include "assay/operate/run_operations.h"
#include "assay/run/job.h"

namespace assay {

struct ReprocessOptions {
  Job job;  // its input and output are set for each day
  OperateSettings operate;
  std::string input = "{date}_data.csv";  // {date} is 2026-11-24, {compact} is 20261124
  std::string output = "results/{date}";
  int64_t from_micros = 0;  // midnights UTC, both days included
  int64_t to_micros = 0;
};

// Runs every day of the span anew, in order, and checks that each left a report; a day that fails
// does not stop the others. One item a day.
Result<Checklist> Reprocess(const ReprocessOptions& options, const RunHooks& hooks,
                            const Runtime& runtime);

struct DrillOptions {
  std::string backups = "backup";
  std::optional<KeyRing> keys;
  std::string scratch;    // empty: a temporary folder, removed afterwards
  Job job;                // what is run on the restored system
  std::string audit_log;  // checked in the restored system; empty: none
  std::string audit_key;
  double objective_hours = 4;  // recovery time objective
  double point_hours = 24;     // recovery point objective
};

// Restores the newest backup into a scratch place, checks what came back, runs the job there and
// here, and compares the findings byte by byte. The items tell the time it took against the
// objective and the age of the data against the recovery point.
Result<Checklist> RecoveryDrill(const DrillOptions& options, const Runtime& runtime);

}  // namespace assay
