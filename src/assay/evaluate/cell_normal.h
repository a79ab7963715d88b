// When two values of a cell count as the same: the rule of the Raha benchmark.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// Unescapes HTML, makes one blank of each run of blanks, tabs and line feeds, and strips white
// space from both ends.
std::string NormaliseCell(std::string_view text);

// Whether the values are equal once normalised.
bool MeansTheSame(std::string_view a, std::string_view b);

// A name for the difference of two values that are not the same: missing, added, case, spacing,
// typo (at most two edits, or one in short words), format (the same letters and digits) or value.
std::string_view NameDifference(std::string_view dirty, std::string_view clean);

}  // namespace assay
