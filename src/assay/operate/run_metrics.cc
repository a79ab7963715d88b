// From the facts of a run to counters and gauges.
#include "assay/operate/run_metrics.h"

namespace assay {
namespace {

double Seconds(int64_t micros) { return static_cast<double>(micros) / 1e6; }

void AddReport(const RunFacts& facts, MetricSet* metrics) {
  const Report& report = *facts.report;
  for (const FindingCount& count : report.counts) {
    const std::string& field = count.field.empty() ? count.column : count.field;
    metrics->Add("detection_total",
                 {{"method", std::string(MethodName(count.method))},
                  {"field", field},
                  {"error_type", std::string(CodeName(count.code))}},
                 static_cast<double>(count.count));
  }
  metrics->Add("detection_rows_total", {}, static_cast<double>(report.total_records));
  metrics->Add("detection_rejected_rows_total", {}, static_cast<double>(report.rejected_records));
  metrics->Add("detection_critical_total", {}, static_cast<double>(report.critical_errors));
  metrics->Set("detection_last_total_errors", {}, static_cast<double>(report.total_errors));
  metrics->Set("detection_last_critical_errors", {}, static_cast<double>(report.critical_errors));
  metrics->Set("detection_last_rows", {}, static_cast<double>(report.total_records));
  for (const NamedDigest& digest : report.digests) {
    if (digest.name.find("model") == std::string::npos) continue;
    metrics->Set("detection_model_info",
                 {{"model", digest.name}, {"digest", digest.hex.substr(0, 16)}}, 1);
  }
}

void AddTimes(const RunTimes& times, MetricSet* metrics) {
  for (const MethodTime& method : times.methods) {
    const MetricLabels labels = {{"method", std::string(MethodName(method.method))},
                                 {"field", method.field.empty() ? "(row)" : method.field}};
    for (const float seconds : method.block_seconds) {
      metrics->Observe("detection_processing_seconds", labels, static_cast<double>(seconds));
    }
  }
}

}  // namespace

MetricSet DeclaredMetrics() {
  MetricSet m;
  const auto counter = MetricKind::kCounter;
  const auto gauge = MetricKind::kGauge;
  m.Declare("detection_total", counter, "Findings by method, field and code.");
  m.Declare("detection_run_seconds", MetricKind::kHistogram,
            "Wall time of runs by stage; stage \"all\" is the run.");
  m.Declare("detection_processing_seconds", MetricKind::kHistogram,
            "Time of a method on a field in one block of the input, all calls of its detectors; "
            "field \"(row)\" is that of "
            "detectors of whole rows.");
  m.Declare("detection_active", gauge, "Runs that are going on now.");
  m.Declare("detection_runs_total", counter, "Runs by their result: success or failed.");
  m.Declare("detection_rows_total", counter, "Records read, rejected ones included.");
  m.Declare("detection_rejected_rows_total", counter, "Records that could not be read.");
  m.Declare("detection_input_bytes_total", counter, "Bytes of input read.");
  m.Declare("detection_critical_total", counter, "Findings of severity critical.");
  m.Declare("detection_last_total_errors", gauge, "Findings of the last run.");
  m.Declare("detection_last_critical_errors", gauge, "Critical findings of the last run.");
  m.Declare("detection_last_rows", gauge, "Records of the last run.");
  m.Declare("detection_last_completion_timestamp_seconds", gauge,
            "When the last run ended, well or not.");
  m.Declare("detection_last_success_timestamp_seconds", gauge,
            "When the last run that left a report ended.");
  m.Declare("detection_last_exit_code", gauge, "Exit code of the last run.");
  m.Declare("detection_last_duration_seconds", gauge, "Wall time of the last run.");
  m.Declare("detection_last_peak_memory_bytes", gauge, "Largest resident size of the last run.");
  m.Declare("detection_stage_seconds", gauge, "Wall time of each stage of the last run.");
  m.Declare("detection_build_info", gauge, "Version of the program; always 1.");
  m.Declare("detection_model_info", gauge, "Models of the last run by name and digest; always 1.");
  return m;
}

MetricSet MetricsOfRun(const RunFacts& facts) {
  MetricSet metrics = DeclaredMetrics();
  metrics.Add("detection_runs_total", {{"result", "success"}}, facts.succeeded() ? 1 : 0);
  metrics.Add("detection_runs_total", {{"result", "failed"}}, facts.succeeded() ? 0 : 1);
  metrics.Add("detection_input_bytes_total", {}, static_cast<double>(facts.input_bytes));
  metrics.Set("detection_last_completion_timestamp_seconds", {}, Seconds(facts.finished_micros));
  if (facts.succeeded()) {
    metrics.Set("detection_last_success_timestamp_seconds", {}, Seconds(facts.finished_micros));
  }
  metrics.Set("detection_last_exit_code", {}, facts.exit_code);
  metrics.Set("detection_last_duration_seconds", {}, facts.seconds);
  metrics.Set("detection_last_peak_memory_bytes", {}, static_cast<double>(facts.peak_memory_bytes));
  metrics.Observe("detection_run_seconds", {{"stage", "all"}}, facts.seconds);
  for (const auto& [stage, seconds] : facts.stages) {
    metrics.Observe("detection_run_seconds", {{"stage", stage}}, seconds);
    metrics.Set("detection_stage_seconds", {{"stage", stage}}, seconds);
  }
  metrics.Set("detection_build_info", {{"version", ASSAY_VERSION}}, 1);
  metrics.Set("detection_active", {}, 0);
  if (facts.times != nullptr) AddTimes(*facts.times, &metrics);
  if (facts.report != nullptr) AddReport(facts, &metrics);
  return metrics;
}

}  // namespace assay
