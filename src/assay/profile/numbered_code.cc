// Finds the number of a code.
#include "assay/profile/numbered_code.h"

#include <charconv>

#include "assay/base/ascii.h"

namespace assay {
namespace {

constexpr size_t kMostDigits = 15;

// Where the fraction of a whole number begins ("12.0"), else the end of the text.
size_t EndOfWhole(std::string_view value) {
  const size_t sign = value.starts_with('-') ? 1 : 0;
  size_t at = sign;
  while (at < value.size() && IsDigit(value[at])) ++at;
  if (at == sign || at + 1 >= value.size() || value[at] != '.') return value.size();
  return value.find_first_not_of('0', at + 1) == std::string_view::npos ? at : value.size();
}

}  // namespace

NumberedCode ReadNumberedCode(std::string_view value) {
  NumberedCode code;
  size_t end = EndOfWhole(value);
  while (end > 0 && !IsDigit(value[end - 1])) --end;
  size_t start = end;
  while (start > 0 && IsDigit(value[start - 1])) --start;
  if (start == end || end - start > kMostDigits) return code;
  code.digits = static_cast<uint32_t>(end - start);
  std::from_chars(value.data() + start, value.data() + end, code.number);
  if (start == 1 && value[0] == '-') {
    code.number = -code.number;
    start = 0;
  }
  code.prefix = value.substr(0, start);
  code.suffix = value.substr(end);
  code.is_code = true;
  return code;
}

}  // namespace assay
