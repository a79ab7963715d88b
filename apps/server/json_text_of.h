// A parsed part of a document as JSON text again.
#pragma once

#include <string>

#include "assay/base/config_node.h"

namespace assay::server {

// Compact; numbers keep the text that they had.
std::string JsonTextOf(const ConfigNode& node);

}  // namespace assay::server
