// Votes of dependencies on a row and the greedy choice of the cells to blame.
#include "assay/profile/dependency_vote.h"

#include <algorithm>
#include <cmath>

#include "assay/base/hash.h"

namespace assay {
namespace {

constexpr uint32_t kNone = ValueIndex::kNone;
constexpr double kMostWeight = 8;
constexpr double kLeastProbability = 0.5;  // of a prediction that counts
constexpr double kPriorRows =
    1;  // the dependency's accuracy counts like this many rows of the group

uint32_t GroupOfRow(const Determinant& determinant, const DependencyRow& row) {
  std::array<uint32_t, 3> codes{};
  for (uint32_t i = 0; i < determinant.size; ++i) {
    const uint32_t column = determinant.columns[i];
    if (row.codes[column] == kNone || row.blank[column]) return kNone;
    codes[i] = row.codes[column];
  }
  return GroupOf(determinant, {codes.data(), determinant.size});
}

// Sampled rows of the group with that value; 0 for a value that only rows outside the sample have
// there.
uint32_t RowsWith(const Dependency& dependency, uint32_t group, uint32_t value) {
  const DependencyGroup& g = dependency.by_group[group];
  if (!g.respelled && value == g.top) return g.top_count;
  if (g.top_count == g.total && !g.respelled) return 0;
  const uint32_t pair = dependency.pair_index.Find(MixCode(group, value));
  return pair == kNone ? 0 : dependency.pair_counts[pair];
}

// Whether the left side is hardly a value of the dependency: one other row has it where usual ones
// have many. Fillers and slips are such, and bring together rows that have nothing in common.
bool IsStrayGroup(const Dependency& dependency, uint32_t others) {
  constexpr uint32_t kUsualRows = 20;
  return others == 1 && dependency.judged >= kUsualRows * dependency.groups;
}

// The prediction for this row's value from the other rows of its group; false when there is none.
bool Predict(const Dependency& dependency, uint32_t group, uint32_t own, bool blank, bool sampled,
             DependencyVote* vote) {
  const DependencyGroup& g = dependency.by_group[group];
  const uint32_t like_this = blank || own == kNone ? 0 : RowsWith(dependency, group, own);
  const uint32_t itself = sampled && like_this > 0 ? 1 : 0;
  vote->others = g.total - itself;
  if (vote->others == 0 || IsStrayGroup(dependency, vote->others)) return false;
  vote->predicted = g.top;
  vote->agreeing = g.top_count;
  vote->same = like_this - itself;
  vote->group_blanks = g.blanks - (sampled && blank && g.blanks > 0 ? 1 : 0);
  vote->respelled = g.respelled;
  if (g.respelled) {
    vote->same = 0;
    vote->agreeing = std::min(vote->others, g.top_count - 1);
    return true;
  }
  if (!blank && own == g.top) {
    vote->agreeing = vote->same;
    if (g.second_count > vote->agreeing) {
      vote->predicted = g.second;
      vote->agreeing = g.second_count;
    } else if (g.second_count == vote->agreeing) {
      return false;  // a tie says nothing
    }
  } else if (vote->same == vote->agreeing) {
    return false;
  }
  return vote->agreeing > 0;
}

// Nobody makes the same mistake so often: a value that many rows of the group have is another right
// one (a country's second supplier), and the dependency says nothing about it.
bool IsEstablished(const DependencyVote& vote) {
  constexpr uint32_t kManyRows = 25;
  constexpr double kManyOfGroup = 0.02;
  return vote.same >= kManyRows && vote.same >= kManyOfGroup * vote.others;
}

// Whether the vote on a row of the group that is not as predicted says nothing.
bool IsExcused(const Dependency& dependency, const DependencyVote& vote, uint32_t group,
               uint32_t own) {
  if (IsEstablished(vote)) return true;
  return dependency.lasting.size() > 0 && own != kNone &&
         dependency.lasting.Find(MixCode(group, own)) != kNone;
}

// The value that breaks nothing in its group even when one row of it is left out.
uint32_t PlainValue(const DependencyGroup& g) {
  if (g.total == 0) return Determinant::kAnyValue;
  return g.respelled || g.second_count < g.top_count ? g.top : kNone;
}

// By determinant: several dependencies share one.
void FindGroups(const DependencyModel& model, const DependencyRow& row,
                std::vector<uint32_t>* groups) {
  groups->resize(model.determinants.size());
  for (size_t i = 0; i < groups->size(); ++i) (*groups)[i] = GroupOfRow(model.determinants[i], row);
}

double ProbabilityOf(const Dependency& dependency, double agreeing, double others) {
  return (agreeing + dependency.accuracy * kPriorRows) / (others + kPriorRows);
}

// Whether the row breaks the dependency, and its group is clear enough for that to mean something.
bool IsBroken(const DependencyModel& model, uint32_t index, uint32_t group,
              const DependencyRow& row) {
  const Dependency& dependency = model.dependencies[index];
  const uint32_t own = row.codes[dependency.rhs];
  const bool blank = row.blank[dependency.rhs];
  DependencyVote vote;
  if (!Predict(dependency, group, own, blank, row.sampled, &vote)) return false;
  if (!blank && (own == vote.predicted || IsExcused(dependency, vote, group, own))) return false;
  return ProbabilityOf(dependency, vote.agreeing, vote.others) > kLeastProbability;
}

// A quick look at every row: most break nothing.
bool BreaksNothing(const DependencyModel& model, const std::vector<uint32_t>& groups,
                   const DependencyRow& row) {
  for (size_t i = 0; i < groups.size(); ++i) {
    if (groups[i] == kNone) continue;
    const Determinant& determinant = model.determinants[i];
    const size_t count = determinant.right_sides.size();
    const uint32_t* plain = determinant.plain_values.data() + groups[i] * count;
    for (size_t k = 0; k < count; ++k) {
      if (plain[k] == Determinant::kAnyValue) continue;
      const uint32_t rhs = determinant.right_sides[k];
      if (plain[k] != kNone && row.codes[rhs] == plain[k] && !row.blank[rhs]) continue;
      if (IsBroken(model, determinant.dependencies[k], groups[i], row)) return false;
    }
  }
  return true;
}

// The log likelihood ratio of a vote for, or against, the cell being wrong.
double WeightOf(const DependencyColumn& column, uint32_t predicted, double probability,
                bool broken) {
  const double frequency =
      std::min(0.999, static_cast<double>(column.counts[predicted]) / std::max(1u, column.filled));
  const double p = std::min(probability, 0.9999);
  return std::clamp(broken ? std::log((1 - frequency) / (1 - p)) : std::log(p / frequency), 0.0,
                    kMostWeight);
}

void Weigh(const DependencyModel& model, const Dependency& dependency, uint32_t group, bool blank,
           uint32_t own, bool sampled, DependencyVote* vote) {
  const DependencyGroup& g = dependency.by_group[group];
  vote->probability = ProbabilityOf(dependency, vote->agreeing, vote->others);
  vote->broken = blank || own != vote->predicted;
  const bool usual = !blank && own != kNone && !g.respelled && vote->predicted == g.top;
  if (usual && vote->others + (sampled ? 1 : 0) == g.total) {
    vote->weight = (vote->broken ? g.broken_weight : g.kept_weight)[sampled];
  } else {
    vote->weight =
        WeightOf(model.columns[dependency.rhs], vote->predicted, vote->probability, vote->broken);
  }
}

// Chooses the cells to blame for a row's broken votes. Made anew for every row that breaks
// something, so the room is the caller's.
class Blamer {
 public:
  // The sums around a cell, and its strongest broken vote.
  struct Cell : VoteSums {
    double best_weight = 0;
    uint32_t best = kNone;  // index of the vote
  };
  struct Room {
    std::vector<uint8_t> used;      // by vote
    std::vector<Cell> cells;        // by column
    std::vector<double> explained;  // the same
  };

