// Typed parameters of detectors: declared once, they drive parsing, help, schema and the reference.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "assay/base/config_node.h"
#include "assay/base/result.h"

namespace assay {

enum class ParamKind : uint8_t { kBool, kInteger, kNumber, kString, kStringList };

// One parameter of a DetectorType.
struct ParamSpec {
  std::string_view name;
  ParamKind kind;
  std::string_view summary;
  std::string_view default_text =
      "";  // as it would be written in YAML; "" = required unless optional
  bool required = false;
};

using ParamValue = std::variant<bool, int64_t, double, std::string, std::vector<std::string>>;

// Checked values of one rule or detector: every declared parameter that was given or has a default.
class Params {
 public:
  bool Has(std::string_view name) const;
  // The value of a declared parameter; asking for another kind or an absent one is a bug.
  bool GetBool(std::string_view name) const;
  int64_t GetInteger(std::string_view name) const;
  double GetNumber(std::string_view name) const;
  const std::string& GetString(std::string_view name) const;
  const std::vector<std::string>& GetList(std::string_view name) const;
  void Set(std::string name, ParamValue value);
  // Where a parameter stands in its file, or an item of a list ("any_of[2]"), or the rule itself
  // (""); line 0 for defaults.
  Mark MarkOf(std::string_view name) const;
  void SetMark(std::string name, Mark mark);

 private:
  std::map<std::string, ParamValue, std::less<>> values_;
  std::map<std::string, Mark, std::less<>> marks_;
};

// Checks the members of `node` against the specs: unknown names (with the nearest right one), wrong
// types and missing required ones are errors at their place. Members named in `reserved` are
// skipped.
Result<Params> ParseParams(const ConfigDocument& document, const ConfigNode& node,
                           std::span<const ParamSpec> specs,
                           std::span<const std::string_view> reserved);

// The defaults alone.
Params DefaultParams(std::span<const ParamSpec> specs);

}  // namespace assay
