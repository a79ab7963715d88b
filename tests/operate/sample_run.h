// A report and its facts for tests of what comes behind a run.
#pragma once

#include "assay/operate/run_facts.h"

namespace assay {

inline FindingCount CountOf(const std::string& field, Method method, const std::string& detector,
                            Code code, Severity severity, uint64_t count) {
  FindingCount one;
  one.field = field;
  one.column = field;
  one.method = method;
  one.detector = detector;
  one.code = code;
  one.severity = severity;
  one.count = count;
  return one;
}

// 100 records, 2 rejected; 7 findings, 4 of them critical.
inline Report SampleReport() {
  Report report;
  report.columns = {"material", "size"};
  report.total_records = 100;
  report.rejected_records = 2;
  report.total_errors = 7;
  report.critical_errors = 4;
  report.counts = {
      CountOf("material", Method::kValidation, "required", Code::kEmptyValue, Severity::kCritical,
              3),
      CountOf("material", Method::kValidation, "not_null", Code::kEmptyValue, Severity::kCritical,
              1),
      CountOf("size", Method::kPattern, "rare", Code::kRareFormat, Severity::kWarning, 3)};
  return report;
}

inline RunFacts SampleFacts(const Report* report) {
  RunFacts facts;
  facts.run_id = "r1";
  facts.input = "data/2026-11-24_orders.csv";
  facts.started_micros = 1'764'000'000'000'000;
  facts.finished_micros = 1'764'000'004'000'000;
  facts.seconds = 4;
  facts.input_bytes = 5000;
  facts.stages = {{"profile", 1}, {"detect", 2.5}};
  facts.report = report;
  return facts;
}

}  // namespace assay
