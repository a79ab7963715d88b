// The routine work of an installation: preflight before a deployment, the daily check, maintenance.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assay/operate/checklist.h"
#include "assay/operate/key_ring.h"
#include "assay/operate/metric_set.h"
#include "assay/operate/run_operations.h"

namespace assay {

struct RoutineOptions {
  OperateSettings operate;
  std::string results = "results";  // holds a folder a day
  std::string logs = "logs";
  std::string backups = "backup";
  std::string sample = "data/test_sample.csv";
  std::string brand_configs = "brand_configs";
  std::string job_file;                  // empty: none
  std::string model_directory;           // MODEL_CACHE_DIR; empty: no models
  std::string evidence = "maintenance";  // where maintenance leaves its records
  std::optional<KeyRing> backup_keys;
  double disk_limit = 0.8;       // share in use that is too much
  double backup_hours = 24;      // age of a backup that is too much (the recovery point)
  int log_days = 30;             // logs older than this are deleted; audit logs never
  bool expect_yesterday = true;  // yesterday's results must be there
};

// The deployment checklist of the operations guide. Keeps its result as deployment.json in the
// state directory: the documented version.
Checklist Preflight(const RoutineOptions& options, const Runtime& runtime);

// The daily operations: disk, memory, yesterday's results (either name of the day), a test
// detection whose findings must be those of the last time, the newest backup, the audit log, old
// logs. Writes logs/operations_YYYYMMDD.log, sends alerts (or that they are over) and metrics. One
// at a time.
Result<Checklist> DailyOperations(const RoutineOptions& options, const Runtime& runtime);

// The gauges that the daily check delivers: disk, memory, age of the backup, the audit log's state.
MetricSet RoutineMetrics(const RoutineOptions& options, const Checklist& daily,
                         const Runtime& runtime);

enum class MaintenancePeriod : uint8_t { kDaily, kWeekly, kMonthly, kQuarterly };

// The maintenance schedule of the guide, as far as a program can do it; every run leaves
// DATE_PERIOD.json in the evidence folder.
Result<Checklist> Maintain(const RoutineOptions& options, MaintenancePeriod period,
                           const Runtime& runtime);

// Age of the newest backup in hours by its file's time; a negative number when there is none.
double BackupAgeHours(const std::string& directory, const Runtime& runtime);

// Runs the sample into `output`; the item tells whether its findings are those of the last time
// with this version and sample.
CheckItem TestDetection(const RoutineOptions& options, const std::string& output,
                        const Runtime& runtime);

}  // namespace assay
