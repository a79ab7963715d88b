// SourceStyles: values that are written otherwise because their source writes everything so.
#pragma once

#include <cstdint>
#include <string_view>

#include "assay/profile/encoded_sample.h"
#include "assay/profile/value_index.h"

namespace assay {

class SourceStyles {
 public:
  SourceStyles() = default;
  // Learns, for each column, the values that stand there in several forms (in capitals and in small
  // letters, abbreviated and in full, with "&" and "and", rounded and not), where nearly all rows
  // of a value in an unusual form are those of sources that keep to it: rows with one value of
  // another column, more than chance gives one form. Near-linear in the cells of columns of text,
  // for each column that may name sources.
  explicit SourceStyles(const EncodedSample& sample);

  // Whether the suggestion is the column's value in the form of other sources.
  bool IsStyle(uint32_t column, std::string_view value, std::string_view suggestion) const;

 private:
  static uint64_t Key(uint32_t column, std::string_view value);

  ValueIndex values_;
};

}  // namespace assay
