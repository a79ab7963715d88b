// Finding: a cell, column or table that is wrong, with its evidence. The unit of every report.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/finding/code.h"

namespace assay {

// The four families of detectors; their names in outputs are the operations guide's.
enum class Method : uint8_t { kValidation, kPattern, kMl, kLlm };
inline constexpr int kMethodCount = 4;
std::string_view MethodName(Method method);

// What one detector says about one cell (or column): why it is wrong and what it should be.
struct Evidence {
  Code code = Code::kEmptyValue;
  Severity severity = Severity::kWarning;
  double confidence = 0;        // probability that the cell is wrong, as this detector sees it
  std::string expected;         // what would be right, in words or as a pattern; may be empty
  std::string suggestion;       // the repaired value; meaningful when has_suggestion
  bool has_suggestion = false;  // an empty suggestion can be meant
  std::string message;          // one sentence in plain words; never repeats the whole value
  // The column whose cell of the same row is taken to be right, where the evidence stands on one.
  std::optional<uint32_t> beside;
  Method method = Method::kValidation;  // filled in by the engine
  std::string_view detector;            // filled in by the engine: the DetectorType's name
};

enum class FindingScope : uint8_t { kCell, kColumn, kTable };
std::string_view ScopeName(FindingScope scope);

// One wrong cell (or column, or table). Views point into the run's plan and the block in hand:
// a writer copies what it keeps.
struct Finding {
  FindingScope scope = FindingScope::kCell;
  uint64_t row = 0;       // 0-based among all records after the header; unused for columns
  uint64_t line = 0;      // physical line where the record starts, 1-based
  int column_index = -1;  // 0-based; -1 for the table
  std::string_view column;
  std::string_view field;
  std::string_view value;            // the cell, unquoted
  std::vector<Evidence> evidence;    // strongest first; never empty. The winner is evidence[0].
  double confidence = 0;             // fused; the winner's own when there is but one
  double suggestion_confidence = 0;  // probability that the winner's suggestion is right; 0 without
  uint64_t fingerprint = 0;

  const Evidence& winner() const { return evidence.front(); }
};

// The fingerprint of a finding: stable between runs, free of the row number. `row_key` identifies
// the row (key fields, or its other cells and an ordinal among equal rows); the subject is the
// rest.
uint64_t FingerprintSubject(std::string_view field, Code code, std::string_view value);
uint64_t Fingerprint(uint64_t subject, uint64_t row_key);

// A detector that ran, was skipped or failed on a field: the second of the three channels.
struct Outcome {
  enum class State : uint8_t { kRan, kSkipped, kFailed };
  std::string detector;
  Method method = Method::kValidation;
  std::string field;
  State state = State::kRan;
  std::string reason;    // for kSkipped and kFailed
  uint64_t flagged = 0;  // cells that it flagged, whether or not it won
};
std::string_view StateName(Outcome::State state);

}  // namespace assay