  Blamer(const DependencyModel& model, const std::vector<DependencyVote>& votes, Room* room)
      : model_(model),
        votes_(votes),
        used_(room->used),
        cells_(room->cells),
        explained_(room->explained) {
    used_.assign(votes_.size(), 0);
  }

  std::vector<DependencyBlame> Run() {
    std::vector<DependencyBlame> blames;
    while (blames.size() < 64 && AnyBroken()) {
      Sum();
      const int next = Next();
      if (next < 0) break;
      const auto column = static_cast<uint32_t>(next);
      SetRivals(&blames.emplace_back(BlameOf(column)));
      Remove(column);
    }
    return blames;
  }

 private:
  const Determinant& DeterminantOf(const DependencyVote& vote) const {
    return model_.determinants[model_.dependencies[vote.dependency].determinant];
  }
  static bool IsLeftSide(const Cell& cell) { return cell.broken == 0; }
  uint32_t BestAgreeing(const Cell& cell) const {
    return cell.best == kNone ? 0 : votes_[cell.best].agreeing;
  }
  bool AnyBroken() const;
  void Sum();
  void Add(uint32_t vote);
  int Next() const;
  DependencyBlame BlameOf(uint32_t column) const;
  void SetRivals(DependencyBlame* cell) const;
  bool Touches(const DependencyVote& vote, uint32_t column) const;
  void Remove(uint32_t column);

