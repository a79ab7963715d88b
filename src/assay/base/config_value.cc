// Typed reading of configuration nodes.
#include "assay/base/config_value.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace assay {
namespace {

using Kind = ConfigNode::Kind;

}  // namespace

Error Mismatch(const ConfigDocument& document, const ConfigNode& node, std::string_view key,
               std::string_view expected) {
  const std::string name = key.empty() ? "" : fmt::format("'{}': ", key);
  return ErrorAt(document, node.mark,
                 fmt::format("{}found {}, expected {}", name, DescribeNode(node), expected));
}

Result<bool> ReadBool(const ConfigDocument& document, const ConfigNode& node,
                      std::string_view key) {
  if (node.kind != Kind::kBool) return Mismatch(document, node, key, "true or false");
  return node.boolean;
}

Result<int64_t> ReadInteger(const ConfigDocument& document, const ConfigNode& node,
                            std::string_view key, int64_t lowest, int64_t highest) {
  int64_t value = 0;
  std::string_view digits = node.text;
  if (!digits.empty() && digits[0] == '+') digits.remove_prefix(1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole =
      node.kind == Kind::kNumber && error == std::errc() && end == digits.data() + digits.size();
  if (whole && value >= lowest && value <= highest) return value;
  if (lowest == INT64_MIN) return Mismatch(document, node, key, "a whole number");
  if (highest == INT64_MAX)
    return Mismatch(document, node, key, fmt::format("a whole number from {}", lowest));
  return Mismatch(document, node, key,
                  fmt::format("a whole number from {} to {}", lowest, highest));
}

Result<double> ReadNumber(const ConfigDocument& document, const ConfigNode& node,
                          std::string_view key) {
  if (node.kind != Kind::kNumber || !std::isfinite(node.number)) {
    return Mismatch(document, node, key,
                    node.kind == Kind::kNumber ? "a smaller number" : "a number");
  }
  return node.number;
}

Result<double> ReadNumberBetween(const ConfigDocument& document, const ConfigNode& node,
                                 std::string_view key, double lowest, double highest) {
  const std::string expected = fmt::format("a number from {} to {}", lowest, highest);
  if (node.kind != Kind::kNumber) return Mismatch(document, node, key, expected);
  if (!(node.number >= lowest && node.number <= highest))
    return Mismatch(document, node, key, expected);
  return node.number;
}

Result<std::string> ReadText(const ConfigDocument& document, const ConfigNode& node,
                             std::string_view key) {
  if (node.kind != Kind::kString && node.kind != Kind::kNumber)
    return Mismatch(document, node, key, "a string");
  return node.text;
}

Result<std::vector<std::string>> ReadTextList(const ConfigDocument& document,
                                              const ConfigNode& node, std::string_view key) {
  if (node.kind == Kind::kString || node.kind == Kind::kNumber) {
    return Mismatch(document, node, key, "a list of strings; put it in [ ]");
  }
  if (node.kind != Kind::kList) return Mismatch(document, node, key, "a list of strings");
  std::vector<std::string> texts;
  for (const ConfigNode& item : node.items) {
    if (item.kind == Kind::kNull)
      return Mismatch(document, item, key, "a string; a value like null needs quotes");
    if (item.kind == Kind::kList || item.kind == Kind::kMap)
      return Mismatch(document, item, key, "a string");
    texts.push_back(item.text);
  }
  return texts;
}

Status CheckMap(const ConfigDocument& document, const ConfigNode& node, std::string_view key) {
  if (node.kind != Kind::kMap) return Mismatch(document, node, key, "a map of keys and values");
  return {};
}

Status CheckList(const ConfigDocument& document, const ConfigNode& node, std::string_view key) {
  if (node.kind != Kind::kList) return Mismatch(document, node, key, "a list");
  return {};
}

Status CheckKeys(const ConfigDocument& document, const ConfigNode& map,
                 std::span<const std::string_view> allowed, std::string_view what) {
  for (const ConfigNode::Member& member : map.members) {
    if (std::find(allowed.begin(), allowed.end(), member.key) != allowed.end()) continue;
    const std::vector<std::string> names(allowed.begin(), allowed.end());
    return ErrorAt(document, member.mark,
                   fmt::format("unknown key {} in {}.{}", ShortQuote(member.key), what,
                               NearestHint(member.key, names)));
  }
  return {};
}

}  // namespace assay
