// The families of runs (operate/run_metrics.h) and those of the service.
#include "server/service_metrics.h"

#include "assay/operate/run_metrics.h"

namespace assay::server {

ServiceMetrics::ServiceMetrics(int64_t last_success_micros) : metrics_(DeclaredMetrics()) {
  const auto counter = MetricKind::kCounter;
  const auto gauge = MetricKind::kGauge;
  metrics_.Declare("detection_http_requests_total", counter,
                   "Answered requests by route and status.");
  metrics_.Declare("detection_http_request_seconds", MetricKind::kHistogram,
                   "From a request's head to the end of its answer.");
  metrics_.Declare("detection_http_connections", gauge, "Open connections.");
  metrics_.Declare("detection_jobs", gauge, "Jobs that wait and that run.");
  metrics_.Declare("detection_healthy", gauge, "1 when every check of /health passes.");
  if (last_success_micros > 0) {
    metrics_.Set("detection_last_success_timestamp_seconds", {},
                 static_cast<double>(last_success_micros) / 1e6);
  }
}

void ServiceMetrics::AddRun(const RunFacts& facts) {
  const MetricSet run = MetricsOfRun(facts);
  const std::lock_guard lock(mutex_);
  metrics_.Merge(run);
}

void ServiceMetrics::AddRequest(const std::string& route, unsigned status, double seconds) {
  const std::lock_guard lock(mutex_);
  metrics_.Add("detection_http_requests_total",
               {{"route", route}, {"status", std::to_string(status)}}, 1);
  metrics_.Observe("detection_http_request_seconds", {{"route", route}}, seconds);
}

std::string ServiceMetrics::Text(const ServiceGauges& gauges) {
  const std::lock_guard lock(mutex_);
  metrics_.Set("detection_http_connections", {}, static_cast<double>(gauges.connections));
  metrics_.Set("detection_jobs", {{"state", "queued"}}, static_cast<double>(gauges.queued));
  metrics_.Set("detection_jobs", {{"state", "running"}}, static_cast<double>(gauges.running));
  metrics_.Set("detection_active", {}, static_cast<double>(gauges.running));
  metrics_.Set("detection_healthy", {}, gauges.healthy ? 1 : 0);
  return metrics_.Text();
}

}  // namespace assay::server
