// What the dependencies of a table say about one row: which cell is to blame for the broken ones.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "assay/profile/dependency.h"

namespace assay {

// One row as the model sees it: a code for each used column (kNone: a value that was not sampled).
struct DependencyRow {
  std::vector<uint32_t> codes;
  std::vector<uint8_t> blank;
  bool sampled = true;  // the model was learned from it too: it is left out of its groups
};

// One dependency applied to one row, the row itself left out of its group when it is counted there.
struct DependencyVote {
  uint32_t dependency = 0;
  uint32_t group = ValueIndex::kNone;      // of the dependency's left side
  uint32_t predicted = ValueIndex::kNone;  // the group's most frequent value among the other rows
  uint32_t agreeing = 0;                   // other rows of the group with the predicted value
  uint32_t same = 0;                       // other rows of the group with this row's value
  uint32_t others = 0;                     // other rows of the group with any value
  uint32_t group_blanks = 0;               // other rows of the group without a value
  double probability = 0;                  // that the prediction is right
  bool broken = false;
  bool respelled = false;  // the group's values are spellings of `predicted`
  double weight = 0;       // log likelihood ratio for (broken) or against that the cell is wrong
};

// What the votes around a cell come to.
struct VoteSums {
  double for_weight = 0;      // sum of weights of broken votes with the cell on the right
  double against_weight = 0;  // sum of weights of kept votes with the cell on the right
  double left_broken = 0;     // the same with the cell on the left
  double left_kept = 0;
  uint32_t broken = 0, kept = 0, lefts_broken = 0, lefts_kept = 0;
  uint32_t alike = 0;  // of the broken votes with the cell on the right, those that say as the best
  double ratio = 0;    // share of the weight around the cell that is broken
};

// A cell that is blamed for broken dependencies.
struct DependencyBlame : VoteSums {
  uint32_t column = 0;
  DependencyVote best;  // the strongest broken vote about the cell; agreeing = 0 when there is none
  bool as_left_side = false;  // blamed only because what it determines is broken
  double rival = 0;  // the largest such share among the row's other cells it could be blamed on
  // The same, where a cell that leaves some of the broken votes unexplained is no more of a rival
  // than the share of their weight that it does explain.
  double full_rival = 0;
};

// Works out the weights of the usual votes of every group, and the determinants' plain values, once
// the model is learned.
void PrepareWeights(DependencyModel* model);

// Applies all dependencies to `row` and blames as few cells as explain the broken ones, greedily by
// the share of broken weight around a cell.
std::vector<DependencyBlame> BlameCells(const DependencyModel& model, const DependencyRow& row);

}  // namespace assay
