// TellingColumns: other columns that a column determines, as an article does its code; values with
// codes of their own are two things, however near they are spelled.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_set>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

class TellingColumns {
 public:
  // `rows`: those of each code of the column. All must outlive it.
  TellingColumns(const EncodedSample& sample, uint32_t column, const RowGroups& rows);

  // Whether another column, which this one determines, has a value of its own for each of the two
  // codes. Linear in the rows when a column is asked for the first time.
  bool TellApart(uint32_t a, uint32_t b);

  // Whether another column has few values for each of the two codes and none for both: two schools,
  // each with a number of its own. Linear in the rows of the codes for each column.
  bool StandApart(uint32_t a, uint32_t b) const;

 private:
  bool IsDetermined(uint32_t column);
  // The value of the other column that nearly all rows of the code have; kNone without one.
  uint32_t MainValue(const EncodedColumn& other, uint32_t code) const;
  // The other column's values in the code's rows; empty where there are many.
  std::unordered_set<uint32_t> FewValues(const EncodedColumn& other, uint32_t code) const;

  const EncodedSample& sample_;
  uint32_t at_;
  const RowGroups& rows_;
  std::vector<std::optional<bool>> determined_;  // by column, once asked
};

}  // namespace assay
