// Sides of each conflict, and their features: votes, the column, the values, order, other columns.
#include "assay/profile/row_conflicts.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "assay/profile/lasting_change.h"

namespace assay {
namespace {

// Share of the matches whose values differ: from there on a column is no fact of the thing. The
// second is for columns with many different values, which do not agree by chance.
constexpr double kMostDiffering = 0.35, kMostDifferingNames = 0.5;
constexpr double kMostUnequal = 0.45;   // of words of few kinds, in any spelling
constexpr double kHardlyDiffers = 0.1;  // the differences are slips, which come together
constexpr double kUnlike = 0.25;        // texts that share more are one text in two spellings
constexpr uint32_t kMostSupport = 60;   // rows with a value that are asked what goes with it
constexpr double kLeastSupport = 3;     // such rows, at least
constexpr double kTells = 0.6;          // how far above its usual share they must have one value
constexpr double kAlwaysDiffers = 0.6;
constexpr double kLeastRarer = 0.8, kMostRarer = 2;  // information
constexpr double kFewConflicts = 5;                  // that say little of their column

class ConflictSearch {
 public:
  ConflictSearch(const EncodedSample& sample, const RowTexts& texts,
                 const DuplicateRows& duplicates)
      : sample_(sample), texts_(texts), duplicates_(duplicates), changes_(sample) {
    for (const RowTexts::Column& column : texts.columns()) {
      std::vector<uint32_t> keys;
      for (const uint32_t code : sample.columns[column.column].codes)
        keys.push_back(column.keys[code]);
      rows_of_.push_back(GroupRows(keys, static_cast<uint32_t>(column.key_rows.size())));
    }
    for (const double differing : duplicates.differing)
      always_ += (differing >= kAlwaysDiffers) / static_cast<double>(duplicates.differing.size());
  }

  std::vector<RowConflict> Run();

 private:
  using Side = std::vector<uint32_t>;

  uint32_t KeyOf(size_t c, uint32_t row) const {
    return texts_.columns()[c].keys[sample_.columns[texts_.columns()[c].column].codes[row]];
  }
  bool IsBlank(size_t c, uint32_t row) const {
    const EncodedColumn& column = sample_.columns[texts_.columns()[c].column];
    return column.blank[column.codes[row]];
  }
  bool IsFact(size_t c) const;
  bool HaveOneName(const std::vector<uint32_t>& cluster) const;
  bool TellsByCharacter(size_t c) const;
  double Differing(size_t c) const;
  bool SayTheSame(size_t c, uint32_t a, uint32_t b) const;
  std::vector<Side> SidesOf(size_t c, const std::vector<uint32_t>& cluster) const;
  void Collect(size_t c, const std::vector<uint32_t>& cluster,
               std::vector<RowConflict>* conflicts) const;
  double Support(size_t c, uint32_t row, uint32_t own, uint32_t other,
                 const std::vector<uint32_t>& cluster) const;
  double FurtherRows(const RowConflict& conflict, const Side& side) const;
  void DescribeValues(const std::vector<uint32_t>& cluster, RowConflict* conflict) const;
  void DescribeOthers(RowConflict* conflict) const;
  void DescribeColumn(size_t from, std::vector<RowConflict>* conflicts) const;

