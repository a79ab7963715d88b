// Written blanks: a token that a program wrote into all cells that it had no value for.
#pragma once

#include <cstdint>
#include <string_view>

#include "assay/profile/table_profile.h"

namespace assay {

// Whether the table writes its blanks as `token`, this column's, too: its columns with the token
// have hardly an empty cell, and rows with it in one of them mostly have it in another, as a shop's
// page that was not found leaves out brand and price alike. Mistakes hit cells one at a time.
// Linear in the sampled rows for each column that has the token, and quadratic in a few of these.
bool IsWrittenBlank(const TableProfile& table, uint32_t column, std::string_view token);

}  // namespace assay
