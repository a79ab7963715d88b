// CompareRuns: what is new, what is fixed and what persists between two runs, by fingerprint.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/operate/profile_drift.h"

namespace assay {

struct FieldChange {
  uint64_t before = 0;
  uint64_t after = 0;
  double share_before = 0;  // findings a record
  double share_after = 0;
};

struct RunComparison {
  uint64_t fresh = 0;       // findings of the later run only
  uint64_t fixed = 0;       // of the earlier run only
  uint64_t persisting = 0;  // of both
  uint64_t rows_before = 0;
  uint64_t rows_after = 0;
  std::map<std::string, FieldChange> fields;  // by column, from the reports
  std::vector<Drift> drift;                   // of the columns, wrong or not
};

enum class FindingFate : uint8_t { kFresh, kFixed, kPersisting };

// Reads findings.jsonl, report.json and run.json of two report directories. `each`, when not empty,
// gets every finding's line: first the fixed ones of the earlier run, then those of the later run,
// in its order. A fingerprint that stands several times counts as often as it stands.
Result<RunComparison> CompareRuns(
    const std::string& earlier, const std::string& later, const Runtime& runtime,
    const std::function<void(FindingFate, std::string_view line)>& each);

}  // namespace assay
