// Checks and holds the typed parameters of rules.
#include "assay/detect/param.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/check.h"
#include "assay/base/config_value.h"

namespace assay {
namespace {

Result<ParamValue> ReadParam(const ConfigDocument& document, const ConfigNode& node,
                             const ParamSpec& spec) {
  switch (spec.kind) {
    case ParamKind::kBool: {
      ASSAY_TRY(const bool value, ReadBool(document, node, spec.name));
      return ParamValue(value);
    }
    case ParamKind::kInteger: {
      ASSAY_TRY(const int64_t value, ReadInteger(document, node, spec.name));
      return ParamValue(value);
    }
    case ParamKind::kNumber: {
      ASSAY_TRY(const double value, ReadNumber(document, node, spec.name));
      return ParamValue(value);
    }
    case ParamKind::kString: {
      ASSAY_TRY(std::string value, ReadText(document, node, spec.name));
      return ParamValue(std::move(value));
    }
    case ParamKind::kStringList: {
      ASSAY_TRY(std::vector<std::string> value, ReadTextList(document, node, spec.name));
      return ParamValue(std::move(value));
    }
  }
  return InternalError("unknown kind of parameter");
}

const ParamSpec* FindSpec(std::span<const ParamSpec> specs, std::string_view name) {
  for (const ParamSpec& spec : specs) {
    if (spec.name == name) return &spec;
  }
  return nullptr;
}

Error UnknownParam(const ConfigDocument& document, const ConfigNode::Member& member,
                   std::span<const ParamSpec> specs, std::span<const std::string_view> reserved) {
  std::vector<std::string> names;
  for (const ParamSpec& spec : specs) names.emplace_back(spec.name);
  for (const std::string_view name : reserved) names.emplace_back(name);
  return ErrorAt(
      document, member.mark,
      fmt::format("unknown parameter '{}'.{}", member.key, NearestHint(member.key, names)));
}

// A default of ours that does not parse is a bug of ours.
void SetDefault(const ParamSpec& spec, Params* params) {
  if (spec.default_text.empty()) return;
  Result<ConfigDocument> document = ParseYaml(spec.default_text, std::string(spec.name));
  ASSAY_CHECK(document.has_value());
  Result<ParamValue> value = ReadParam(*document, document->root, spec);
  ASSAY_CHECK(value.has_value());
  params->Set(std::string(spec.name), *std::move(value));
}

template <typename T>
const T& ValueOf(const std::map<std::string, ParamValue, std::less<>>& values,
                 std::string_view name) {
  const auto found = values.find(name);
  ASSAY_CHECK(found != values.end());
  const T* value = std::get_if<T>(&found->second);
  ASSAY_CHECK(value != nullptr);
  return *value;
}

}  // namespace

bool Params::Has(std::string_view name) const { return values_.find(name) != values_.end(); }
bool Params::GetBool(std::string_view name) const { return ValueOf<bool>(values_, name); }
int64_t Params::GetInteger(std::string_view name) const { return ValueOf<int64_t>(values_, name); }
double Params::GetNumber(std::string_view name) const { return ValueOf<double>(values_, name); }
const std::string& Params::GetString(std::string_view name) const {
  return ValueOf<std::string>(values_, name);
}
const std::vector<std::string>& Params::GetList(std::string_view name) const {
  return ValueOf<std::vector<std::string>>(values_, name);
}
void Params::Set(std::string name, ParamValue value) {
  values_.insert_or_assign(std::move(name), std::move(value));
}

Mark Params::MarkOf(std::string_view name) const {
  const auto found = marks_.find(name);
  return found == marks_.end() ? Mark{} : found->second;
}
void Params::SetMark(std::string name, Mark mark) {
  marks_.insert_or_assign(std::move(name), mark);
}

Result<Params> ParseParams(const ConfigDocument& document, const ConfigNode& node,
                           std::span<const ParamSpec> specs,
                           std::span<const std::string_view> reserved) {
  Params params = DefaultParams(specs);
  params.SetMark("", node.mark);
  if (node.kind != ConfigNode::Kind::kNull) ASSAY_TRY_STATUS(CheckMap(document, node, ""));
  for (const ConfigNode::Member& member : node.members) {
    if (std::find(reserved.begin(), reserved.end(), member.key) != reserved.end()) continue;
    const ParamSpec* spec = FindSpec(specs, member.key);
    if (spec == nullptr) return UnknownParam(document, member, specs, reserved);
    ASSAY_TRY(ParamValue value, ReadParam(document, member.value, *spec));
    params.Set(member.key, std::move(value));
    params.SetMark(member.key, member.value.mark);
    for (size_t i = 0; i < member.value.items.size(); ++i) {
      params.SetMark(fmt::format("{}[{}]", member.key, i), member.value.items[i].mark);
    }
  }
  for (const ParamSpec& spec : specs) {
    if (spec.required && !params.Has(spec.name)) {
      return ErrorAt(document, node.mark,
                     fmt::format("the parameter '{}' is missing ({})", spec.name, spec.summary));
    }
  }
  return params;
}

Params DefaultParams(std::span<const ParamSpec> specs) {
  Params params;
  for (const ParamSpec& spec : specs) SetDefault(spec, &params);
  return params;
}

}  // namespace assay
