// Making evidence: the parts that every detector fills in the same way.
#pragma once

#include <string>
#include <string_view>

#include "assay/finding/finding.h"

namespace assay {

// Evidence with the code's own severity. `expected` says in words what would be right.
Evidence MakeEvidence(Code code, double confidence, std::string message, std::string expected = "");

// Gives the evidence a repaired value.
void Suggest(std::string suggestion, Evidence* evidence);

// The text in single quotes for a message, cut behind 40 characters.
std::string Excerpt(std::string_view text);

// A share in percent for a message: one decimal, and 100 only where nothing lacks ("99.9 %").
std::string PercentText(double share);

// A code point as messages name it: "U+200B".
std::string CodePointName(char32_t code_point);

}  // namespace assay
