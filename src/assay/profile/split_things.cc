// Rows of a group that stand apart from most in many facts at once, compared with one another.
#include "assay/profile/split_things.h"

#include <algorithm>
#include <unordered_map>

namespace assay {
namespace {

// What the rows of a second thing must be: few may have copied what is wrong, many have not.
struct Least {
  size_t rows = 2;
  double share = 0.34;  // of the group's rows
  size_t facts = 4;     // that they say something else about
};
constexpr Least kOfFew{}, kOfMany{20, 0.15, 2};
constexpr size_t kMostCompared = 20;

// The claim of most rows, kNoClaim when there is none; of several the one that comes first.
uint32_t UsualClaim(std::span<const uint32_t> rows, const std::vector<uint32_t>& claims,
                    std::unordered_map<uint32_t, uint32_t>* counts) {
  counts->clear();
  uint32_t usual = kNoClaim, most = 0;
  for (const uint32_t row : rows) {
    if (claims[row] == kNoClaim) continue;
    const uint32_t count = ++(*counts)[claims[row]];
    if (count > most) {
      most = count;
      usual = claims[row];
    }
  }
  return usual;
}

// What the row says that says most of what is usual: where two things are told of equally often,
// what is usual may be partly of the one and partly of the other.
void TakeTypicalRow(std::span<const uint32_t> rows, std::span<const std::vector<uint32_t>> facts,
                    std::vector<uint32_t>* usual) {
  const auto usually = [&](uint32_t row) {
    size_t same = 0;
    for (size_t f = 0; f < facts.size(); ++f) same += facts[f][row] == (*usual)[f];
    return same;
  };
  const uint32_t typical = *std::ranges::max_element(rows, {}, usually);
  for (size_t f = 0; f < facts.size(); ++f) {
    if (facts[f][typical] != kNoClaim) (*usual)[f] = facts[f][typical];
  }
}

bool IsApart(size_t differing, size_t told, const Least& least) {
  return differing >= least.facts && 2 * differing >= told;
}

// Rows that say something else than most about many facts.
std::vector<uint32_t> RowsApart(std::span<const uint32_t> rows,
                                std::span<const std::vector<uint32_t>> facts,
                                std::span<const uint32_t> usual, const Least& least) {
  std::vector<uint32_t> apart;
  for (const uint32_t row : rows) {
    size_t told = 0, differing = 0;
    for (size_t f = 0; f < facts.size(); ++f) {
      told += facts[f][row] != kNoClaim;
      differing += facts[f][row] != kNoClaim && facts[f][row] != usual[f];
    }
    if (IsApart(differing, told, least)) apart.push_back(row);
  }
  return apart;
}

bool AgreeApart(uint32_t a, uint32_t b, std::span<const std::vector<uint32_t>> facts,
                std::span<const uint32_t> usual, const Least& least) {
  size_t told = 0, agreed = 0;
  for (size_t f = 0; f < facts.size(); ++f) {
    const uint32_t claim = facts[f][a];
    told += claim != kNoClaim && facts[f][b] != kNoClaim;
    agreed += claim != kNoClaim && claim == facts[f][b] && claim != usual[f];
  }
  return IsApart(agreed, told, least);
}

// Whether enough of the rows say the same that most do not say. Of many rows apart the first ones
// are compared, and stand for the others.
bool IsSplit(std::span<const uint32_t> rows, std::span<const std::vector<uint32_t>> facts,
             std::span<const uint32_t> usual, const Least& least) {
  std::vector<uint32_t> apart = RowsApart(rows, facts, usual, least);
  const auto all = static_cast<double>(apart.size());
  if (apart.size() > kMostCompared) apart.resize(kMostCompared);
  const double weight = apart.empty() ? 0 : all / static_cast<double>(apart.size());
  return std::ranges::any_of(apart, [&](uint32_t a) {
    const auto same = std::ranges::count_if(
        apart, [&](uint32_t b) { return AgreeApart(a, b, facts, usual, least); });
    const double rows_alike = weight * static_cast<double>(same);
    return rows_alike >= static_cast<double>(least.rows) &&
           rows_alike >= least.share * static_cast<double>(rows.size());
  });
}

}  // namespace

std::vector<uint8_t> FindSplitGroups(const RowGroups& groups,
                                     std::span<const std::vector<uint32_t>> facts) {
  std::vector<uint8_t> split(groups.start.size() - 1, 0);
  std::vector<uint32_t> usual(facts.size());
  std::unordered_map<uint32_t, uint32_t> counts;
  for (size_t group = 0; group < split.size(); ++group) {
    const std::span<const uint32_t> rows = groups.RowsOf(group);
    if (rows.empty()) continue;
    for (size_t f = 0; f < facts.size(); ++f) usual[f] = UsualClaim(rows, facts[f], &counts);
    TakeTypicalRow(rows, facts, &usual);
    split[group] = IsSplit(rows, facts, usual, kOfFew) || IsSplit(rows, facts, usual, kOfMany);
  }
  return split;
}

}  // namespace assay
