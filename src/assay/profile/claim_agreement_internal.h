// How far the rows about one thing agree in a column, and how those stand that do not.
#pragma once

#include "assay/profile/claimed_things_internal.h"
#include "assay/profile/encoded_sample.h"

namespace assay {

// How often a row's claim is the most frequent one among the thing's rows, 0 to 1; 0 where fewer
// than half of the rows can be compared. `groups`: the rows of each thing.
double Agreement(const RowGroups& groups, const EncodedColumn& column, const ClaimColumn& read);

// The share of what the column's most frequent value leaves open that an agreement explains.
double BeyondChance(const EncodedColumn& column, double agreement);

// Of the rows that do not claim what most rows of their thing do, the share whose claim another row
// has, too; 0 when there are none.
double InCompany(const RowGroups& groups, const EncodedColumn& column, const ClaimColumn& read);

// Whether the things' rows, in the order of their sources' names, change their claim about the
// column for good rather than now and then: what happens in time, where sources are times.
bool ChangesForGood(const RowGroups& groups, const EncodedColumn& column,
                    const EncodedColumn& source);

}  // namespace assay
