// HealthMonitor: the checks of /health, made in the background so that the answer never waits.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "assay/base/runtime.h"

namespace assay::server {

struct HealthOptions {
  std::string data_directory;
  std::string history;                             // path of history.db
  std::vector<std::string> rule_packs;             // besides those of the program
  std::string model_directory;                     // empty: detection needs none
  uint64_t least_free_disk = uint64_t{256} << 20;  // bytes
  uint64_t least_free_memory = uint64_t{64} << 20;
  double interval_seconds = 5;
};

// The operations guide's checks. `database`: the history opens and answers; `models`: rules and,
// where MODEL_CACHE_DIR names a folder, models are there.
struct HealthChecks {
  bool database = false;
  bool models = false;
  bool disk_space = false;
  bool memory = false;
  bool all() const { return database && models && disk_space && memory; }
};

// Makes the checks once; may take as long as the disk does.
HealthChecks CheckHealth(const HealthOptions& options);

// {"status": "healthy", "checks": {"database": true, …}}
std::string HealthJson(const HealthChecks& checks);

class HealthMonitor {
 public:
  // The first checks are made before this returns. `each` is called after every round, in the
  // monitor's thread.
  HealthMonitor(const HealthOptions& options, std::function<void()> each, const Runtime& runtime);
  ~HealthMonitor();

  // The last round's. When none has ended for six intervals the checks hang, and all count as
  // failed.
  HealthChecks Latest() const;

 private:
  void Watch();

  const HealthOptions options_;
  const std::function<void()> each_;
  const Runtime runtime_;
  mutable std::mutex mutex_;
  std::condition_variable stopped_;
  bool stop_ = false;
  HealthChecks latest_;
  int64_t made_micros_ = 0;
  std::thread thread_;
};

}  // namespace assay::server
