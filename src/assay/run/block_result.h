// BlockResult: what the detect pass says of one block; the collector takes them in block order.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "assay/finding/finding.h"
#include "assay/report/report.h"

namespace assay {

// Findings are counted by these.
struct CountKey {
  int column = -1;
  Method method = Method::kValidation;
  std::string_view detector;
  Code code = Code::kEmptyValue;
  Severity severity = Severity::kWarning;
  auto operator<=>(const CountKey&) const = default;
};

struct Count {
  uint64_t all = 0;
  uint64_t high_confidence = 0;  // confidence >= 0.9
};

inline constexpr double kHighConfidence = 0.9;

// The numbers of a block or of a whole run.
struct Tally {
  uint64_t records = 0;  // accepted and rejected
  uint64_t rejected = 0;
  uint64_t findings = 0;
  uint64_t records_with_findings = 0;
  std::array<uint64_t, 20> confidence_histogram{};
  std::map<CountKey, Count> counts;
  std::vector<uint64_t> flagged_by_outcome;

  void AddFinding(const CountKey& key, double confidence);
  void Add(const Tally& other);
};

// The bin of a confidence in a histogram of 20.
size_t ConfidenceBin(double confidence);

// A finding kept for the viewer: what it is ranked by, and the whole with its row as the bytes that
// the worker made (run/finding_bytes.h). They pass through merging, journal and checkpoint as they
// are; the report reads those that are left.
struct Kept {
  double confidence = 0;
  uint64_t row = 0;
  int column = -1;
  std::string bytes;
};

// Most confident first, then by row and column.
bool KeptBefore(const Kept& a, const Kept& b);

struct BlockResult {
  uint64_t index = 0;
  std::vector<std::string> bytes;  // by format of the run: records not yet written
  std::string quarantine;          // lines of quarantine.csv
  std::string row_journal;         // hashes of its rows with findings (run/checkpoint.h)
  Tally tally;
  std::vector<Kept> kept;
};

// What waits in it to be written to files, in bytes.
size_t OutputBytes(const BlockResult& result);

}  // namespace assay
