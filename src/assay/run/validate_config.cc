// Checks one configuration file of any kind.
#include "assay/run/validate_config.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/config_value.h"
#include "assay/detect/rule_pack.h"
#include "assay/mapping/brand_config.h"
#include "assay/run/job_config.h"

namespace assay {
namespace {

const FieldRules* FindRules(const std::vector<RulePack>& packs, const std::string& field) {
  const FieldRules* found = nullptr;
  for (const RulePack& pack : packs) {
    for (const FieldRules& rules : pack.fields) {
      if (rules.field == field) found = &rules;
    }
  }
  return found;
}

Mark MarkOfMember(const BrandConfig& brand, std::string_view section, const std::string& key) {
  const ConfigNode* map = brand.document.root.Find(section);
  const ConfigNode* node = map == nullptr ? nullptr : map->Find(key);
  return node == nullptr ? Mark{} : node->mark;
}

// The variants that a brand asks for exist in the rule packs.
Status CheckVariations(const BrandConfig& brand, const std::vector<RulePack>& packs) {
  for (const auto& [field, variation] : brand.field_variations) {
    std::vector<std::string> names;
    const FieldRules* rules = FindRules(packs, field);
    if (rules != nullptr) {
      for (const auto& [name, unused] : rules->variants) names.push_back(name);
    }
    if (std::find(names.begin(), names.end(), variation) != names.end()) continue;
    return ErrorAt(brand.document, MarkOfMember(brand, "field_variations", field),
                   fmt::format("the rules of the field '{}' have no variant '{}'.{}", field,
                               variation, NearestHint(variation, names)));
  }
  return {};
}

Result<std::string> DescribeBrand(const BrandConfig& brand) {
  ASSAY_TRY(const std::vector<RulePack> packs, LoadRulePacks({}));
  ASSAY_TRY_STATUS(CheckVariations(brand, packs));
  std::string out = fmt::format("{}: a brand configuration, valid\nbrand: {}\nfields: {}{}\n",
                                brand.path, brand.brand_name, brand.field_mappings.size(),
                                brand.enabled_fields.empty()
                                    ? ""
                                    : fmt::format(" ({} enabled)", brand.enabled_fields.size()));
  for (const auto& [field, column] : brand.field_mappings) {
    const FieldRules* rules = FindRules(packs, field);
    out += fmt::format(
        "  {} <- column '{}', {}\n", field, column,
        rules == nullptr ? "no rules of its own" : fmt::format("{} rules", rules->rules.size()));
  }
  return out;
}

std::string DescribePack(const RulePack& pack) {
  std::string out = fmt::format("{}: a rule pack, valid\npack: {}, version {}\nfields: {}\n",
                                pack.path, pack.name, pack.version, pack.fields.size());
  for (const FieldRules& field : pack.fields) {
    out += fmt::format("  {}: {} rules, {} variants\n", field.field, field.rules.size(),
                       field.variants.size());
  }
  return out + fmt::format("rules of every field: {}\n", pack.every_field.size());
}

bool HasOneOf(const ConfigNode& root, std::initializer_list<std::string_view> keys) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](std::string_view key) { return root.Find(key) != nullptr; });
}

}  // namespace

Result<std::string> ValidateConfig(const std::string& path) {
  ASSAY_TRY(const ConfigDocument document, ReadConfigFile(path));
  ASSAY_TRY_STATUS(CheckMap(document, document.root, ""));
  if (HasOneOf(document.root, {"field_mappings", "brand_name", "enabled_fields", "field_variations",
                               "custom_thresholds", "core_fields"})) {
    ASSAY_TRY(const BrandConfig brand, ReadBrandConfig(document));
    return DescribeBrand(brand);
  }
  if (HasOneOf(document.root, {"fields", "every_field", "name", "version"})) {
    ASSAY_TRY(const RulePack pack, ReadRulePack(document));
    return DescribePack(pack);
  }
  Job job;
  std::vector<std::string> notes;
  ASSAY_TRY_STATUS(ApplyJobFile(document, &job, &notes));
  std::string out = fmt::format("{}: a job file, valid\n{}", path, DescribeJob(job));
  for (const std::string& note : notes) out += fmt::format("note: {}\n", note);
  return out;
}

}  // namespace assay
