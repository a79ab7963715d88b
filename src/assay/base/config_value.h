// Typed reading of configuration nodes; every mismatch is an error at the node's place.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/config_node.h"
#include "assay/base/result.h"

namespace assay {

// Each reads a node's value. `key` names the node in messages: "'core': found the string 'yes',
// expected true or false". Bounds are inclusive.
Result<bool> ReadBool(const ConfigDocument& document, const ConfigNode& node, std::string_view key);
Result<int64_t> ReadInteger(const ConfigDocument& document, const ConfigNode& node,
                            std::string_view key, int64_t lowest = INT64_MIN,
                            int64_t highest = INT64_MAX);
// The number is finite.
Result<double> ReadNumber(const ConfigDocument& document, const ConfigNode& node,
                          std::string_view key);
Result<double> ReadNumberBetween(const ConfigDocument& document, const ConfigNode& node,
                                 std::string_view key, double lowest, double highest);
// A string, or a number as it is written ("version: 1.50" is "1.50").
Result<std::string> ReadText(const ConfigDocument& document, const ConfigNode& node,
                             std::string_view key);
// A list of strings, numbers or truth values, each as it is written.
Result<std::vector<std::string>> ReadTextList(const ConfigDocument& document,
                                              const ConfigNode& node, std::string_view key);

// The node is a map; `key` may be empty for the whole file.
Status CheckMap(const ConfigDocument& document, const ConfigNode& node, std::string_view key);
Status CheckList(const ConfigDocument& document, const ConfigNode& node, std::string_view key);

// Every key of the map is allowed; else an error at that key that names the nearest allowed one.
Status CheckKeys(const ConfigDocument& document, const ConfigNode& map,
                 std::span<const std::string_view> allowed, std::string_view what);

// "found X, expected Y" at the node.
Error Mismatch(const ConfigDocument& document, const ConfigNode& node, std::string_view key,
               std::string_view expected);

}  // namespace assay
