// White space of Unicode: finding, trimming and tidying it.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// Whether the code point has Unicode's property White_Space (tabs and line breaks included).
bool IsWhiteSpace(char32_t code_point);

// Whether the text is empty or holds white space alone.
bool IsBlank(std::string_view text);

// The text without white space at its ends.
std::string_view TrimWhiteSpace(std::string_view text);

// Trimmed, and each run of white space within replaced by one space; runs with a line break stay as
// they are when `keep_line_breaks`.
std::string TidyWhiteSpace(std::string_view text, bool keep_line_breaks);

}  // namespace assay
