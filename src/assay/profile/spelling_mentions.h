// SpellingMentions: which of two near spellings the other columns of their rows have, as titles,
// remarks and scientific names do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "assay/profile/encoded_sample.h"
#include "assay/profile/spelling_rivals.h"

namespace assay {

class SpellingMentions {
 public:
  // `rows`: those of each code of the column. All must outlive it.
  SpellingMentions(const EncodedSample& sample, uint32_t column, const RowGroups& rows)
      : sample_(sample), at_(column), column_(sample.columns[column]), rows_(rows) {}

  // The rival when other columns name `right` and not `wrong`, in the rows of either: in many of
  // the wrong one's rows; or as often there as in those of the right one, and either more often
  // than in further rows or for a long word that differs in one letter inside; or in many of them a
  // word that begins as the right one does behind the letters in which the two differ. Linear in
  // the cells of a bounded number of rows.
  std::optional<SpellingRival> Judge(uint32_t wrong, uint32_t right) const;

 private:
  // What is looked for, folded; the stems are empty where none tells the two apart.
  struct Phrases {
    std::string wrong, right, wrong_stem, right_stem;
  };
  struct Counts {  // rows
    uint32_t looked = 0, wrong = 0, right = 0, wrong_stem = 0, right_stem = 0;
  };

  Phrases PhrasesOf(uint32_t wrong, uint32_t right) const;
  void Look(uint32_t row, const Phrases& phrases, Counts* counts) const;
  Counts InRowsOf(uint32_t code, const Phrases& phrases) const;
  // In a bounded number of the rows that have neither.
  Counts InFurtherRows(uint32_t wrong, uint32_t right, const Phrases& phrases) const;
  bool NameAlike(uint32_t wrong, uint32_t right, const Phrases& phrases, const Counts& of_wrong,
                 const Counts& of_right) const;

  const EncodedSample& sample_;
  uint32_t at_;
  const EncodedColumn& column_;
  const RowGroups& rows_;
};

}  // namespace assay
