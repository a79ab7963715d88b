// A small report with every kind of finding, for the tests of all writers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "assay/report/report.h"

namespace assay::testing {

// A KeptFinding whose views point into its own strings, as the run makes them.
inline KeptFinding Keep(FindingScope scope, uint64_t row, int column_index, std::string column,
                        std::string field, std::string value, std::vector<Evidence> evidence,
                        std::vector<std::string> row_values) {
  KeptFinding kept;
  kept.column = std::move(column);
  kept.field = std::move(field);
  kept.value = std::move(value);
  kept.row_values = std::move(row_values);
  kept.finding.scope = scope;
  kept.finding.row = row;
  kept.finding.line = row + 2;
  kept.finding.column_index = column_index;
  kept.finding.confidence = evidence.front().confidence;
  if (evidence.front().has_suggestion) kept.finding.suggestion_confidence = 0.75;
  kept.finding.evidence = std::move(evidence);
  kept.finding.fingerprint =
      Fingerprint(FingerprintSubject(kept.field, kept.finding.winner().code, kept.value), row);
  return kept;
}

// Points the findings' views at their strings; call when `kept` has its final place.
inline void Bind(std::vector<KeptFinding>* kept) {
  for (KeptFinding& k : *kept) {
    k.finding.column = k.column;
    k.finding.field = k.field;
    k.finding.value = k.value;
  }
}

inline Evidence Say(Code code, double confidence, std::string expected, std::string message,
                    Method method, std::string_view detector) {
  Evidence evidence;
  evidence.code = code;
  evidence.severity = InfoOf(code).severity;
  evidence.confidence = confidence;
  evidence.expected = std::move(expected);
  evidence.message = std::move(message);
  evidence.method = method;
  evidence.detector = detector;
  return evidence;
}

inline Evidence Suggest(Evidence evidence, std::string suggestion) {
  evidence.suggestion = std::move(suggestion);
  evidence.has_suggestion = true;
  return evidence;
}

// Counts, histogram and field sums of `kept`, as a run with no other findings would have them.
inline void CountKept(Report* report) {
  for (const KeptFinding& kept : report->kept) {
    const Evidence& winner = kept.finding.winner();
    ++report->total_errors;
    if (winner.severity == Severity::kCritical) ++report->critical_errors;
    ++report->by_severity[static_cast<size_t>(winner.severity)];
    const int bin = static_cast<int>(kept.finding.confidence * 20);
    ++report->confidence_histogram[bin > 19 ? 19 : bin];
    FindingCount* found = nullptr;
    for (FindingCount& count : report->counts) {
      if (count.field == kept.field && count.method == winner.method && count.code == winner.code &&
          count.detector == winner.detector) {
        found = &count;
      }
    }
    if (found == nullptr) {
      report->counts.push_back({kept.field, kept.column, winner.method,
                                std::string(winner.detector), winner.code, winner.severity, 0, 0});
      found = &report->counts.back();
    }
    ++found->count;
    if (kept.finding.confidence >= 0.9) ++found->high_confidence;
    for (FieldSummary& field : report->fields) {
      if (field.column_index != kept.finding.column_index) continue;
      ++field.findings;
      if (winner.severity == Severity::kCritical) ++field.critical;
    }
  }
}

inline Report SampleReport() {
  Report report;
  report.assay_version = "0.1.0";
  report.brand = "esqualo";
  report.columns = {"EAN", "Color", "Material"};
  report.total_records = 12;
  report.rejected_records = 1;
  report.records_with_errors = 3;
  report.fields = {{"ean", "EAN", 0}, {"color_name", "Color", 1}, {"material", "Material", 2}};
  report.kept.push_back(Keep(
      FindingScope::kCell, 3, 0, "EAN", "ean", "4006381333932",
      {Suggest(Say(Code::kCheckDigit, 0.99, "check digit 1",
                   "The check digit is 2; it should be 1.", Method::kValidation, "check_digit"),
               "4006381333931"),
       Say(Code::kRareFormat, 0.41, "", "1 of 12 values has this form.", Method::kPattern,
           "rare_shape")},
      {"4006381333932", "Red", "100% Cotton"}));
  report.kept.push_back(Keep(
      FindingScope::kCell, 5, 1, "Color", "color_name", "Rde",
      {Suggest(Say(Code::kMisspelling, 0.93117, "Red",
                   "Close to \"Red\", which is in 8 of 12 rows.", Method::kPattern, "near_miss"),
               "Red")},
      {"4006381333931", "Rde", "95% Cotton, 5% Elastane"}));
  report.kept.push_back(Keep(FindingScope::kCell, 5, 2, "Material", "material", "",
                             {Say(Code::kEmptyValue, 0.9, "a material", "The value is missing.",
                                  Method::kValidation, "missing")},
                             {"4006381333931", "Rde", ""}));
  report.kept.push_back(Keep(FindingScope::kCell, 9, 2, "Material", "material",
                             "=HYPERLINK(\"x\")</script><b>\xFF\n",
                             {Suggest(Say(Code::kInvalidFormat, 0.75, "percent and fibre",
                                          "No percentage was found.", Method::kValidation, "regex"),
                                      "")},
                             {"4006381333931", "Blue", "=HYPERLINK(\"x\")</script><b>\xFF\n"}));
  report.kept.push_back(Keep(FindingScope::kColumn, 0, 1, "Color", "color_name", "",
                             {Say(Code::kMixedFormat, 0.5, "one language",
                                  "Two languages are mixed.", Method::kPattern, "mixed")},
                             {}));
  Bind(&report.kept);
  CountKept(&report);
  report.outcomes = {{"check_digit", Method::kValidation, "ean", Outcome::State::kRan, "", 1},
                     {"embedding", Method::kMl, "material", Outcome::State::kSkipped,
                      "No model was given: train one with `assay ml-train`.", 0}};
  report.settings = {{"anomaly_threshold", "0.5"}, {"validation_threshold", "0"}};
  report.notes = {"Delimiter ',' and quote '\"' were detected."};
  report.digests = {{"input.csv", "xxh3-128", "0123456789abcdef0123456789abcdef", 1234}};
  return report;
}

}  // namespace assay::testing
