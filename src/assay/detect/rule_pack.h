// Rule packs: rules as data (rules/*.yaml), loaded and checked before anything runs.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assay/detect/detector_type.h"

namespace assay {

// One configured detector for one field.
struct Rule {
  const DetectorType* type = nullptr;
  Params params;
  Mark mark;                         // where it stands in its pack
  std::string id;                    // optional name, for messages and suppressions
  std::optional<Code> code;          // overrides the type's code
  std::optional<Severity> severity;  // overrides the code's severity
  std::optional<double> confidence;  // overrides the type's prior
  std::string message;               // overrides the type's message; empty = the type's
};

// The rules of one field: those of the default, or of a named variant.
struct FieldRules {
  std::string field;
  std::string summary;
  bool core = false;                 // kept by --core-fields-only
  std::vector<std::string> aliases;  // headers that mean this field
  double infer_min_match = 0.9;      // share of non-empty values that must pass when inferred
  std::vector<Rule> rules;
  std::map<std::string, std::vector<Rule>> variants;  // replace `rules` as a whole
};

// One file of rules.
struct RulePack {
  std::string name;
  std::string version;
  std::string summary;
  std::string path;
  std::string sha256;
  ConfigDocument document;
  std::vector<FieldRules> fields;
  std::vector<Rule> every_field;  // rules for all columns, mapped or not
};

// Parses and checks one pack (JSON when `path` ends in .json, else YAML). Every problem is an error
// at file:line:column with the nearest right name; regexes are compiled and parameters checked by
// making each detector once.
Result<RulePack> ParseRulePack(std::string_view text, const std::string& path);

// The same from a document that was read before.
Result<RulePack> ReadRulePack(const ConfigDocument& document);

// The packs compiled into the program, and those of `paths` behind them (a later pack's field
// replaces an earlier one's).
Result<std::vector<RulePack>> LoadRulePacks(const std::vector<std::string>& paths);

// The rules of a field: those of the last pack that has it; both null when none has.
struct FoundRules {
  const RulePack* pack = nullptr;
  const FieldRules* rules = nullptr;
};
FoundRules FindFieldRules(const std::vector<RulePack>& packs, std::string_view field);

}  // namespace assay
