// Reads injection packs.
#include "assay/evaluate/error_family.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/config_value.h"
#include "assay/base/embedded.h"
#include "assay/mapping/field_alias.h"

namespace assay {
namespace {

constexpr std::string_view kPackKeys[] = {"name", "version", "summary", "families"};
constexpr std::string_view kFamilyKeys[] = {"name",   "edit",   "weight",
                                            "fields", "values", "factors"};
constexpr std::string_view kEditNames[] = {
    "typo",        "case",    "spacing", "clear",     "replace",   "append",
    "truncate",    "foreign", "swap",    "swap_rows", "other_row", "check_digit",
    "percent_sum", "scale",   "outlier", "reformat",  "encoding",  "duplicate_row"};
static_assert(std::size(kEditNames) == static_cast<size_t>(EditKind::kCount));

Result<EditKind> ReadEdit(const ConfigDocument& document, const ConfigNode& node) {
  ASSAY_TRY(const std::string name, ReadText(document, node, "edit"));
  const auto found = std::find(std::begin(kEditNames), std::end(kEditNames), name);
  if (found != std::end(kEditNames)) return static_cast<EditKind>(found - std::begin(kEditNames));
  const std::vector<std::string> names(std::begin(kEditNames), std::end(kEditNames));
  return ErrorAt(document, node.mark,
                 fmt::format("there is no edit '{}'.{}", name, NearestHint(name, names)));
}

Status ReadFactors(const ConfigDocument& document, const ConfigNode& node,
                   std::vector<double>* to) {
  ASSAY_TRY_STATUS(CheckList(document, node, "factors"));
  for (const ConfigNode& item : node.items) {
    ASSAY_TRY(const double factor, ReadNumber(document, item, "factors"));
    to->push_back(factor);
  }
  return {};
}

// An edit that needs values or factors has some.
Status CheckNeeds(const ConfigDocument& document, const ConfigNode& node,
                  const ErrorFamily& family) {
  const bool needs_values = family.edit == EditKind::kReplace || family.edit == EditKind::kAppend;
  const bool needs_factors = family.edit == EditKind::kScale || family.edit == EditKind::kOutlier;
  const char* missing = needs_values && family.values.empty()     ? "values"
                        : needs_factors && family.factors.empty() ? "factors"
                                                                  : nullptr;
  if (missing == nullptr) return {};
  return ErrorAt(document, node.mark,
                 fmt::format("the family '{}' needs '{}': its edit is '{}'", family.name, missing,
                             EditName(family.edit)));
}

Result<ErrorFamily> ReadFamily(const ConfigDocument& document, const ConfigNode& node) {
  ASSAY_TRY_STATUS(CheckMap(document, node, "families"));
  ASSAY_TRY_STATUS(CheckKeys(document, node, kFamilyKeys, "an error family"));
  ErrorFamily family;
  for (const char* key : {"name", "edit"}) {
    if (node.Find(key) == nullptr) {
      return ErrorAt(document, node.mark,
                     fmt::format("the key '{}' of the error family is missing", key));
    }
  }
  ASSAY_TRY(family.name, ReadText(document, *node.Find("name"), "name"));
  ASSAY_TRY(family.edit, ReadEdit(document, *node.Find("edit")));
  if (const ConfigNode* weight = node.Find("weight")) {
    ASSAY_TRY(family.weight, ReadNumberBetween(document, *weight, "weight", 0, 1e6));
  }
  if (const ConfigNode* fields = node.Find("fields")) {
    ASSAY_TRY(const std::vector<std::string> names, ReadTextList(document, *fields, "fields"));
    for (const std::string& name : names) family.fields.push_back(FoldHeader(name));
  }
  if (const ConfigNode* values = node.Find("values")) {
    ASSAY_TRY(family.values, ReadTextList(document, *values, "values"));
  }
  if (const ConfigNode* factors = node.Find("factors")) {
    ASSAY_TRY_STATUS(ReadFactors(document, *factors, &family.factors));
  }
  ASSAY_TRY_STATUS(CheckNeeds(document, node, family));
  return family;
}

// "injection/general.yaml" is "general".
std::string_view PackName(std::string_view path) {
  const size_t slash = path.rfind('/');
  if (slash != path.npos) path.remove_prefix(slash + 1);
  return path.substr(0, path.rfind('.'));
}

}  // namespace

std::string_view EditName(EditKind edit) { return kEditNames[static_cast<int>(edit)]; }

Result<ErrorPack> ReadErrorPack(const ConfigDocument& document) {
  const ConfigNode& root = document.root;
  ASSAY_TRY_STATUS(CheckMap(document, root, ""));
  ASSAY_TRY_STATUS(CheckKeys(document, root, kPackKeys, "an injection pack"));
  ErrorPack pack;
  pack.path = document.file;
  pack.sha256 = document.sha256;
  for (const auto& [key, to, needed] :
       {std::tuple{"name", &pack.name, true}, std::tuple{"version", &pack.version, true},
        std::tuple{"summary", &pack.summary, false}}) {
    const ConfigNode* node = root.Find(key);
    if (node == nullptr && !needed) continue;
    if (node == nullptr) {
      return ErrorAt(document, root.mark,
                     fmt::format("the key '{}' of the injection pack is missing", key));
    }
    ASSAY_TRY(*to, ReadText(document, *node, key));
  }
  const ConfigNode* families = root.Find("families");
  if (families == nullptr) {
    return ErrorAt(document, root.mark, "the key 'families' of the injection pack is missing");
  }
  ASSAY_TRY_STATUS(CheckList(document, *families, "families"));
  for (const ConfigNode& node : families->items) {
    ASSAY_TRY(ErrorFamily family, ReadFamily(document, node));
    pack.families.push_back(std::move(family));
  }
  return pack;
}

Result<ErrorPack> FindErrorPack(const std::string& name) {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : EmbeddedInjection()) {
    if (PackName(file.path) != name) {
      names.emplace_back(PackName(file.path));
      continue;
    }
    ASSAY_TRY(const ConfigDocument document, ParseYaml(file.bytes, std::string(file.path)));
    return ReadErrorPack(document);
  }
  if (name.find_first_of("./") == name.npos) {
    return UsageError(
        fmt::format("there is no injection pack '{}'.{} Or name the path of one: my/pack.yaml.",
                    name, NearestHint(name, names)));
  }
  ASSAY_TRY(const ConfigDocument document, ReadConfigFile(name));
  return ReadErrorPack(document);
}

}  // namespace assay
