// Sealed bytes: content between a name of its format and its own digest, so that damage is noticed.
#pragma once

#include <string>
#include <string_view>

#include "assay/base/result.h"

namespace assay {

// `format` (a line that names the format and its version), the content, and their XXH3-128 digest.
std::string Seal(std::string_view format, std::string_view content);

// The content of what Seal wrote; the view points into `bytes`. Damage or another format is an
// input error that calls the bytes `what`.
Result<std::string_view> Unseal(std::string_view format, std::string_view bytes,
                                std::string_view what);

}  // namespace assay
