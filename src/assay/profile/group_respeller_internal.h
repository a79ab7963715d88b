// GroupRespeller: groups whose values are mostly spellings of one value; part of learning
// dependencies.
#pragma once

#include <cstdint>
#include <vector>

#include "assay/profile/dependency.h"

namespace assay {

// Groups of one determinant: rows in group order; rows with a blank left side are in no group.
struct DeterminantGroups {
  RowGroups rows;
  std::vector<uint8_t> skip;  // group of a blank value
};

// A group whose values are mostly spellings of one another gets as its top the spelling that the
// rest are nearest to and that looks most like the column's other values: the right one may be
// rarer than a single frequent mistake, and may stand only in other groups. Remembers what it
// worked out of a column.
class GroupRespeller {
 public:
  // `sample` outlives this.
  explicit GroupRespeller(const EncodedSample& sample)
      : sample_(sample),
        frequent_(sample.columns.size()),
        shapes_(sample.columns.size()),
        letters_(sample.columns.size()) {}

  // Looks at the groups of `dependency`, whose accuracy is known; those that are spellings of one
  // value become `respelled`.
  void Respell(const DeterminantGroups& grouping, Dependency* dependency);

  // By code: the share of the column's distinct values that have the value's coarse shape.
  const std::vector<float>& ShapeShares(uint32_t column);

 private:
  struct Count {
    uint32_t code = 0;
    uint32_t rows = 0;
  };
  // A value that others may be misspellings of.
  struct Hub {
    uint32_t code = 0;
    uint32_t near = 0;  // rows of the group that have it or a misspelling of it
    double cost = 0;
  };

  void RespellGroup(uint32_t at, bool strong, std::vector<Count> values, DependencyGroup* group);
  Hub Best(uint32_t at, bool strong, const std::vector<Count>& values,
           const DependencyGroup& group);
  Hub Judge(uint32_t at, bool strong, const std::vector<Count>& values, const Count& candidate,
            const DependencyGroup& group);
  double LeastCost(uint32_t at, const std::vector<Count>& values, const Count& candidate,
                   const DependencyGroup& group);
  double Oddity(uint32_t at, uint32_t code, uint32_t beside);
  const std::vector<uint32_t>& FrequentValues(uint32_t at);
  const std::vector<uint64_t>& Letters(uint32_t at);

  const EncodedSample& sample_;
  std::vector<std::vector<uint32_t>> frequent_;  // by column, filled when asked for
  std::vector<std::vector<float>> shapes_;       // by column and code, filled when asked for
  std::vector<std::vector<uint64_t>> letters_;   // LettersOf, the same
};

}  // namespace assay
