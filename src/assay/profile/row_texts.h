// RowTexts: a row sample prepared to tell how far two rows agree, column by column, as people write
// names, addresses and numbers.
#pragma once

#include <cstdint>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

// How a column is compared. kText: words, that may be misspelled, shortened or left out. kCode:
// letters and digits, at most one of them wrong. kPlain: equal or not, but for case, blanks and
// marks.
enum class TextRole : uint8_t { kText, kCode, kPlain };

enum class Agreement : uint8_t { kMissing, kDiffer, kSimilar, kEqual };

class RowTexts {
 public:
  struct Column {
    uint32_t column = 0;  // of the sample
    TextRole role = TextRole::kPlain;
    bool identifying = false;        // many different values
    std::vector<uint32_t> keys;      // by code: equal for values that differ in case or marks only
    std::vector<uint32_t> key_rows;  // by key: rows
    // kText: the words of each code, ascending, as places in the lists below; kCode: its key.
    std::vector<std::vector<uint32_t>> words;
    std::vector<std::string> texts;
    std::vector<uint32_t> word_rows;  // rows that have the word
  };

  // Columns that number the rows or never vary are left out.
  explicit RowTexts(const EncodedSample& sample);

  const std::vector<Column>& columns() const { return columns_; }
  // The text that names the row's thing: the first of those that vary most; the number of columns
  // when there is no text.
  size_t name_column() const;

  // Compares two rows in column `at` of columns().
  Agreement Compare(size_t at, uint32_t a, uint32_t b) const;

  // Whether the two rows' texts are one text written in two ways: a word is misspelled or
  // shortened, the words stand in another order, or one has all words of the other and a rare one
  // more. Words that are replaced by others, and those that are often added, tell two things apart.
  bool WrittenOtherwise(size_t at, uint32_t a, uint32_t b) const;

  // Whether the two rows' texts name two things: each has a word that other rows have, too, and
  // that stands in no form in the other text (red and white wine of one maker).
  bool NameTwo(size_t at, uint32_t a, uint32_t b) const;

  // How much rarer the words of row `a` are than the forms of them that row `b` has: information,
  // above 0 where a misspells or shortens what b spells as other rows do. 0 for all but texts.
  double RarerForms(size_t at, uint32_t a, uint32_t b) const;

  // The share of the information of two rows' texts that both have, 0 to 1; only for texts.
  double SharedText(size_t at, uint32_t a, uint32_t b) const;

  // The information of a word that `rows` rows have.
  double Information(uint32_t rows) const;

 private:
  struct Overlap {
    double shared = 0, all_a = 0, all_b = 0;  // information
    bool rewritten = false;                   // a word of one is a form of a word of the other
    double rarer = 0;                         // such words of a, less those of b: information
    bool added = false;                       // only one has further words, a rare one among them
    bool replaced = false;                    // each has a further word that is no rare one
  };
  Overlap OverlapOf(const Column& column, uint32_t a, uint32_t b) const;
  void Add(uint32_t column);
  void AddWords(const EncodedColumn& source, Column* column);

  const EncodedSample& sample_;
  std::vector<Column> columns_;
};

}  // namespace assay
