// Where metrics go: a textfile for the node exporter, a Pushgateway, or Prometheus' remote write.
#pragma once

#include <string>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/operate/http_client.h"
#include "assay/operate/metric_set.h"

namespace assay {

enum class MetricsScheme : uint8_t { kTextfile, kPushgateway, kRemoteWrite };

struct MetricsEndpoint {
  MetricsScheme scheme = MetricsScheme::kTextfile;
  std::string target;  // a path, or an http(s) address
};

// Reads METRICS_ENDPOINT:
//   textfile:PATH          a file (".prom"), or a directory that gets assay.prom
//   pushgateway://HOST:PORT[/metrics/job/NAME/…], also pushgateway+https://…
//   remote-write+http[s]://HOST[/PATH]   the path is /api/v1/write unless it is given
//   http[s]://HOST[/PATH]  a Pushgateway when the path starts with /metrics/job/, else remote write
// Anything else is a usage error that lists these.
Result<MetricsEndpoint> ParseMetricsEndpoint(const std::string& text);

// Adds the run's metrics to those of all runs before it and delivers the sum. The sum is kept in
// the textfile itself, else in `state_file`; it is written before anything is sent, so that a
// delivery that fails (a delivery error) is made up for by the next one. A damaged state file is
// set aside.
Status DeliverMetrics(const MetricsEndpoint& endpoint, const MetricSet& of_run,
                      const std::string& state_file, const Runtime& runtime,
                      const RetryPolicy& retry = {});

// The body of a remote-write request (protocol 0.1): protobuf in snappy's block format,
// uncompressed.
std::string RemoteWriteBody(const MetricSet& metrics, int64_t millis, const MetricLabels& extra);

}  // namespace assay
