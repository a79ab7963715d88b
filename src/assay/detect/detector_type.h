// DetectorType: what a detector file declares of itself; the registry, the checks of rule packs,
// the command `assay detectors` and the reference documentation are all made from it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/result.h"
#include "assay/detect/detector.h"
#include "assay/detect/param.h"
#include "assay/finding/code.h"
#include "assay/finding/finding.h"

namespace assay {

struct ColumnProfile;
class DerivedJudge;
class SpellingRivals;
struct EncodedSample;
struct TableProfile;

enum class Scope : uint8_t { kValue, kRow, kGroup, kColumn, kTable };

// A small table and the cells that must be flagged in it; proves the detector and documents it.
struct Example {
  std::string_view title;
  std::string_view
      params;  // the rule's parameters as YAML flow text: "any_of: ['\\d+']"; may be empty
  std::string_view csv;  // with a header line; the first column is the field under test
  std::string_view
      flagged;  // "row:column_index" pairs, space-separated: "2:0 5:0"; "" = a clean table
};

// What a detector may see when it is made for a field.
struct DetectorContext {
  std::string field;
  std::string column;
  uint32_t column_index = 0;
  bool is_inferred = false;                // the field, from the header; nobody said so
  const ColumnProfile* profile = nullptr;  // null where none is learned, never with needs_profile
  const TableProfile* table = nullptr;     // the same
  const Block* head = nullptr;  // the first rows of the table; only while the detector is made
  const EncodedSample* sample = nullptr;  // of table->sample; null where there is none
  // Learned from the sample; for row detectors that need a profile, which copy it.
  const DerivedJudge* derived = nullptr;
  const SpellingRivals* rivals = nullptr;
  const ConfigDocument* document = nullptr;  // where the parameters were read; null for defaults
};

// Everything known of one kind of detector. Exactly one make function is set. It returns null
// inside the Result, after setting *skip_reason, when the detector has nothing to do on this column
// or table.
struct DetectorType {
  template <typename T>
  using Make = Result<std::unique_ptr<T>> (*)(const Params&, const DetectorContext&,
                                              std::string* skip_reason);

  std::string_view name;  // "regex": the rule's `type` in packs, the `detector` in reports
  Method method;
  Scope scope;
  std::string_view summary;       // one sentence
  std::string_view details = "";  // how it decides, in a paragraph, with the source of an algorithm
  std::span<const Code> codes;
  std::span<const ParamSpec> params;
  std::span<const Example> examples;
  bool needs_profile = false;
  bool doubts_rare = false;  // doubts a value because it is rare: other columns may vouch for it
  bool automatic = false;    // runs on every column (or table) without being configured
  Make<ValueDetector> make_value = nullptr;
  Make<OrderedDetector> make_ordered = nullptr;
  Make<ColumnDetector> make_column = nullptr;
  Make<RowDetector> make_row = nullptr;  // context.column is empty: it sees the whole table
};

}  // namespace assay
