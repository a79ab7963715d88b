// Numbering: what tells the things of a series apart ("Lake A" and "Lake D", "Route 7" and
// "Route 12").
#pragma once

#include <string_view>

namespace assay {

// Whether two different values are equal but for their digits, of which both have some, or but for
// a last letter that stands alone or is a capital behind a small letter. Such values are two
// things; neither is a slip for the other.
bool DifferInNumbering(std::string_view a, std::string_view b);

}  // namespace assay
