// Profile files: a TableProfile as bytes, so that a profile made once can stand in for a pass.
#pragma once

#include <string>
#include <string_view>

#include "assay/base/result.h"
#include "assay/profile/table_profile.h"

namespace assay {

// The file's bytes; they end with their own XXH3-128 digest.
std::string EncodeProfile(const TableProfile& profile);

// Reads what EncodeProfile wrote. Damage of any kind is an input error.
Result<TableProfile> DecodeProfile(std::string_view bytes);

}  // namespace assay
