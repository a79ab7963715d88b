// Reads rule packs; docs/reference/rule-packs.md describes the form.
#include "assay/detect/rule_pack.h"

#include <fmt/format.h>

#include "assay/base/config_value.h"
#include "assay/base/embedded.h"
#include "assay/detect/registry.h"
#include "assay/mapping/field_alias.h"

namespace assay {
namespace {

constexpr std::string_view kPackKeys[] = {"name", "version", "summary", "fields", "every_field"};
constexpr std::string_view kFieldKeys[] = {"summary",         "core",  "aliases",
                                           "infer_min_match", "rules", "variants"};
constexpr std::string_view kRuleKeys[] = {"type",     "id",         "code",
                                          "severity", "confidence", "message"};

bool IsRuleType(const DetectorType& type) {
  return (type.make_value != nullptr || type.make_ordered != nullptr);
}

// Reads one pack; holds the document that every error points into.
class PackReader {
 public:
  explicit PackReader(const ConfigDocument& document) : document_(document) {}

  Result<RulePack> Read();

 private:
  Result<std::string> ReadNeeded(std::string_view key);
  Result<FieldRules> ReadField(const ConfigNode::Member& member);
  Result<std::vector<Rule>> ReadRules(const ConfigNode& node, const std::string& field,
                                      std::string_view key);
  Result<Rule> ReadRule(const ConfigNode& node, const std::string& field);
  Result<const DetectorType*> ReadType(const ConfigNode& node);
  Status ReadOverrides(const ConfigNode& node, Rule* rule);
  Status TryMaking(const Rule& rule, const std::string& field);
  Status ClaimAlias(const std::string& alias, const std::string& field, Mark mark);

