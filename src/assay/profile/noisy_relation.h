// Noisy relations: readings that go up and down together seem to determine each other, but a
// reading beside the usual one is no mistake.
#pragma once

#include <cstdint>
#include <span>

#include "assay/profile/encoded_sample.h"

namespace assay {

struct DependencyGroup;

// Numbers of many kinds with decimals: readings that are near one another agree now and then.
bool IsMeasure(const EncodedColumn& column);

// Whether `left` holds numbers with decimals and `right` a number that mostly lies next to the
// usual one of its group where it is another: the period of waves of a height. Groups are the codes
// of `left`.
bool IsNoisyRelation(const EncodedColumn& left, const EncodedColumn& right,
                     std::span<const DependencyGroup> by_group);

}  // namespace assay
