// Usual blanks: gaps that the rest of the row explains, so that they are no mistakes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

// What in a row explains that a column is left out.
struct UsualBlank {
  uint32_t column = 0;  // another one
  // EncodedHash of its value whose rows leave the column out (a source that does not tell of it);
  // nothing: any value, as that column says the same in nearly all rows.
  std::optional<uint64_t> value;
};

// By column what explains its blanks; at most eight a column. Columns that are mostly blank have
// none. Needs, for each pair of columns of which one has gaps, as many steps as it has gaps, and a
// look at the rows' texts, which is short where the two differ from the start.
std::vector<std::vector<UsualBlank>> FindUsualBlanks(const EncodedSample& sample);

// Whether rows of one value of `beside` leave the column out together far more often than chance
// does: then what the value usually goes along with says little of its gaps. One step a row.
bool GatherBlanks(const EncodedColumn& column, const EncodedColumn& beside);

// Whether no column is without gaps, so that cells were lost by chance.
bool AllHaveBlanks(const EncodedSample& sample);

// Whether a good part of the rows leave the column out, and more of them some column, this one or
// another: they may do so (shops that tell of no weight, and now and then of no kind). Not where no
// column is without blanks. `blanks`: how many of the `rows` are blank, by column.
bool IsLeftAtWill(std::span<const uint64_t> blanks, uint64_t rows, size_t column);

// The odds, as a factor, that a blank of the column is a mistake: small where it IsLeftAtWill, else
// 1.
double OddsOfLeavingOut(const EncodedSample& sample, uint32_t column);

}  // namespace assay
