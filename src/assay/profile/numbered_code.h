// NumberedCode: a number and the letters and signs around it, as codes are made of.
#pragma once

#include <cstdint>
#include <string_view>

namespace assay {

// A number and what stands around it: "S-0135" is 135 in "S-" and "", "12.0" is 12 in "" and ".0".
struct NumberedCode {
  std::string_view prefix, suffix;
  int64_t number = 0;
  uint32_t digits = 0;
  bool is_code = false;
};

// Reads a whole number, or the last run of at most 15 digits of a code.
NumberedCode ReadNumberedCode(std::string_view value);

}  // namespace assay
