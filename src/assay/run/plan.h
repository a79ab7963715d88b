// Plan: which detectors run on which column of the table in hand, made once before the detect pass.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/result.h"
#include "assay/combine/calibration.h"
#include "assay/combine/detector_weights.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/rule_pack.h"
#include "assay/mapping/brand_config.h"
#include "assay/profile/source_styles.h"
#include "assay/run/job.h"

namespace assay {

// One detector instance on one column, with what its rule overrides.
struct PlannedDetector {
  const DetectorType* type = nullptr;
  std::optional<Code> code;
  std::optional<Severity> severity;
  std::optional<double> confidence;
  std::string message;
  double weight = 1;                     // factor of the confidence
  std::unique_ptr<ValueDetector> value;  // exactly one of the two is set
  std::unique_ptr<OrderedDetector> ordered;
  size_t outcome = 0;  // index into Plan::outcomes

  // The evidence against a flagged value, overrides applied.
  Evidence Explain(std::string_view value) const;
};

// The detectors of one physical column. In verdict masks, detector i is bit i.
struct ColumnPlan {
  MappedField field;
  bool checked = false;
  bool redacted = false;                   // no output shows its values
  std::vector<PlannedDetector> detectors;  // value detectors first, then ordered ones; at most 62
  size_t value_detectors = 0;              // how many of them are value detectors
  std::array<uint64_t, kValueClassCount> asked{};  // bits of those that may flag a value, by class
  double threshold[kMethodCount] = {};             // lowest confidence that is written, by method
};

// A detector over whole rows.
struct PlannedRowDetector {
  const DetectorType* type = nullptr;
  double weight = 1;  // factor of the confidence
  std::unique_ptr<RowDetector> row;
  size_t outcome = 0;
};

// A finding about a whole column, known before the detect pass.
struct ColumnEvidence {
  uint32_t column = 0;
  Evidence evidence;
  std::unique_ptr<ColumnDetector> detector;  // knows which values it is about
};

// What it took to make a detector.
struct LearnCost {
  double seconds = 0;
  uint64_t bytes = 0;
};

struct Plan {
  std::vector<ColumnPlan> columns;  // one for each physical column
  std::vector<PlannedRowDetector> rows;
  std::vector<ColumnEvidence> column_findings;
  DetectorWeights weights;
  std::vector<Outcome> outcomes;
  std::vector<LearnCost> learned;  // by outcome, when it was measured; what is missing cost nothing
  std::vector<std::string> notes;
  std::vector<uint64_t> sampled_rows;  // rows of this table that detectors learned from, ascending
  std::vector<uint32_t> key_columns;   // of --key-fields; empty: all cells identify a row
  std::vector<std::string> null_tokens;  // sorted
  bool has_ordered = false;
  bool redacts = false;  // some column is redacted

  std::vector<Code> ignored_codes;             // of --ignore
  std::vector<uint64_t> ignored_fingerprints;  // sorted

  // The value as detectors see it: a null token counts as empty.
  std::string_view Seen(std::string_view value) const;
  Calibration calibration;  // evidence → confidence
  EvidenceContext context;  // what the evidence about the sample says
  SourceStyles styles;      // how sources write

  // Whether evidence about a cell of `column` is strong enough to count, and not to be ignored:
  // weak evidence of several families may add up to a finding.
  bool Uses(const ColumnPlan& column, const Evidence& evidence) const;
  // Whether that is so for all evidence of the method, however weak: then nobody need ask for it.
  bool UsesAll(const ColumnPlan& column, Method method) const {
    return method == Method::kValidation && ignored_codes.empty() &&
           column.threshold[static_cast<size_t>(method)] <= 0;
  }
  // Whether a cell's finding is sure enough to be written.
  bool Writes(const ColumnPlan& column, const Finding& finding) const;
};

// What a plan is made from.
struct PlanInput {
  const Job* job = nullptr;
  const Schema* schema = nullptr;
  const std::vector<RulePack>* packs = nullptr;
  const BrandConfig* brand = nullptr;     // null: fields are inferred
  const TableProfile* profile = nullptr;  // null: no detector that needs one runs
  bool is_own_profile = true;   // false: of another table; nothing is said of columns as a whole
  const Block* head = nullptr;  // the first block: inferred fields are tried on its rows
  uint32_t workers = 1;         // threads that make detectors
  bool measures = false;        // one thread, so that each one's time and memory are its own
  std::function<Status()> may_go_on;  // its error ends the planning; empty: it may
  // Told how many of the detectors have learned; from one thread at a time; may be empty.
  std::function<void(size_t done, size_t total)> learned;

  Status CheckStop() const { return may_go_on ? may_go_on() : Status(); }
};

// Whether some detector that the job asks for needs a profile.
bool NeedsProfile(const Job& job);

// Whether some automatic row detector runs: then the profile keeps a sample of rows.
bool NeedsSample(const Job& job);

Result<Plan> MakePlan(const PlanInput& input);

}  // namespace assay
