// Writes the fields of rule packs as Markdown.
#include "assay/detect/field_reference.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace assay {
namespace {

std::string FlowText(const ConfigNode& node) {
  if (node.kind != ConfigNode::Kind::kList) return node.text;
  std::string out;
  for (const ConfigNode& item : node.items)
    out += fmt::format("{}{}", out.empty() ? "" : ", ", FlowText(item));
  return "[" + out + "]";
}

RuleText DescribeRule(const ConfigNode& rule) {
  RuleText text;
  for (const ConfigNode::Member& member : rule.members) {
    if (member.key == "type") {
      text.type = member.value.text;
    } else {
      text.settings += fmt::format("{}{}: {}", text.settings.empty() ? "" : ", ", member.key,
                                   FlowText(member.value));
    }
  }
  return text;
}

std::vector<RuleText> DescribeList(const ConfigNode* rules) {
  std::vector<RuleText> texts;
  if (rules == nullptr) return texts;
  for (const ConfigNode& rule : rules->items) texts.push_back(DescribeRule(rule));
  return texts;
}

// Bullets, one a rule; the settings as code, with more back-ticks than they hold.
std::string Bullets(const std::vector<RuleText>& rules) {
  std::string out;
  for (const RuleText& rule : rules) {
    out += fmt::format("- [`{0}`](detectors.md#{0})", rule.type);
    const std::string ticks = rule.settings.find('`') == std::string::npos ? "`" : "`` ";
    if (!rule.settings.empty())
      out +=
          fmt::format(" {}{}{}", ticks, rule.settings, std::string(ticks.rbegin(), ticks.rend()));
    out += "\n";
  }
  return out + "\n";
}

std::string FieldSection(const RulePack& pack, const FieldRules& field) {
  std::string out = fmt::format("### `{}`\n\n{}{}\n\n", field.field, field.summary,
                                field.core ? " A core field." : "");
  if (!field.aliases.empty()) {
    out += fmt::format("Headers that mean it: {}; taken when {:.0f} % of the values pass.\n\n",
                       fmt::join(field.aliases, ", "), field.infer_min_match * 100);
  }
  out += Bullets(DescribeRules(pack, field.field));
  for (const auto& [variant, unused] : field.variants)
    out += fmt::format("Variant `{}`:\n\n{}", variant,
                       Bullets(DescribeRules(pack, field.field, variant)));
  return out;
}

}  // namespace

std::vector<RuleText> DescribeRules(const RulePack& pack, std::string_view field,
                                    std::string_view variant) {
  const ConfigNode* node = pack.document.root.Find("fields")->Find(field);
  if (variant.empty()) return DescribeList(node->Find("rules"));
  return DescribeList(node->Find("variants")->Find(variant));
}

std::vector<RuleText> DescribeRulesOfEveryColumn(const RulePack& pack) {
  return DescribeList(pack.document.root.Find("every_field"));
}

Result<std::string> FieldsReference() {
  ASSAY_TRY(const std::vector<RulePack> packs, LoadRulePacks({}));
  std::string out =
      "# Fields\n\nWhat the rule packs of the program know of fields. A brand maps columns to "
      "these names; without one, a header that means a field is enough. Made from the program (a "
      "test compares; `ASSAY_UPDATE_GOLDEN=1` rewrites): do not edit. `assay fields show NAME` "
      "tells of one in the terminal. How to write your own: [rule packs](rule-packs.md).\n\n";
  for (const RulePack& pack : packs) {
    out += fmt::format("## Pack `{}`\n\n{}\n\n", pack.name, pack.summary);
    const auto every = DescribeRulesOfEveryColumn(pack);
    if (!every.empty()) out += "Every column of every table:\n\n" + Bullets(every);
    for (const FieldRules& field : pack.fields) out += FieldSection(pack, field);
  }
  out.pop_back();  // one line feed ends the file
  return out;
}

}  // namespace assay
