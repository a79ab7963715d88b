// The classes of an attribute's values: values of the same words are one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

struct AttributeClasses {
  std::vector<uint32_t> of_code;                // by value code; kNone when blank
  std::vector<std::vector<std::string>> words;  // by class
  std::vector<std::string> keys, texts;
  std::vector<uint32_t> rows, text_rows;
  uint32_t filled = 0;
};

AttributeClasses ClassesOf(const EncodedColumn& column);

}  // namespace assay
