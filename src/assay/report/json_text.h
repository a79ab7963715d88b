// JSON strings and base64: the escaping of every JSON writer of the reports.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// Where a JSON text will stand. In HTML, < > & and the line separators U+2028 and U+2029 are
// escaped too, so that no value can close the script block that holds the data or open a comment.
enum class JsonTarget { kFile, kHtml };

// Appends `text` as a JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD each;
// AppendBase64 can carry the exact bytes beside it.
void AppendJsonString(std::string_view text, std::string* out,
                      JsonTarget target = JsonTarget::kFile);

// Appends RFC 4648 base64 with padding.
void AppendBase64(std::string_view bytes, std::string* out);

}  // namespace assay