  const EncodedSample& sample_;
  const RowTexts& texts_;
  const DuplicateRows& duplicates_;
  const LastingChange changes_;
  std::vector<RowGroups> rows_of_;  // by column, then by key
  double always_ = 0;               // share of columns that nearly always differ
};

// Whether two codes that differ in one character are two: where hardly any matching rows differ.
bool ConflictSearch::TellsByCharacter(size_t c) const {
  return texts_.columns()[c].role == TextRole::kCode && duplicates_.unequal[c] <= kHardlyDiffers;
}

// The share of matching pairs that say two things.
double ConflictSearch::Differing(size_t c) const {
  const bool code = texts_.columns()[c].role == TextRole::kCode;
  return (code ? duplicates_.unequal : duplicates_.differing)[c];
}

// Whether the rows of a thing mostly agree on the column.
bool ConflictSearch::IsFact(size_t c) const {
  if (c == texts_.name_column()) return false;
  const double differing = Differing(c);
  if (texts_.columns()[c].identifying) return differing <= kMostDifferingNames;
  return differing <= kMostDiffering && duplicates_.unequal[c] <= kMostUnequal;
}

// Alike rows that are chained by others may not.
bool ConflictSearch::HaveOneName(const std::vector<uint32_t>& cluster) const {
  return std::all_of(cluster.begin() + 1, cluster.end(), [&](uint32_t row) {
    return texts_.Compare(texts_.name_column(), cluster[0], row) != Agreement::kDiffer;
  });
}

bool ConflictSearch::SayTheSame(size_t c, uint32_t a, uint32_t b) const {
  const Agreement agreement = texts_.Compare(c, a, b);
  if (TellsByCharacter(c)) return agreement == Agreement::kEqual;
  return agreement >= Agreement::kSimilar ||
         (texts_.columns()[c].role == TextRole::kText && texts_.SharedText(c, a, b) >= kUnlike);
}

// Rows of the cluster that say the same of a column; the largest group first.
std::vector<ConflictSearch::Side> ConflictSearch::SidesOf(
    size_t c, const std::vector<uint32_t>& cluster) const {
  std::vector<Side> sides;
  for (const uint32_t row : cluster) {
    if (IsBlank(c, row)) continue;
    const auto same = std::find_if(sides.begin(), sides.end(),
                                   [&](const Side& side) { return SayTheSame(c, side[0], row); });
    if (same == sides.end()) {
      sides.push_back({row});
    } else {
      same->push_back(row);
    }
  }
  std::stable_sort(sides.begin(), sides.end(),
                   [](const Side& a, const Side& b) { return a.size() > b.size(); });
  return sides;
}

void ConflictSearch::Collect(size_t c, const std::vector<uint32_t>& cluster,
                             std::vector<RowConflict>* conflicts) const {
  const std::vector<Side> sides = SidesOf(c, cluster);
  if (sides.size() < 2) return;
  const bool even = sides[0].size() == sides[1].size();
  if (even && sides.size() > 2) return;  // everybody says something else
  for (size_t i = even ? 0 : 1; i < sides.size(); ++i) {
    RowConflict conflict{c, sides[i], sides[i == 0 ? 1 : 0], 0, {}};
    conflict.thing_rows = static_cast<uint32_t>(cluster.size());
    const auto rows = static_cast<double>(conflict.rows.size());
    const auto right = static_cast<double>(conflict.right.size());
    conflict.features[kEvenSides] = even;
    conflict.features[1] = std::log2(right / rows);
    conflict.features[2] = even ? 0 : right / static_cast<double>(cluster.size());
    conflict.features[15] = sides.size() > 2;
    DescribeValues(cluster, &conflict);
    DescribeOthers(&conflict);
    conflicts->push_back(std::move(conflict));
  }
}

// How much more often the rows outside the cluster that share a value with `row` have key `other`
// in column c than key `own`, by the column that says most: a log ratio.
double ConflictSearch::Support(size_t c, uint32_t row, uint32_t own, uint32_t other,
                               const std::vector<uint32_t>& cluster) const {
  double most = 0;
  for (size_t y = 0; y < texts_.columns().size(); ++y) {
    if (y == c || IsBlank(y, row)) continue;
    const RowGroups& groups = rows_of_[y];
    const uint32_t key = KeyOf(y, row);
    const uint32_t from = groups.start[key], to = groups.start[key + 1];
    const uint32_t step = 1 + (to - from) / kMostSupport;
    double owns = 0, others = 0, all = 0;
    for (uint32_t i = from; i < to; i += step) {
      const uint32_t at = groups.order[i];
      if (std::binary_search(cluster.begin(), cluster.end(), at)) continue;
      ++all;
      owns += KeyOf(c, at) == own;
      others += KeyOf(c, at) == other;
    }
    const uint32_t better = owns > others ? own : other;
    const double usual = texts_.columns()[c].key_rows[better] / static_cast<double>(sample_.rows);
    const double share = std::max(owns, others) / std::max(1.0, all);
    if (all < kLeastSupport || share - usual < kTells * (1 - usual)) continue;
    const double says = std::log((others + 1) / (owns + 1));
    if (std::abs(says) > std::abs(most)) most = says;
  }
  return most;
}

// Rows of the side's value that are about other things.
double ConflictSearch::FurtherRows(const RowConflict& conflict, const Side& side) const {
  const double rows = texts_.columns()[conflict.at].key_rows[KeyOf(conflict.at, side[0])];
  return std::max(0.0, rows - static_cast<double>(side.size()));
}

void ConflictSearch::DescribeValues(const std::vector<uint32_t>& cluster,
                                    RowConflict* conflict) const {
  const size_t c = conflict->at;
  ConflictFeatures& f = conflict->features;
  const double here = FurtherRows(*conflict, conflict->rows);
  const double there = FurtherRows(*conflict, conflict->right);
  const bool identifying = texts_.columns()[c].identifying;
  f[8] = identifying;
  f[kCopied] = identifying ? (here > 0) - (there > 0) : 0;
  const uint32_t a = conflict->rows[0], b = conflict->right[0];
  f[kSupport] = std::clamp(Support(c, a, KeyOf(c, a), KeyOf(c, b), cluster) -
                               Support(c, b, KeyOf(c, b), KeyOf(c, a), cluster),
                           -4.0, 4.0);
}

// What the other columns of the two sides say: one thing, or two.
void ConflictSearch::DescribeOthers(RowConflict* conflict) const {
  double beyond = 0, odds = 0, rarer = 0;
  for (size_t y = 0; y < texts_.columns().size(); ++y) {
    if (y == conflict->at) continue;
    rarer += texts_.RarerForms(y, conflict->rows[0], conflict->right[0]);
    const Agreement agreement = texts_.Compare(y, conflict->rows[0], conflict->right[0]);
    if (agreement == Agreement::kMissing) continue;
    odds += duplicates_.weights[y][static_cast<size_t>(agreement)];
    if (duplicates_.differing[y] < kAlwaysDiffers)
      beyond += (agreement == Agreement::kDiffer) - duplicates_.differing[y];
  }
  conflict->features[13] = std::clamp(beyond, -1.0, 3.0);
  if (conflict->features[kEvenSides] > 0 && conflict->rows.size() == 1 &&
      Differing(conflict->at) <= kHardlyDiffers && std::abs(rarer) >= kLeastRarer)
    conflict->features[kCareless] = std::clamp(rarer, -kMostRarer, kMostRarer);
  conflict->features[16] = std::clamp(odds, 0.0, 20.0) / 10;
}

// What all conflicts of a column, those from `from` on, tell of each of them.
void ConflictSearch::DescribeColumn(size_t from, std::vector<RowConflict>* conflicts) const {
  std::vector<TwoSides> sides;
  double beyond = 0;
  for (size_t i = from; i < conflicts->size(); ++i) {
    const RowConflict& conflict = (*conflicts)[i];
    sides.push_back({conflict.rows, conflict.right});
    beyond += conflict.features[13];
  }
  int order = -1;
  const size_t c = (*conflicts)[from].at;
  const double lasting = changes_.Learn(sides, texts_.columns()[c].column, &order);
  const double differing = Differing(c);
  for (size_t i = from; i < conflicts->size(); ++i) {
    ConflictFeatures& f = (*conflicts)[i].features;
    f[3] = differing;
    f[4] = std::max(0.0, differing - 0.25);
    f[5] = duplicates_.unequal[c] - differing;
    f[6] = std::clamp(duplicates_.agreement, 0.0, 1.0);
    f[7] = std::log10(1.0 + duplicates_.pairs);
    const auto lasts = changes_.Lasts(sides[i - from], order);
    f[11] = lasting;
    f[12] = lasts ? lasting * (*lasts ? 1 : -1) : 0;
    f[14] = beyond / (static_cast<double>(sides.size()) + kFewConflicts);
    f[17] = always_;
  }
}

std::vector<RowConflict> ConflictSearch::Run() {
  std::vector<const std::vector<uint32_t>*> things;
  for (const std::vector<uint32_t>& cluster : duplicates_.clusters)
    if (HaveOneName(cluster)) things.push_back(&cluster);
  std::vector<RowConflict> conflicts;
  for (size_t c = 0; c < texts_.columns().size(); ++c) {
    if (!IsFact(c)) continue;
    const size_t from = conflicts.size();
    for (const auto* cluster : things) Collect(c, *cluster, &conflicts);
    if (from < conflicts.size()) DescribeColumn(from, &conflicts);
  }
  return conflicts;
}

}  // namespace

std::vector<RowConflict> FindRowConflicts(const EncodedSample& sample, const RowTexts& texts,
                                          const DuplicateRows& duplicates) {
  return ConflictSearch(sample, texts, duplicates).Run();
}

}  // namespace assay
