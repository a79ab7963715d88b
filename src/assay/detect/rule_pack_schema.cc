// The JSON Schema of rule packs, with the parameters of every type of rule.
#include <nlohmann/json.hpp>

#include "assay/detect/reference.h"
#include "assay/detect/registry.h"

namespace assay {
namespace {

using Json = nlohmann::ordered_json;

Json TypeOf(std::string_view name) { return {{"type", name}}; }

// Texts and lists of texts take numbers and truth values as they are written.
Json TextTypes() { return {{"type", {"string", "number", "boolean"}}}; }

Json ListOf(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

Json Described(Json schema, std::string_view description) {
  schema["description"] = description;
  return schema;
}

Json MapOf(Json values) {
  return {{"type", "object"}, {"additionalProperties", std::move(values)}};
}

Json Reference(const std::string& name) { return {{"$ref", "#/$defs/" + name}}; }

Json Share(std::string_view description) {
  return {{"type", "number"}, {"minimum", 0}, {"maximum", 1}, {"description", description}};
}

Json SchemaOf(const ParamSpec& spec) {
  switch (spec.kind) {
    case ParamKind::kBool:
      return Described(TypeOf("boolean"), spec.summary);
    case ParamKind::kInteger:
      return Described(TypeOf("integer"), spec.summary);
    case ParamKind::kNumber:
      return Described(TypeOf("number"), spec.summary);
    case ParamKind::kString:
      return Described(TextTypes(), spec.summary);
    case ParamKind::kStringList:
      return Described(ListOf(TextTypes()), spec.summary);
  }
  return Json::object();
}

template <typename Names>
Json Enumeration(const Names& names) {
  Json list = Json::array();
  for (const auto& item : names) list.push_back(item.name);
  return {{"enum", std::move(list)}};
}

// One type of rule: what every rule may have, and its own parameters.
Json RuleSchema(const DetectorType& type) {
  Json properties = {{"type", {{"const", type.name}}},
                     {"id", Described(TextTypes(), "A name of its own, unique in the pack.")},
                     {"code", Reference("code")},
                     {"severity", {{"enum", {"info", "warning", "error", "critical"}}}},
                     {"confidence", Share("Instead of the detector's own.")},
                     {"message", Described(TextTypes(), "Replaces the detector's sentence.")}};
  Json required = {"type"};
  for (const ParamSpec& spec : type.params) {
    properties[std::string(spec.name)] = SchemaOf(spec);
    if (spec.required) required.push_back(spec.name);
  }
  return {{"type", "object"},
          {"description", type.summary},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

Json FieldSchema() {
  return {{"type", "object"},
          {"description", "The rules of one field."},
          {"properties",
           {{"summary", TextTypes()},
            {"core", Described(TypeOf("boolean"), "Kept by --core-fields-only.")},
            {"aliases", Described(ListOf(TextTypes()),
                                  "Headers that mean this field when there is no brand.")},
            {"infer_min_match",
             Share("The share of the first non-empty values that must pass the rules.")},
            {"rules", ListOf(Reference("rule"))},
            {"variants",
             Described(MapOf(ListOf(Reference("rule"))),
                       "A brand's field_variations choose one; it replaces `rules` as a whole.")}}},
          {"additionalProperties", false}};
}

}  // namespace

std::string RulePackSchema() {
  Json definitions = {{"field", FieldSchema()}, {"code", Enumeration(AllCodes())}};
  Json rules = Json::array();
  for (const DetectorType* type : AllDetectorTypes()) {
    if (type->make_value == nullptr && type->make_ordered == nullptr) continue;
    const std::string name = "rule_" + std::string(type->name);
    rules.push_back(Reference(name));
    definitions[name] = RuleSchema(*type);
  }
  definitions["rule"] = {{"oneOf", std::move(rules)}};
  const Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                       {"$id", "urn:assay:schema:rule_pack:1"},
                       {"title", "Assay rule pack"},
                       {"description", "Rules as data; see docs/reference/rule-packs.md."},
                       {"type", "object"},
                       {"properties",
                        {{"name", Described(TextTypes(), "The pack's name.")},
                         {"version", TextTypes()},
                         {"summary", TextTypes()},
                         {"fields", MapOf(Reference("field"))},
                         {"every_field", Described(ListOf(Reference("rule")),
                                                   "For all columns, known fields or not.")}}},
                       {"required", {"name", "version"}},
                       {"additionalProperties", false},
                       {"$defs", std::move(definitions)}};
  return schema.dump(2) + "\n";
}

}  // namespace assay
