// Chance repeats: how often the values of a column would be equal if each row drew its own.
#pragma once

#include "assay/profile/encoded_sample.h"

namespace assay {

// The pairs of rows that would have equal values by chance alone (the birthday problem), with the
// column's own spread: for numbers the density in 32 parts of equal weight and the decimals and
// last digits in use, for codes and texts the characters in use at each place. Far more pairs than
// that have a reason; far fewer say that values are handed out once.
double ExpectedRepeats(const EncodedColumn& column);

// The pairs of rows that do have equal values, blanks aside.
double RepeatedPairs(const EncodedColumn& column);

}  // namespace assay
