// A number with a unit behind or a currency sign before it: "12.0 oz", "5 %", "$ 4".
#pragma once

#include <string_view>

namespace assay {

struct NumberWithUnit {
  std::string_view number;
  std::string_view unit;  // without the blanks around it
};

// Splits `value` into a plain decimal number and a unit: one or two words of letters, at most 12
// bytes, or one of the signs % ° $ € £ ¥ ' ". False when it is anything else, a number alone
// included.
bool SplitUnit(std::string_view value, NumberWithUnit* parts);

}  // namespace assay
