// SpellingGroups: other columns that hold two near spellings as one thing, and what they say about
// which is the right one.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "assay/profile/encoded_sample.h"
#include "assay/profile/spelling_rivals.h"

namespace assay {

class SpellingGroups {
 public:
  // `rows`: those of each code of the column. All must outlive it.
  SpellingGroups(const EncodedSample& sample, uint32_t column, const RowGroups& rows)
      : sample_(sample), at_(column), column_(sample.columns[column]), rows_(rows) {}

  // How the two codes stand in the first column that holds both as one thing and decides between
  // them; where none decides by more than the rows (kMoreFrequent), one that twice the rows speak
  // for, else any.
  std::optional<SpellingRival> Judge(uint32_t a, uint32_t b) const;

 private:
  std::optional<SpellingRival> InGroups(uint32_t group, uint32_t a, uint32_t b) const;
  std::optional<SpellingRival> MoreGroups(const EncodedColumn& group, uint32_t wrong,
                                          uint32_t right) const;
  bool AreOneIn(const EncodedColumn& group, uint32_t a, uint32_t b,
                std::vector<uint32_t>* near) const;

  const EncodedSample& sample_;
  uint32_t at_;
  const EncodedColumn& column_;
  const RowGroups& rows_;
};

}  // namespace assay
