// Approximate functional dependencies: what they are, how they are learned from a row sample, and
// what they predict for one row.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "assay/base/hash.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/value_index.h"

namespace assay {

// The columns on the left side of a dependency, and the groups of rows that they make.
struct Determinant {
  std::array<uint32_t, 3> columns{};
  uint32_t size = 1;  // 1 to 3 columns
  ValueIndex groups;  // GroupHash of the codes → group; of one column: group = code
  // What most rows need to know of all dependencies with this left side, together in memory: which
  // they are, their right sides, and group by group the value of each that breaks nothing
  // (PrepareWeights).
  std::vector<uint32_t> dependencies;
  std::vector<uint32_t> right_sides;
  std::vector<uint32_t> plain_values;  // kNone: look closer; kAnyValue: the group says nothing
  static constexpr uint32_t kAnyValue = ValueIndex::kNone - 1;
};

// What is known of the right side within one group of equal left sides. Blank values count nowhere
// but in `blanks`.
struct DependencyGroup {
  uint32_t top = ValueIndex::kNone;  // most frequent value
  uint32_t second = ValueIndex::kNone;
  uint32_t top_count = 0;
  uint32_t second_count = 0;
  uint32_t total = 0;  // rows with a value
  uint32_t blanks = 0;
  // The group's values are spellings of one another: `top` is the one nearest to all of them, and
  // `top_count` counts the rows of all.
  bool respelled = false;
  // Weights of the votes on a row whose value is `top`, and on one with another known value
  // (PrepareWeights), by whether the row is one of the sample; of no use when respelled.
  std::array<float, 2> kept_weight{};
  std::array<float, 2> broken_weight{};
};

// Determinant → rhs. It was kept because it predicts left-out rows far better than the column's
// most frequent value does.
struct Dependency {
  uint32_t determinant = 0;  // index into DependencyModel::determinants
  uint32_t rhs = 0;
  double accuracy = 0;      // share of judged rows whose value the other rows of the group predict
  double lift = 0;          // 1 - (1 - accuracy) / (1 - share of the most frequent value)
  uint32_t judged = 0;      // rows whose group has another row
  uint32_t groups = 0;      // groups of two rows or more
  uint32_t minority = 0;    // rows that differ from the most frequent value of their group
  uint32_t singles = 0;     // those whose value nobody else in the group has
  uint32_t exceptions = 0;  // different values of those, group by group; `singles` are among them
  double near_share = 0;  // share of those whose value is nearly spelled like the most frequent one
  std::vector<DependencyGroup> by_group;
  ValueIndex pair_index;              // (group, value) of groups that hold several values
  std::vector<uint32_t> pair_counts;  // rows of each such pair
  ValueIndex lasting;                 // pairs that are no mistakes, but facts that changed
  ValueIndex exceptional;             // codes of values that are exceptions of their own kind
  ValueIndex vouched;                 // pairs that another column of their rows explains
};

// What Check needs of a column.
struct DependencyColumn {
  ValueIndex index;
  std::vector<uint32_t> counts;
  std::vector<float>
      shape_share;  // of each code: share of the distinct values with its coarse shape
  uint32_t filled = 0;
  uint32_t distinct = 0;
  uint32_t blanks = 0;
  char decimal_mark = '.';  // or ','
  bool used = false;
};

struct DependencyModel {
  std::vector<DependencyColumn> columns;
  std::vector<Determinant> determinants;
  std::vector<Dependency> dependencies;
  // Texts of the values that some dependency predicts, by column and code.
  std::vector<std::vector<std::string>> texts;
  uint32_t rows = 0;
};

// The key of Determinant::groups for the codes of its columns.
inline uint64_t GroupHash(std::span<const uint32_t> codes) {
  uint64_t hash = codes[0];
  for (const uint32_t code : codes.subspan(1)) hash = MixCode(hash, code);
  return hash;
}

// The group of the codes of its columns, in their order, none of them blank; kNone when no sampled
// row has them.
inline uint32_t GroupOf(const Determinant& determinant, std::span<const uint32_t> codes) {
  return codes.size() == 1 ? codes[0] : determinant.groups.Find(GroupHash(codes));
}

// The same of a sampled row; kNone, too, where a column is blank.
inline uint32_t GroupOfRow(const EncodedSample& sample, const Determinant& determinant,
                           uint32_t row) {
  std::array<uint32_t, 3> codes{};
  for (uint32_t i = 0; i < determinant.size; ++i) {
    const EncodedColumn& column = sample.columns[determinant.columns[i]];
    codes[i] = column.codes[row];
    if (column.blank[codes[i]]) return ValueIndex::kNone;
  }
  return GroupOf(determinant, {codes.data(), determinant.size});
}

struct DependencyOptions {
  double min_lift = 0.5;
  double min_accuracy = 0.5;
  double min_measure_accuracy = 0.8;  // of numbers with decimals of many kinds
  double min_coverage = 0.1;          // judged rows as a share of the sample
  uint32_t max_composite_columns = 12;
  uint64_t max_work = 600'000'000;  // row visits; wide tables try fewer pairs
  // Groups that all kept dependencies have together, of about 64 bytes each: where all of some
  // thousand columns determine each other, the first dependencies are enough.
  uint64_t max_groups = 12'000'000;
  // Keys of three columns: there are many to try, so that one must tell nearly everything.
  double min_triple_lift = 0.8;
  double min_triple_accuracy = 0.9;
  double min_triple_coverage = 0.5;
  uint64_t max_triple_work = 40'000'000;
};

// Tries every single column as a left side, pairs of columns for right sides that no single column
// determines well, and three columns where no pair does. Linear in rows for each candidate.
DependencyModel LearnDependencies(const EncodedSample& sample, const DependencyOptions& options);

}  // namespace assay
