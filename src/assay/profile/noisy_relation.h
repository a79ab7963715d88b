// Noisy relations: readings that go up and down together seem to determine each other, but a
// reading beside the usual one is no mistake.
#pragma once

#include <cstdint>
#include <span>

#include "assay/profile/encoded_sample.h"

namespace assay {

struct DependencyGroup;
struct DeterminantGroups;

// Numbers of many kinds with decimals: readings that are near one another agree now and then.
bool IsMeasure(const EncodedColumn& column);

// Whether one of the columns on the left holds numbers with decimals, and the right one a number
// that mostly lies next to the usual one of its group where it is another: the period of waves of a
// height, at one buoy.
bool IsNoisyRelation(const EncodedSample& sample, std::span<const uint32_t> left, uint32_t right,
                     const DeterminantGroups& grouping, std::span<const DependencyGroup> by_group);

}  // namespace assay
