// Repair: a copy of a table with the suggestions of its findings put in, and a log of every change.
#pragma once

#include <cstdint>
#include <string>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/source/source.h"

namespace assay {

struct RepairOptions {
  std::string table;     // never written to
  std::string findings;  // findings.csv or findings.jsonl of a run over that table
  std::string output_directory = "repaired";
  double min_confidence = 0.9;  // that a suggestion is right, for it to be used
  SourceOptions source;
};

struct RepairSummary {
  std::string table, changes;  // paths of the copy and of the log
  uint64_t rows = 0;
  uint64_t findings = 0;            // about cells
  uint64_t without_suggestion = 0;  // sure enough, but nothing to put in
  uint64_t unsure = 0;              // below min_confidence
  uint64_t outdated = 0;            // sure, but the cell has another value than the finding tells
  uint64_t changed = 0;             // cells
};

// Writes repaired.csv (the same columns, rows and delimiter) and changes.csv (row, column, old
// value, new value, confidence, detector, code), both complete or not at all. It is an input error
// when the table has records that can't be read, since the copy would lose them, when a finding
// names a row that is not there, or when most findings tell other values than the table has; a
// usage error when the output would be the table itself.
Result<RepairSummary> RepairTable(const RepairOptions& options, const Runtime& runtime);

}  // namespace assay
