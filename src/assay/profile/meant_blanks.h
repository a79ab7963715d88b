// Meant blanks: what in a table says that a column's blanks are no mistakes.
#pragma once

#include <cstdint>

#include "assay/profile/encoded_sample.h"
#include "assay/profile/table_profile.h"

namespace assay {

// Whether the sampled rows that leave the column out mostly leave out another column, too, which
// others hardly do: an address that a row has not, in two columns. Or nearly all of them do, and
// hardly a tenth of all rows: flights that were cancelled, of which some have no aircraft.
bool AreBlankTogether(const EncodedSample& sample, uint32_t column);

// Whether one value of another column goes with most of the column's blanks, and hardly with
// anything else: the minute of the first goal, where the result is 0:0.
bool DoesAValueMeanBlank(const EncodedSample& sample, uint32_t column);

// Whether the blanks stand with a few values of another column only, where chance had given some to
// each of them: electives that have no lecturer yet, among the courses.
bool AreOfFewGroups(const EncodedSample& sample, uint32_t column);

// IsLeftAtWill of a column of the table.
bool AreLeftAtWill(const TableProfile& table, uint32_t column);

// Whether the column holds what was measured or what has a date, and some other column is never
// blank: readings are lost, and what is still to come has no date. Where no column is without
// blanks, cells were lost by chance.
bool IsReading(const TableProfile& table, uint32_t column);

}  // namespace assay
