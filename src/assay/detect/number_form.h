// Numbers as people write them: decimal mark, digit groups, sign.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay {

// How numbers are written.
struct NumberForm {
  char decimal = '.';
  char group = 0;  // 0: digits are not grouped; ' ' stands for no-break spaces too
};

// The number that `text` writes in that form, or nothing. Allowed: a sign, digits (in groups of
// three when the form has groups), a decimal part, an exponent. No white space around.
std::optional<double> ReadNumber(std::string_view text, const NumberForm& form);

// Whether `text` is a sign and digits, grouped as the form says.
bool IsInteger(std::string_view text, const NumberForm& form);

// The number written in one of the usual forms (1,234.50 1.234,50 1 234,5 1'234.5), rewritten in
// `form` without groups; nothing when it is none, or could be two different numbers ("1.234").
std::optional<std::string> RewriteNumber(std::string_view text, const NumberForm& form);

}  // namespace assay
