// Abbreviations that a column uses beside the words they stand for ("Oak St", "Oak Street").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/profile/table_profile.h"

namespace assay {

// Whether `brief` is written as an abbreviation of `word` is, both in folded case: its begin
// ("corp", "corporation") or its first letter, some consonants and its last one ("blvd",
// "boulevard"), and much shorter.
bool MayAbbreviate(std::string_view brief, std::string_view word);

// One value with the form of an abbreviation or of its word that is the rarer one in its column.
struct AbbreviationVariant {
  uint32_t value = 0;            // index into ColumnProfile::values
  std::string usual;             // the value in the usual form
  uint64_t usual_rows = 0;       // that have it so; 0: no row has this very value
  std::string form, usual_form;  // the words that differ
  uint64_t form_rows = 0, usual_form_rows = 0;
};

// Learns which words abbreviate which from values that are equal but for one word, and lists the
// values with the rarer form, if one of the two is clearly usual. The column's values are known
// exactly. Near-linear in their words.
std::vector<AbbreviationVariant> FindAbbreviationVariants(const ColumnProfile& column);

}  // namespace assay
