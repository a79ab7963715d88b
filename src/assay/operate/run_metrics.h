// The metrics of runs: names and labels are a contract with dashboards and alert rules.
#pragma once

#include "assay/operate/metric_set.h"
#include "assay/operate/run_facts.h"

namespace assay {

// An empty set with every family of the program declared.
MetricSet DeclaredMetrics();

// What one run adds. detection_total equals report.json's metrics.detection_total summed over
// detectors; no cell value becomes a label.
MetricSet MetricsOfRun(const RunFacts& facts);

}  // namespace assay
