// URL-safe base64 (RFC 4648, section 5) with padding, as Fernet keys and tokens use it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay {

std::string EncodeBase64Url(std::string_view bytes);

// Strict: right padding, no other characters, no left-over bits. Nothing when the text is not so.
std::optional<std::string> DecodeBase64Url(std::string_view text);

}  // namespace assay
