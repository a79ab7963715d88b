// `assay fields list|show`: the fields that rule packs know, and what they ask of each.
#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "assay/base/config_node.h"
#include "assay/detect/field_reference.h"
#include "assay/report/json_writer.h"
#include "commands.h"
#include "option_setters.h"
#include "terminal.h"

namespace assay::cli {
namespace {

struct FieldsOptions {
  std::vector<std::string> packs;
  bool json = false;
};

Option PacksOption(FieldsOptions* options) {
  return {.name = "--rules",
          .value = "FILE",
          .group = "Input",
          .summary = "A rule pack besides the built-in ones. May be repeated.",
          .set = SetList(&options->packs),
          .completes = Completes::kFile};
}

// The fields in force: one that a later pack has, too, is the later one's.
std::vector<FoundRules> FieldsOf(const std::vector<RulePack>& packs) {
  std::vector<FoundRules> fields;
  for (const RulePack& pack : packs) {
    for (const FieldRules& field : pack.fields) {
      const FoundRules found = FindFieldRules(packs, field.field);
      if (found.pack == &pack) fields.push_back(found);
    }
  }
  return fields;
}

std::string ListAsText(const std::vector<FoundRules>& fields, const Terminal& terminal) {
  std::string out;
  const RulePack* pack = nullptr;
  for (const FoundRules& field : fields) {
    if (field.pack != pack) {
      out += fmt::format("{}{}  {}\n", out.empty() ? "" : "\n",
                         terminal.Paint("1", field.pack->name), field.pack->summary);
    }
    pack = field.pack;
    out += fmt::format("  {:<24} {:<5} {}\n", field.rules->field, field.rules->core ? "core" : "",
                       field.rules->summary);
  }
  return out;
}

std::string ListAsJson(const std::vector<FoundRules>& fields) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginArray();
  for (const auto& [pack, rules] : fields) {
    json.BeginObject();
    json.String("name", rules->field);
    json.String("pack", pack->name);
    json.Bool("core", rules->core);
    json.String("summary", rules->summary);
    json.BeginArray("aliases");
    for (const std::string& alias : rules->aliases) json.String(alias);
    json.EndArray();
    json.BeginArray("variants");
    for (const auto& [variant, unused] : rules->variants) json.String(variant);
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  return json.Take();
}

std::string RuleLines(const std::vector<RuleText>& rules) {
  std::string out;
  for (const RuleText& rule : rules) out += fmt::format("  {:<18} {}\n", rule.type, rule.settings);
  return out;
}

std::string ShowField(const FoundRules& found, const Terminal& terminal) {
  const auto& [pack, rules] = found;
  std::string out =
      fmt::format("{}: {}\n\npack     {} {}{}\n", terminal.Paint("1", rules->field), rules->summary,
                  pack->name, pack->version, rules->core ? ", a core field" : "");
  if (!rules->aliases.empty()) {
    out += fmt::format("headers  {}\ninferred when {:.0f} % of the first values pass its rules\n",
                       fmt::join(rules->aliases, ", "), rules->infer_min_match * 100);
  }
  out += fmt::format("\n{}\n{}", terminal.Paint("1", "Rules"),
                     RuleLines(DescribeRules(*pack, rules->field)));
  for (const auto& [variant, unused] : rules->variants) {
    out += fmt::format("\n{}, by a brand's \"field_variations\": {{\"{}\": \"{}\"}}\n{}",
                       terminal.Paint("1", "Variant " + variant), rules->field, variant,
                       RuleLines(DescribeRules(*pack, rules->field, variant)));
  }
  return out;
}

// What holds for every column, field or not.
std::string ShowEveryColumn(const std::vector<RulePack>& packs, const Terminal& terminal) {
  std::string lines;
  for (const RulePack& pack : packs) lines += RuleLines(DescribeRulesOfEveryColumn(pack));
  if (lines.empty()) return lines;
  return fmt::format("\n{}\n{}", terminal.Paint("1", "Every column, besides"), lines);
}

Error NoSuchField(const std::string& name, const std::vector<RulePack>& packs) {
  std::vector<std::string> names;
  for (const FoundRules& field : FieldsOf(packs)) names.push_back(field.rules->field);
  return UsageError(
      fmt::format("no rule pack knows the field '{}'.{}", name, NearestHint(name, names)));
}

}  // namespace

Command FieldsListCommand() {
  auto options = std::make_shared<FieldsOptions>();
  Command command;
  command.name = "fields list";
  command.summary = "List the fields that rule packs know";
  command.description =
      "One line a field: its name, whether it is a core field, and what it is. A brand maps\n"
      "columns to these names; without one, a header that means a field is enough.";
  command.examples = "assay fields list\n# With your own pack\nassay fields list --rules shop.yaml";
  command.options.push_back(PacksOption(options.get()));
  command.options.push_back({.name = "--json",
                             .value = "",
                             .group = "Output",
                             .summary = "As a JSON array.",
                             .set = SetSwitch(&options->json)});
  command.run = [options](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    ASSAY_TRY(const std::vector<RulePack> packs, LoadRulePacks(options->packs));
    const std::vector<FoundRules> fields = FieldsOf(packs);
    std::fputs((options->json ? ListAsJson(fields) : ListAsText(fields, TerminalOf(1))).c_str(),
               stdout);
    return 0;
  };
  return command;
}

Command FieldsShowCommand() {
  auto options = std::make_shared<FieldsOptions>();
  Command command;
  command.name = "fields show";
  command.arguments = "NAME...";
  command.least_arguments = 1;
  command.most_arguments = 1000;
  command.summary = "Show a field: its headers, rules and variants";
  command.description =
      "The headers that mean it, the rules that its values must pass, and the variants that a "
      "brand's\nfield_variations can choose in their place.";
  command.examples = "assay fields show ean size";
  command.completes = Completes::kField;
  command.options.push_back(PacksOption(options.get()));
  command.run = [options](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    ASSAY_TRY(const std::vector<RulePack> packs, LoadRulePacks(options->packs));
    const Terminal terminal = TerminalOf(1);
    std::string out;
    for (const std::string& name : given.arguments) {
      const FoundRules found = FindFieldRules(packs, name);
      if (found.rules == nullptr) return NoSuchField(name, packs);
      out += fmt::format("{}{}", out.empty() ? "" : "\n", ShowField(found, terminal));
    }
    out += ShowEveryColumn(packs, terminal);
    std::fputs(out.c_str(), stdout);
    return 0;
  };
  return command;
}

}  // namespace assay::cli
