// Learning of approximate functional dependencies by leave-one-out prediction in groups.
// The measure is that of g3-style approximate dependencies (Kivinen and Mannila 1995), with the row
// itself left out, so that a near-key does not seem to determine everything.
#include "assay/profile/dependency.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "assay/base/hash.h"
#include "assay/profile/dependency_exceptions.h"
#include "assay/profile/dependency_vote.h"
#include "assay/profile/gathered_exceptions.h"
#include "assay/profile/group_respeller_internal.h"
#include "assay/profile/lasting_values.h"
#include "assay/profile/noisy_relation.h"
#include "assay/profile/spelling_distance.h"
#include "assay/profile/usual_steps.h"
#include "assay/profile/vouched_exceptions.h"

namespace assay {
namespace {

constexpr uint32_t kNone = ValueIndex::kNone;
constexpr uint32_t kLeastRowsOfTriples = 200;
constexpr uint64_t kGroupsOfDependency = 8;  // as many groups as a dependency itself takes memory
constexpr double kLeastLiftOfSlips = 0.2, kLeastAccuracyOfSlips = 0.9;

// Counts of right-side codes in one group; reset by the list of touched codes.
struct Tally {
  std::vector<uint32_t> count;
  std::vector<uint32_t> touched;
};

class Learner {
 public:
  Learner(const EncodedSample& sample, const DependencyOptions& options)
      : sample_(sample),
        options_(options),
        strength_(sample.columns.size(), 0),
        respeller_(sample),
        steps_(sample) {}

  DependencyModel Learn() {
    model_.rows = sample_.rows;
    for (uint32_t column = 0; column < sample_.columns.size(); ++column) TrySingle(column);
    TryPairs();
    TryTriples();
    CopyColumns();
    return std::move(model_);
  }

 private:
  bool Predictable(uint32_t column) const {
    const EncodedColumn& c = sample_.columns[column];
    if (c.filled_distinct < 2 || c.filled < 4) return false;
    return c.filled_distinct <= 0.95 * c.filled || sample_.rows <= 20;
  }
  bool Spend(uint64_t work, size_t columns) {
    spent_ += work;
    if (kept_groups_ > options_.max_groups) return false;
    return spent_ <= (columns < 3 ? options_.max_work : options_.max_triple_work);
  }
  void TrySingle(uint32_t column);
  void TryPairs();
  void TryTriples();
  bool TryColumns(std::span<const uint32_t> columns, const std::vector<uint32_t>& targets);
  std::vector<uint32_t> WeaklyDetermined() const;
  std::vector<uint32_t> PairCandidates() const;
  bool Try(const DeterminantGroups& grouping, const Determinant& determinant, uint32_t rhs);
  double MostMisses(uint32_t columns, uint32_t rhs) const;
  bool FillGroups(const DeterminantGroups& grouping, double most_misses, Dependency* dependency,
                  uint64_t* hits);
  bool Keep(uint32_t columns, Dependency* dependency, uint64_t hits) const;
  bool KeepDespiteSlips(const DeterminantGroups& grouping, Dependency* dependency) const;
  void CountPairs(const DeterminantGroups& grouping, const Determinant& determinant,
                  Dependency* dependency);
  void CountNear(const DeterminantGroups& grouping, Dependency* dependency) const;
  void CopyColumns();

