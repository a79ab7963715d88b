// How a page of this folder begins.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// Everything up to the page's own style rules: no script and no request is allowed, the page fits a
// narrow screen, its colours are variables that follow a light or a dark scheme.
std::string PageStart(std::string_view title);

}  // namespace assay