  const DependencyModel& model_;
  const std::vector<DependencyVote>& votes_;
  std::vector<uint8_t>& used_;
  std::vector<Cell>& cells_;
  std::vector<double>& explained_;
};

bool Blamer::AnyBroken() const {
  for (size_t i = 0; i < votes_.size(); ++i) {
    if (votes_[i].broken && !used_[i]) return true;
  }
  return false;
}

void Blamer::Add(uint32_t i) {
  const DependencyVote& vote = votes_[i];
  Cell& right = cells_[model_.dependencies[vote.dependency].rhs];
  (vote.broken ? right.for_weight : right.against_weight) += vote.weight;
  ++(vote.broken ? right.broken : right.kept);
  if (vote.broken && vote.weight >= right.best_weight) {
    right.best = i;
    right.best_weight = vote.weight;
  }
  const Determinant& determinant = DeterminantOf(vote);
  for (uint32_t k = 0; k < determinant.size; ++k) {
    Cell& left = cells_[determinant.columns[k]];
    (vote.broken ? left.left_broken : left.left_kept) += vote.weight / determinant.size;
    ++(vote.broken ? left.lefts_broken : left.lefts_kept);
  }
}

void Blamer::Sum() {
  cells_.assign(model_.columns.size(), Cell());
  for (uint32_t i = 0; i < votes_.size(); ++i) {
    if (!used_[i]) Add(i);
  }
  for (size_t i = 0; i < votes_.size(); ++i) {
    if (used_[i] || !votes_[i].broken) continue;
    Cell& right = cells_[model_.dependencies[votes_[i].dependency].rhs];
    right.alike += votes_[i].predicted == votes_[right.best].predicted;
  }
  for (Cell& cell : cells_) {
    const double broken = cell.for_weight + cell.left_broken;
    const double all = broken + cell.against_weight + cell.left_kept;
    cell.ratio = all > 0 ? broken / all : 0;
  }
}

int Blamer::Next() const {
  int best = -1;
  auto better = [&](const Cell& a, const Cell& b) {
    if (std::abs(a.ratio - b.ratio) > 1e-9) return a.ratio > b.ratio;
    const double one = a.for_weight + 0.5 * a.left_broken;
    const double other = b.for_weight + 0.5 * b.left_broken;
    if (std::abs(one - other) > 1e-9) return one > other;
    return BestAgreeing(a) > BestAgreeing(b);
  };
  for (size_t i = 0; i < cells_.size(); ++i) {
    const Cell& cell = cells_[i];
    if (cell.broken + cell.lefts_broken == 0) continue;
    if (IsLeftSide(cell) && cell.lefts_broken < 2) continue;
    if (cell.for_weight + cell.left_broken < 0.2) continue;
    if (best < 0 || better(cell, cells_[best])) best = static_cast<int>(i);
  }
  return best;
}

DependencyBlame Blamer::BlameOf(uint32_t column) const {
  const Cell& cell = cells_[column];
  DependencyBlame blame{cell};
  blame.column = column;
  if (cell.best != kNone) blame.best = votes_[cell.best];
  blame.as_left_side = IsLeftSide(cell);
  return blame;
}

// Compares the cell with the others that its broken votes could be blamed on.
void Blamer::SetRivals(DependencyBlame* cell) const {
  explained_.assign(cells_.size(), 0);  // weight of those votes, by the other cell
  double all = 0;
  for (size_t i = 0; i < votes_.size(); ++i) {
    if (used_[i] || !votes_[i].broken || !Touches(votes_[i], cell->column)) continue;
    all += votes_[i].weight;
    explained_[model_.dependencies[votes_[i].dependency].rhs] += votes_[i].weight;
    const Determinant& determinant = DeterminantOf(votes_[i]);
    for (uint32_t k = 0; k < determinant.size; ++k)
      explained_[determinant.columns[k]] += votes_[i].weight;
  }
  for (uint32_t other = 0; other < explained_.size(); ++other) {
    if (other == cell->column || explained_[other] <= 0) continue;
    const double ratio = cells_[other].ratio;
    cell->rival = std::max(cell->rival, ratio);
    cell->full_rival = std::max(cell->full_rival, std::min(ratio, explained_[other] / all));
  }
}

bool Blamer::Touches(const DependencyVote& vote, uint32_t column) const {
  const Determinant& determinant = DeterminantOf(vote);
  const auto* const end = determinant.columns.begin() + determinant.size;
  return model_.dependencies[vote.dependency].rhs == column ||
         std::find(determinant.columns.begin(), end, column) != end;
}

void Blamer::Remove(uint32_t column) {
  for (size_t i = 0; i < votes_.size(); ++i) {
    if (Touches(votes_[i], column)) used_[i] = 1;
  }
}

void CollectPlainValues(DependencyModel* model) {
  for (uint32_t i = 0; i < model->dependencies.size(); ++i) {
    Determinant& determinant = model->determinants[model->dependencies[i].determinant];
    determinant.dependencies.push_back(i);
    determinant.right_sides.push_back(model->dependencies[i].rhs);
  }
  std::vector<size_t> place(model->determinants.size(), 0);
  for (const Dependency& dependency : model->dependencies) {
    Determinant& determinant = model->determinants[dependency.determinant];
    const size_t count = determinant.right_sides.size();
    const size_t k = place[dependency.determinant]++;
    determinant.plain_values.resize(dependency.by_group.size() * count, Determinant::kAnyValue);
    for (size_t g = 0; g < dependency.by_group.size(); ++g) {
      determinant.plain_values[g * count + k] = PlainValue(dependency.by_group[g]);
    }
  }
}

// Fills `votes` with those that say something.
void CollectVotes(const DependencyModel& model, const std::vector<uint32_t>& groups,
                  const DependencyRow& row, std::vector<DependencyVote>* votes) {
  votes->clear();
  for (uint32_t i = 0; i < model.dependencies.size(); ++i) {
    const Dependency& dependency = model.dependencies[i];
    const uint32_t group = groups[dependency.determinant];
    if (group == kNone) continue;
    DependencyVote vote;
    vote.dependency = i;
    vote.group = group;
    const uint32_t own = row.codes[dependency.rhs];
    const bool blank = row.blank[dependency.rhs];
    if (!Predict(dependency, group, own, blank, row.sampled, &vote)) continue;
    if (!blank && own != vote.predicted && IsExcused(dependency, vote, group, own)) continue;
    Weigh(model, dependency, group, blank, own, row.sampled, &vote);
    if (vote.probability <= kLeastProbability) continue;
    votes->push_back(vote);
  }
}

}  // namespace

void PrepareWeights(DependencyModel* model) {
  CollectPlainValues(model);
  for (Dependency& dependency : model->dependencies) {
    const DependencyColumn& column = model->columns[dependency.rhs];
    for (DependencyGroup& g : dependency.by_group) {
      if (g.total == 0 || g.top == kNone || g.respelled) continue;
      for (const uint32_t sampled : {0u, 1u}) {
        if (g.total == sampled) continue;  // no other row
        const auto weight = [&](double agreeing, bool broken) {
          const double others = g.total - sampled;
          return static_cast<float>(
              WeightOf(column, g.top, ProbabilityOf(dependency, agreeing, others), broken));
        };
        g.kept_weight[sampled] = weight(g.top_count - sampled, false);
        g.broken_weight[sampled] = weight(g.top_count, true);
      }
    }
  }
}

std::vector<DependencyBlame> BlameCells(const DependencyModel& model, const DependencyRow& row) {
  // Asked of every row of a table: the room is kept from row to row.
  thread_local std::vector<uint32_t> groups;
  thread_local std::vector<DependencyVote> votes;
  thread_local Blamer::Room room;
  FindGroups(model, row, &groups);
  if (BreaksNothing(model, groups, row)) return {};
  CollectVotes(model, groups, row, &votes);
  return Blamer(model, votes, &room).Run();
}

}  // namespace assay
