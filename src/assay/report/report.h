// Report: what a run found, in numbers and in its most confident findings; the writers' one input.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "assay/base/result.h"
#include "assay/finding/finding.h"

namespace assay {

// Longer texts are cut at a code point in what is kept for the viewer.
inline constexpr size_t kKeptValueBytes = 2000;  // values, what is expected, suggestions
inline constexpr size_t kKeptCellBytes = 300;    // the other cells of the row

// Of a wide row only the group of columns with the finding is kept: columns 0 to 127, 128 to 255 …
inline constexpr size_t kKeptRowCells = 128;
inline size_t FirstKeptCell(size_t column) { return column / kKeptRowCells * kKeptRowCells; }

// A finding kept whole for the viewer, with the row around it.
struct KeptFinding {
  Finding finding;  // its views point into the strings below
  std::string column;
  std::string field;
  std::string value;  // at most kKeptValueBytes
  // The row's cells from FirstKeptCell(column_index) on, at most kKeptRowCells of them and each at
  // most kKeptCellBytes; empty for columns.
  std::vector<std::string> row_values;
};

// Counts of one field and method and code.
struct FindingCount {
  std::string field;
  std::string column;
  Method method = Method::kValidation;
  std::string detector;
  Code code = Code::kEmptyValue;
  Severity severity = Severity::kWarning;
  uint64_t count = 0;
  uint64_t high_confidence = 0;  // of these, with confidence >= 0.9
};

// A named digest: an input, a configuration file, a rule pack, a model, an output file.
struct NamedDigest {
  std::string name;
  std::string algorithm;  // "xxh3-128" or "sha256"
  std::string hex;
  uint64_t bytes = 0;
};

struct FieldSummary {
  std::string field;
  std::string column;
  int column_index = 0;
  uint64_t findings = 0;
  uint64_t critical = 0;
};

// Everything that report.json says; a function of input, configuration, models and seed only.
struct Report {
  std::string assay_version;
  std::string brand;  // empty when none was given
  std::vector<std::string> columns;
  uint64_t total_records = 0;  // accepted and rejected
  uint64_t rejected_records = 0;
  uint64_t total_errors = 0;
  uint64_t critical_errors = 0;
  uint64_t records_with_errors = 0;
  std::array<uint64_t, 4> by_severity{};            // index = Severity
  std::array<uint64_t, 20> confidence_histogram{};  // bins of 0.05
  std::vector<FieldSummary> fields;                 // one for each column, in column order
  std::vector<FindingCount> counts;                 // sorted by column, method, detector, code
  std::vector<Outcome> outcomes;                    // sorted by field, detector
  std::vector<std::pair<std::string, std::string>> settings;  // effective configuration, sorted
  std::vector<std::string> notes;    // what the reader should know: dialect, inferred fields, skips
  std::vector<NamedDigest> digests;  // inputs, configuration, rules, models
  std::vector<KeptFinding> kept;     // at most 10,000, most confident first, then by row and column
};

// The bytes of report.json; `files` are the other files of the run with their digests.
std::string ReportJson(const Report& report, const std::vector<NamedDigest>& files);

// The bytes of anomaly_summary.csv: one line for each field, method, detector and code.
std::string AnomalySummaryCsv(const Report& report);

// The bytes of viewer.html: one offline page with the aggregates and the kept findings.
std::string ViewerHtml(const Report& report);

// The bytes of report.sarif: SARIF 2.1.0 with the kept findings; the artifact is the first digest.
std::string SarifJson(const Report& report);

// The bytes of junit.xml: one suite a field, one case a detector; a case with findings fails.
std::string JUnitXml(const Report& report);

}  // namespace assay