  const ConfigDocument& document_;
  std::map<std::string, std::string> claimed_;  // folded alias -> field
  std::map<std::string, Mark> ids_;
};

Result<RulePack> PackReader::Read() {
  const ConfigNode& root = document_.root;
  ASSAY_TRY_STATUS(CheckMap(document_, root, ""));
  ASSAY_TRY_STATUS(CheckKeys(document_, root, kPackKeys, "a rule pack"));
  RulePack pack;
  pack.path = document_.file;
  pack.sha256 = document_.sha256;
  ASSAY_TRY(pack.name, ReadNeeded("name"));
  ASSAY_TRY(pack.version, ReadNeeded("version"));
  if (root.Find("summary") != nullptr) {
    ASSAY_TRY(pack.summary, ReadNeeded("summary"));
  }
  if (const ConfigNode* fields = root.Find("fields")) {
    ASSAY_TRY_STATUS(CheckMap(document_, *fields, "fields"));
    for (const ConfigNode::Member& member : fields->members) {
      ASSAY_TRY_STATUS(ClaimAlias(member.key, member.key, member.mark));
    }
    for (const ConfigNode::Member& member : fields->members) {
      ASSAY_TRY(FieldRules field, ReadField(member));
      pack.fields.push_back(std::move(field));
    }
  }
  if (const ConfigNode* every = root.Find("every_field")) {
    ASSAY_TRY(pack.every_field, ReadRules(*every, "", "every_field"));
  }
  pack.document = document_;
  return pack;
}

Result<std::string> PackReader::ReadNeeded(std::string_view key) {
  const ConfigNode* node = document_.root.Find(key);
  if (node != nullptr) return ReadText(document_, *node, key);
  return ErrorAt(document_, document_.root.mark,
                 fmt::format("the key '{}' of the rule pack is missing", key));
}

Result<FieldRules> PackReader::ReadField(const ConfigNode::Member& member) {
  const ConfigNode& node = member.value;
  FieldRules field;
  field.field = member.key;
  ASSAY_TRY_STATUS(CheckMap(document_, node, member.key));
  ASSAY_TRY_STATUS(
      CheckKeys(document_, node, kFieldKeys, fmt::format("the field '{}'", member.key)));
  if (const ConfigNode* at = node.Find("summary")) {
    ASSAY_TRY(field.summary, ReadText(document_, *at, "summary"));
  }
  if (const ConfigNode* at = node.Find("core")) {
    ASSAY_TRY(field.core, ReadBool(document_, *at, "core"));
  }
  if (const ConfigNode* at = node.Find("infer_min_match")) {
    ASSAY_TRY(field.infer_min_match, ReadNumberBetween(document_, *at, "infer_min_match", 0, 1));
  }
  if (const ConfigNode* at = node.Find("aliases")) {
    ASSAY_TRY(field.aliases, ReadTextList(document_, *at, "aliases"));
    for (size_t i = 0; i < field.aliases.size(); ++i) {
      ASSAY_TRY_STATUS(ClaimAlias(field.aliases[i], field.field, at->items[i].mark));
    }
  }
  if (const ConfigNode* at = node.Find("rules")) {
    ASSAY_TRY(field.rules, ReadRules(*at, field.field, "rules"));
  }
  if (const ConfigNode* at = node.Find("variants")) {
    ASSAY_TRY_STATUS(CheckMap(document_, *at, "variants"));
    for (const ConfigNode::Member& variant : at->members) {
      ASSAY_TRY(field.variants[variant.key], ReadRules(variant.value, field.field, variant.key));
    }
  }
  return field;
}

// One header means one field: an alias that two fields claim would make the mapping a matter of
// luck.
Status PackReader::ClaimAlias(const std::string& alias, const std::string& field, Mark mark) {
  const auto [found, is_new] = claimed_.emplace(FoldHeader(alias), field);
  if (is_new || found->second == field) return {};
  return ErrorAt(document_, mark,
                 fmt::format("'{}' already means the field '{}'; a name can mean one field only",
                             alias, found->second));
}

Result<std::vector<Rule>> PackReader::ReadRules(const ConfigNode& node, const std::string& field,
                                                std::string_view key) {
  ASSAY_TRY_STATUS(CheckList(document_, node, key));
  std::vector<Rule> rules;
  for (const ConfigNode& item : node.items) {
    ASSAY_TRY(Rule rule, ReadRule(item, field));
    rules.push_back(std::move(rule));
  }
  return rules;
}

Result<const DetectorType*> PackReader::ReadType(const ConfigNode& node) {
  ASSAY_TRY_STATUS(CheckMap(document_, node, ""));
  const ConfigNode* named = node.Find("type");
  std::vector<std::string> names;
  for (const DetectorType* type : AllDetectorTypes()) {
    if (IsRuleType(*type)) names.emplace_back(type->name);
  }
  if (named == nullptr) {
    return ErrorAt(document_, node.mark, "the rule has no 'type'." + NearestHint("", names));
  }
  ASSAY_TRY(const std::string name, ReadText(document_, *named, "type"));
  const DetectorType* type = FindDetectorType(name);
  if (type == nullptr) {
    return ErrorAt(document_, named->mark,
                   fmt::format("unknown type of rule '{}'.{}", name, NearestHint(name, names)));
  }
  if (!IsRuleType(*type)) {
    return ErrorAt(document_, named->mark,
                   fmt::format("the detector '{}' can't be used as a rule of one field.{}", name,
                               NearestHint("", names)));
  }
  return type;
}

Result<Rule> PackReader::ReadRule(const ConfigNode& node, const std::string& field) {
  Rule rule;
  rule.mark = node.mark;
  ASSAY_TRY(rule.type, ReadType(node));
  ASSAY_TRY_STATUS(ReadOverrides(node, &rule));
  ASSAY_TRY(rule.params, ParseParams(document_, node, rule.type->params, kRuleKeys));
  ASSAY_TRY_STATUS(TryMaking(rule, field));
  return rule;
}

Status PackReader::ReadOverrides(const ConfigNode& node, Rule* rule) {
  if (const ConfigNode* at = node.Find("id")) {
    ASSAY_TRY(rule->id, ReadText(document_, *at, "id"));
    const auto [first, is_new] = ids_.emplace(rule->id, at->mark);
    if (!is_new) {
      return ErrorAt(
          document_, at->mark,
          fmt::format("the id '{}' was already given at line {}; ids are unique in a pack",
                      rule->id, first->second.line));
    }
  }
  if (const ConfigNode* at = node.Find("code")) {
    ASSAY_TRY(const std::string name, ReadText(document_, *at, "code"));
    rule->code = ParseCode(name);
    std::vector<std::string> names;
    for (const CodeInfo& info : AllCodes()) names.emplace_back(info.name);
    if (!rule->code)
      return ErrorAt(document_, at->mark,
                     fmt::format("unknown code '{}'.{}", name, NearestHint(name, names)));
  }
  if (const ConfigNode* at = node.Find("severity")) {
    ASSAY_TRY(const std::string name, ReadText(document_, *at, "severity"));
    rule->severity = ParseSeverity(name);
    if (!rule->severity) {
      return ErrorAt(document_, at->mark,
                     fmt::format("unknown severity '{}'.{}", name,
                                 NearestHint(name, {"info", "warning", "error", "critical"})));
    }
  }
  if (const ConfigNode* at = node.Find("confidence")) {
    ASSAY_TRY(rule->confidence, ReadNumberBetween(document_, *at, "confidence", 0, 1));
  }
  if (const ConfigNode* at = node.Find("message")) {
    ASSAY_TRY(rule->message, ReadText(document_, *at, "message"));
  }
  return {};
}

// Makes the detector once, so that a bad regex or parameter is found before anything runs.
Status PackReader::TryMaking(const Rule& rule, const std::string& field) {
  if (rule.type->needs_profile) return {};
  DetectorContext context;
  context.field = field;
  context.document = &document_;
  std::string skip_reason;
  if (rule.type->make_value != nullptr) {
    auto made = rule.type->make_value(rule.params, context, &skip_reason);
    if (!made) return std::move(made).error();
  } else {
    auto made = rule.type->make_ordered(rule.params, context, &skip_reason);
    if (!made) return std::move(made).error();
  }
  return {};
}

Result<std::vector<RulePack>> ParseEmbeddedRules() {
  std::vector<RulePack> packs;
  for (const EmbeddedFile& file : EmbeddedRules()) {
    ASSAY_TRY(RulePack pack, ParseRulePack(file.bytes, std::string(file.path)));
    packs.push_back(std::move(pack));
  }
  return packs;
}

}  // namespace

Result<RulePack> ParseRulePack(std::string_view text, const std::string& path) {
  const bool json = path.size() >= 5 && path.substr(path.size() - 5) == ".json";
  ASSAY_TRY(const ConfigDocument document, json ? ParseJson(text, path) : ParseYaml(text, path));
  return PackReader(document).Read();
}

Result<RulePack> ReadRulePack(const ConfigDocument& document) {
  return PackReader(document).Read();
}

Result<std::vector<RulePack>> LoadRulePacks(const std::vector<std::string>& paths) {
  // Once in a process: reading them takes longer than a small table does.
  static const Result<std::vector<RulePack>> embedded = ParseEmbeddedRules();
  ASSAY_TRY(std::vector<RulePack> packs, embedded);
  for (const std::string& path : paths) {
    ASSAY_TRY(const ConfigDocument document, ReadConfigFile(path));
    ASSAY_TRY(RulePack pack, ReadRulePack(document));
    packs.push_back(std::move(pack));
  }
  return packs;
}

FoundRules FindFieldRules(const std::vector<RulePack>& packs, std::string_view field) {
  FoundRules found;
  for (const RulePack& pack : packs) {
    for (const FieldRules& rules : pack.fields) {
      if (rules.field == field) found = {&pack, &rules};
    }
  }
  return found;
}

}  // namespace assay
