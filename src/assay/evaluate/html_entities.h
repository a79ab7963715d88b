// HTML character references: how a cell that holds them is meant.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// Replaces numeric references and the named ones of HTML 4 by their characters, as browsers do: the
// Latin-1 names also without a semicolon. What is no reference stays.
std::string UnescapeHtml(std::string_view text);

}  // namespace assay