  const EncodedSample& sample_;
  const DependencyOptions& options_;
  DependencyModel model_;
  std::vector<double> strength_;  // by right side: best lift × coverage so far
  std::set<std::array<uint32_t, 2>> useful_pairs_;
  GroupRespeller respeller_;
  UsualSteps steps_;
  Tally tally_;
  std::vector<DependencyGroup> room_;  // of dependencies that are not kept
  uint64_t spent_ = 0;
  uint64_t kept_groups_ = 0;  // and some for each dependency
};

void Learner::TrySingle(uint32_t column) {
  const EncodedColumn& lhs = sample_.columns[column];
  uint64_t repeated = 0;
  for (size_t code = 0; code < lhs.values.size(); ++code) {
    if (!lhs.blank[code] && lhs.counts[code] >= 2) repeated += lhs.counts[code];
  }
  if (lhs.filled_distinct < 2 || repeated < 4 || repeated < options_.min_coverage * sample_.rows)
    return;
  DeterminantGroups grouping{GroupRows(lhs.codes, static_cast<uint32_t>(lhs.values.size())),
                             lhs.blank};
  Determinant determinant;
  determinant.columns[0] = column;
  bool kept = false;
  for (uint32_t rhs = 0; rhs < sample_.columns.size(); ++rhs) {
    if (rhs != column && Predictable(rhs) && Spend(sample_.rows, 1))
      kept |= Try(grouping, determinant, rhs);
  }
  if (kept) model_.determinants.push_back(std::move(determinant));
}

// The columns with most values that still repeat: they split groups finest.
std::vector<uint32_t> Learner::PairCandidates() const {
  std::vector<uint32_t> candidates;
  for (uint32_t c = 0; c < sample_.columns.size(); ++c) {
    const EncodedColumn& column = sample_.columns[c];
    if (column.filled_distinct >= 2 && column.filled_distinct < 0.5 * sample_.rows)
      candidates.push_back(c);
  }
  std::stable_sort(candidates.begin(), candidates.end(), [&](uint32_t a, uint32_t b) {
    return sample_.columns[a].filled_distinct > sample_.columns[b].filled_distinct;
  });
  if (candidates.size() > options_.max_composite_columns)
    candidates.resize(options_.max_composite_columns);
  std::sort(candidates.begin(), candidates.end());
  return candidates;
}

std::vector<uint32_t> Learner::WeaklyDetermined() const {
  std::vector<uint32_t> targets;
  for (uint32_t rhs = 0; rhs < sample_.columns.size(); ++rhs) {
    if (strength_[rhs] < 0.5 && Predictable(rhs)) targets.push_back(rhs);
  }
  return targets;
}

void Learner::TryPairs() {
  const std::vector<uint32_t> targets = WeaklyDetermined();
  if (targets.empty()) return;
  const std::vector<uint32_t> candidates = PairCandidates();
  for (size_t i = 0; i < candidates.size(); ++i) {
    for (size_t k = i + 1; k < candidates.size(); ++k) {
      const std::array<uint32_t, 2> pair{candidates[i], candidates[k]};
      if (TryColumns(pair, targets)) useful_pairs_.insert(pair);
    }
  }
}

// Only of pairs that split the rows finer than either column does, but not into single rows.
void Learner::TryTriples() {
  const std::vector<uint32_t> targets = WeaklyDetermined();
  if (targets.empty() || sample_.rows < kLeastRowsOfTriples) return;
  spent_ = 0;
  for (const auto& [a, b] : useful_pairs_) {
    for (auto next = useful_pairs_.upper_bound({b, 0}); next != useful_pairs_.end(); ++next) {
      if ((*next)[0] != b) break;
      const uint32_t c = (*next)[1];
      if (useful_pairs_.contains({a, c})) TryColumns(std::array<uint32_t, 3>{a, b, c}, targets);
    }
  }
}

// Groups the rows by several columns and tries them as a left side; false when they make hardly
// more groups than fewer columns do, or groups too small to tell anything.
bool Learner::TryColumns(std::span<const uint32_t> columns, const std::vector<uint32_t>& targets) {
  if (!Spend(columns.size() * sample_.rows, columns.size())) return false;
  Determinant determinant;
  determinant.size = static_cast<uint32_t>(columns.size());
  std::copy(columns.begin(), columns.end(), determinant.columns.begin());
  DeterminantGroups grouping;
  std::vector<uint32_t> codes(sample_.rows);
  std::array<uint32_t, 3> left{};
  const std::span<const uint32_t> key(left.data(), columns.size());
  const double most_groups = 0.6 * sample_.rows;
  for (uint32_t row = 0; row < sample_.rows; ++row) {
    uint8_t blank = 0;
    for (size_t i = 0; i < columns.size(); ++i) {
      const EncodedColumn& column = sample_.columns[columns[i]];
      left[i] = column.codes[row];
      blank |= column.blank[left[i]];
    }
    codes[row] = determinant.groups.Insert(GroupHash(key));
    if (codes[row] < grouping.skip.size()) continue;
    grouping.skip.push_back(blank);
    if (codes[row] + 1 > most_groups) return false;
  }
  const uint32_t groups = determinant.groups.size();
  uint32_t coarser = 0;
  for (const uint32_t column : columns)
    coarser = std::max(coarser, sample_.columns[column].filled_distinct);
  if (groups <= 1.05 * coarser) return false;
  grouping.rows = GroupRows(codes, groups);
  bool kept = false;
  for (const uint32_t rhs : targets) {
    if (std::find(columns.begin(), columns.end(), rhs) == columns.end() &&
        Spend(sample_.rows, columns.size())) {
      kept |= Try(grouping, determinant, rhs);
    }
  }
  if (kept) model_.determinants.push_back(std::move(determinant));
  return true;
}

// With more rows that their groups do not predict, Keep and KeepDespiteSlips refuse whatever the
// others are: at most all rows that have a value can be judged.
double Learner::MostMisses(uint32_t columns, uint32_t rhs) const {
  const EncodedColumn& column = sample_.columns[rhs];
  const double rows = column.filled, others = rows - column.top_count;
  const auto most = [&](double least_lift, double least_accuracy) {
    return std::min((1 - least_accuracy) * rows, (1 - least_lift) * (others + 1)) + 1;
  };
  if (columns == 3) return most(options_.min_triple_lift, options_.min_triple_accuracy);
  return std::max(most(options_.min_lift, options_.min_accuracy),
                  most(kLeastLiftOfSlips, kLeastAccuracyOfSlips));
}

// False: more rows than `most_misses` are not predicted, and the rest was not looked at.
bool Learner::FillGroups(const DeterminantGroups& grouping, double most_misses,
                         Dependency* dependency, uint64_t* hits) {
  const EncodedColumn& column = sample_.columns[dependency->rhs];
  tally_.count.resize(std::max(tally_.count.size(), column.values.size()));
  for (uint32_t group = 0; group < grouping.skip.size(); ++group) {
    const uint32_t from = grouping.rows.start[group], to = grouping.rows.start[group + 1];
    if (grouping.skip[group]) continue;
    DependencyGroup& g = dependency->by_group[group];
    for (uint32_t i = from; i < to; ++i) {
      const uint32_t code = column.codes[grouping.rows.order[i]];
      if (column.blank[code]) {
        ++g.blanks;
      } else if (tally_.count[code]++ == 0) {
        tally_.touched.push_back(code);
      }
    }
    for (const uint32_t code : tally_.touched) {
      const uint32_t count = tally_.count[code];
      g.total += count;
      if (count > g.top_count) {
        g.second = g.top;
        g.second_count = g.top_count;
        g.top = code;
        g.top_count = count;
      } else if (count > g.second_count) {
        g.second = code;
        g.second_count = count;
      }
    }
    if (g.total >= 2) {
      ++dependency->groups;
      dependency->judged += g.total;
      if (g.top_count - 1 > g.second_count || g.second_count == 0) *hits += g.top_count;
      dependency->minority += g.total - g.top_count;
      dependency->exceptions += tally_.touched.size() - 1;
      for (const uint32_t code : tally_.touched)
        dependency->singles += code != g.top && tally_.count[code] == 1;
    }
    for (const uint32_t code : tally_.touched) tally_.count[code] = 0;
    tally_.touched.clear();
    if (static_cast<double>(dependency->judged - *hits) > most_misses) return false;
  }
  return true;
}

// Fills the groups of determinant → rhs and keeps it when it predicts well.
bool Learner::Try(const DeterminantGroups& grouping, const Determinant& determinant, uint32_t rhs) {
  Dependency dependency;
  dependency.determinant = static_cast<uint32_t>(model_.determinants.size());
  dependency.rhs = rhs;
  dependency.by_group = std::move(room_);
  dependency.by_group.assign(grouping.skip.size(), DependencyGroup());
  uint64_t hits = 0;
  if (!FillGroups(grouping, MostMisses(determinant.size, rhs), &dependency, &hits) ||
      (!Keep(determinant.size, &dependency, hits) &&
       (determinant.size == 3 || !KeepDespiteSlips(grouping, &dependency))) ||
      IsNoisyRelation(sample_, std::span(determinant.columns).first(determinant.size), rhs,
                      grouping, dependency.by_group)) {
    room_ = std::move(dependency.by_group);
    return false;
  }
  CountPairs(grouping, determinant, &dependency);
  respeller_.Respell(grouping, &dependency);
  CountNear(grouping, &dependency);
  dependency.exceptional = ExceptionalValues(grouping, dependency.by_group, sample_.columns[rhs]);
  const double coverage = static_cast<double>(dependency.judged) / sample_.rows;
  strength_[rhs] = std::max(strength_[rhs], dependency.lift * coverage);
  kept_groups_ += dependency.by_group.size() + kGroupsOfDependency;
  model_.dependencies.push_back(std::move(dependency));
  return true;
}

bool Learner::Keep(uint32_t columns, Dependency* dependency, uint64_t hits) const {
  const double judged = dependency->judged;
  const double coverage = columns < 3 ? options_.min_coverage : options_.min_triple_coverage;
  if (judged < std::max(4.0, coverage * sample_.rows) || dependency->groups < 3) return false;
  const EncodedColumn& column = sample_.columns[dependency->rhs];
  dependency->accuracy = static_cast<double>(hits) / judged;
  double base = static_cast<double>(column.top_count) / column.filled;
  if (base >= 1) base = 1 - 0.5 / column.filled;
  dependency->lift = 1 - (1 - dependency->accuracy + 0.5 / judged) / (1 - base + 0.5 / judged);
  if (columns == 3) {
    return dependency->lift >= options_.min_triple_lift &&
           dependency->accuracy >= options_.min_triple_accuracy;
  }
  const double accuracy = IsMeasure(column) ? options_.min_measure_accuracy : options_.min_accuracy;
  return dependency->lift >= options_.min_lift && dependency->accuracy >= accuracy;
}

// A column that hardly varies leaves little to predict, so that a few misspelled cells hide that it
// is determined: rows that differ from their group by a slip, many alone with it, do not speak
// against the dependency.
bool Learner::KeepDespiteSlips(const DeterminantGroups& grouping, Dependency* dependency) const {
  constexpr double kMostlySlips = 0.7, kAlone = 0.3;
  if (dependency->lift < kLeastLiftOfSlips || dependency->accuracy < kLeastAccuracyOfSlips)
    return false;
  if (dependency->singles < kAlone * dependency->minority) return false;
  CountNear(grouping, dependency);
  const double missed = (1 - dependency->lift) * (1 - dependency->near_share);
  return dependency->near_share >= kMostlySlips && 1 - missed >= options_.min_lift;
}

void Learner::CountPairs(const DeterminantGroups& grouping, const Determinant& determinant,
                         Dependency* dependency) {
  const EncodedColumn& column = sample_.columns[dependency->rhs];
  for (uint32_t group = 0; group < grouping.skip.size(); ++group) {
    const DependencyGroup& g = dependency->by_group[group];
    if (g.top_count == g.total) continue;
    const std::span<const uint32_t> rows = grouping.rows.RowsOf(group);
    for (const uint32_t code : LastingValues(rows, column, g.top))
      dependency->lasting.Insert(MixCode(group, code));
    for (const uint32_t row : rows) {
      const uint32_t code = column.codes[row];
      if (column.blank[code]) continue;
      if (code != g.top && determinant.size == 1 &&
          steps_.IsTaken(determinant.columns[0], dependency->rhs, row)) {
        dependency->lasting.Insert(MixCode(group, code));
      }
      const uint32_t pair = dependency->pair_index.Insert(MixCode(group, code));
      if (pair == dependency->pair_counts.size()) dependency->pair_counts.push_back(0);
      ++dependency->pair_counts[pair];
    }
  }
}

// Sets near_share from the first rows that differ from their group.
void Learner::CountNear(const DeterminantGroups& grouping, Dependency* dependency) const {
  constexpr uint32_t kMostCompared = 2000;
  const EncodedColumn& column = sample_.columns[dependency->rhs];
  double compared = 0, near = 0;
  for (uint32_t group = 0; group < grouping.skip.size() && compared < kMostCompared; ++group) {
    const DependencyGroup& g = dependency->by_group[group];
    if (grouping.skip[group] || g.total < 3 || (g.top_count == g.total && !g.respelled)) continue;
    for (uint32_t i = grouping.rows.start[group]; i < grouping.rows.start[group + 1]; ++i) {
      const uint32_t code = column.codes[grouping.rows.order[i]];
      if (column.blank[code] || code == g.top) continue;
      ++compared;
      near += IsNearSpelling(column.values[g.top], column.values[code]);
    }
  }
  dependency->near_share = (near + 0.5) / (compared + 1);
}

void Learner::CopyColumns() {
  model_.columns.resize(sample_.columns.size());
  model_.texts.resize(sample_.columns.size());
  for (const Dependency& dependency : model_.dependencies) {
    model_.columns[dependency.rhs].used = true;
    const Determinant& determinant = model_.determinants[dependency.determinant];
    for (uint32_t i = 0; i < determinant.size; ++i)
      model_.columns[determinant.columns[i]].used = true;
    auto& texts = model_.texts[dependency.rhs];
    const EncodedColumn& column = sample_.columns[dependency.rhs];
    texts.resize(column.values.size());
    for (const DependencyGroup& group : dependency.by_group) {
      for (const uint32_t code : {group.top, group.second}) {
        if (code != kNone && texts[code].empty()) texts[code] = column.values[code];
      }
    }
  }
  for (size_t c = 0; c < model_.columns.size(); ++c) {
    DependencyColumn& to = model_.columns[c];
    const EncodedColumn& from = sample_.columns[c];
    to.filled = from.filled;
    to.distinct = from.filled_distinct;
    to.blanks = sample_.rows - from.filled;
    to.decimal_mark = from.decimal_mark;
    if (!to.used) continue;
    to.index = from.index;
    to.counts = from.counts;
    to.shape_share = respeller_.ShapeShares(static_cast<uint32_t>(c));
  }
}

}  // namespace

DependencyModel LearnDependencies(const EncodedSample& sample, const DependencyOptions& options) {
  DependencyModel model = Learner(sample, options).Learn();
  FindVouchedExceptions(sample, &model);
  FindGatheredExceptions(sample, &model);
  PrepareWeights(&model);
  return model;
}

}  // namespace assay
