// ServiceMetrics: what /metrics says of the runs of this service and of its requests.
#pragma once

#include <mutex>
#include <string>

#include "assay/operate/metric_set.h"
#include "assay/operate/run_facts.h"

namespace assay::server {

// The numbers of this moment.
struct ServiceGauges {
  size_t connections = 0;
  size_t queued = 0;
  size_t running = 0;
  bool healthy = false;
};

// Safe between threads. Counters begin at zero with the program, as Prometheus expects.
class ServiceMetrics {
 public:
  // `last_success_micros` of the history, so that a fresh start is no missed run; 0: none.
  explicit ServiceMetrics(int64_t last_success_micros);

  void AddRun(const RunFacts& facts);
  // `route` is a route's pattern, never what a client wrote.
  void AddRequest(const std::string& route, unsigned status, double seconds);
  std::string Text(const ServiceGauges& gauges);

 private:
  std::mutex mutex_;
  MetricSet metrics_;
};

}  // namespace assay::server
