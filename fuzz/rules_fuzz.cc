// Fuzzes rule packs: parsing, checking of parameters, making of detectors, and their verdicts on
// cells.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "assay/detect/rule_pack.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

// Cells that are hard on some rule, and pieces of the input itself.
std::vector<std::string> Cells(std::string_view text) {
  std::vector<std::string> cells = {
      "",        " ",        "60% cotton, 40% silk",      "4006381333931", "2024-02-30",
      "GrÃ¶ÃŸe", "\xFF\xC3", std::string(300, 'a') + "!", "1.234,5",       "a\u200B\x01"};
  for (size_t i = 0; i < 8; ++i) {
    const size_t begin = text.size() * i / 8;
    cells.emplace_back(text.substr(begin, text.size() / 8 + 1));
  }
  return cells;
}

// Verdicts repeat, and what is flagged can be explained.
void Judge(const assay::Rule& rule, const std::vector<std::string>& cells) {
  if (rule.type->make_value == nullptr || rule.type->needs_profile) return;
  std::string reason;
  const auto detector = rule.type->make_value(rule.params, {}, &reason);
  Require(detector.has_value());
  if (*detector == nullptr) return;
  for (const std::string& cell : cells) {
    const bool flagged = (*detector)->Flags(cell);
    Require((*detector)->Flags(cell) == flagged);
    if (!flagged) continue;
    const assay::Evidence evidence = (*detector)->Explain(cell);
    Require(!evidence.message.empty());
    Require(evidence.confidence >= 0 && evidence.confidence <= 1);
    Require(!evidence.has_suggestion || evidence.suggestion != cell);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto pack = assay::ParseRulePack(text, "f");
  if (!pack) {
    Require(pack.error().message.rfind("f:", 0) == 0);
    return 0;
  }
  const std::vector<std::string> cells = Cells(text);
  for (const assay::Rule& rule : pack->every_field) Judge(rule, cells);
  for (const assay::FieldRules& field : pack->fields) {
    for (const assay::Rule& rule : field.rules) Judge(rule, cells);
    for (const auto& [name, rules] : field.variants) {
      for (const assay::Rule& rule : rules) Judge(rule, cells);
    }
  }
  return 0;
}
