// ClaimValue: what a cell says, free of how it is written, so that sources that agree can be
// counted.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// The meaning of `value` as a comparable text: a time of day anywhere in it ("Dec 1, 7:10 a.m.")
// becomes minutes, a number with separators and a currency or percent sign around it becomes its
// digits, other text is folded to its letters and digits. Equal meanings give equal texts.
std::string ClaimValue(std::string_view value);

}  // namespace assay
