// What rule packs say of fields, in words: for `assay fields` and docs/reference/fields.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assay/detect/rule_pack.h"

namespace assay {

// One rule as its pack writes it.
struct RuleText {
  std::string type;      // the detector: "check_digit"
  std::string settings;  // all else, in the file's order: "schemes: [ean13], severity: critical"
};

// The rules of a field of `pack`, or those of its variant when `variant` is not empty. The field,
// and the variant, must be in the pack.
std::vector<RuleText> DescribeRules(const RulePack& pack, std::string_view field,
                                    std::string_view variant = {});

// The rules of `pack` for every column, be it a known field or not.
std::vector<RuleText> DescribeRulesOfEveryColumn(const RulePack& pack);

// The file docs/reference/fields.md: the fields of the packs that are part of the program.
Result<std::string> FieldsReference();

}  // namespace assay
