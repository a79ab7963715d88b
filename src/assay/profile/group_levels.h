// GroupLevels: where the numbers of a column lie within each value of another column.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "assay/profile/encoded_sample.h"
#include "assay/profile/tail_limit.h"

namespace assay {

// The level of one group: the median of its numbers and their robust deviation from it.
struct GroupLevel {
  double middle = 0;     // a logarithm when the model is logarithmic
  double deviation = 0;  // at least half of what is usual over all groups
  uint32_t rows = 0;     // sampled rows with a number
};

// Numbers of `column` by the values of `group`, which tells them apart well.
struct GroupLevels {
  uint32_t column = 0;
  uint32_t group = 0;
  char decimal_mark = '.';
  bool logarithmic = false;  // the groups' deviations grow with their levels
  double explained = 0;      // 1 - usual deviation within groups / deviation of the column
  TailLimit limit;           // of distances in deviations
  double clear = 0;          // such a distance that a gap keeps from all others; 0: there is none
  std::unordered_map<uint64_t, GroupLevel> levels;  // by EncodedHash of the group's value

  // How many deviations the number lies from its group's middle, signed; NaN when that says
  // nothing.
  double DistanceOf(const GroupLevel& level, double number) const;
};

// Learns the levels; false when the groups are too small or say little about the numbers, when far
// numbers are more than a few, or are the same again and again: those are legal second levels.
// Linear in the rows.
bool LearnGroupLevels(const EncodedSample& sample, uint32_t column, uint32_t group,
                      GroupLevels* out);

}  // namespace assay
