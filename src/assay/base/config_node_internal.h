// What the JSON and the YAML reader share: limits, the check of the encoding, doubled keys.
#pragma once

#include <string>
#include <string_view>

#include "assay/base/config_node.h"

namespace assay {

inline constexpr int kDeepestNesting = 500;

// Takes a leading UTF-8 byte order mark off.
std::string_view WithoutByteOrderMark(std::string_view text);

// An error at the first byte that is not well-formed UTF-8.
Status CheckEncoding(const ConfigDocument& document, std::string_view text);

// An error at the first key of a finished map that stands there a second time; it names both
// places.
Status CheckKeysUnique(const ConfigDocument& document, const ConfigNode& map);

}  // namespace assay
