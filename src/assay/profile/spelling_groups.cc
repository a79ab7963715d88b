// Groups are the values of the other column; their rows are compared with those of the spellings.
#include "assay/profile/spelling_groups.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "assay/profile/near_spelling.h"
#include "assay/profile/spelling_distance.h"

namespace assay {
namespace {

constexpr double kLeastOverlap = 0.5;      // of the groups in which the two spellings stand
constexpr double kLeastPure = 0.9;         // of these groups' rows have a near spelling
constexpr double kMostCovered = 0.5;       // of all rows are in these groups
constexpr uint32_t kLeastRowsInGroup = 3;  // of a spelling in a group that counts
constexpr size_t kMostColumns = 12;        // other columns that are asked

}  // namespace

// Whether the two stand in the same groups, which hold hardly anything but spellings near to them;
// these are put into `near`.
bool SpellingGroups::AreOneIn(const EncodedColumn& group, uint32_t a, uint32_t b,
                              std::vector<uint32_t>* near) const {
  std::vector<double> shares[2] = {std::vector<double>(group.values.size()),
                                   std::vector<double>(group.values.size())};
  for (int side = 0; side < 2; ++side) {
    const uint32_t code = side == 0 ? a : b;
    for (uint32_t i = rows_.start[code]; i < rows_.start[code + 1]; ++i) {
      const uint32_t g = group.codes[rows_.order[i]];
      if (!group.blank[g]) shares[side][g] += 1.0 / column_.counts[code];
    }
  }
  double overlap = 0;
  std::vector<uint8_t> concerned(group.values.size());
  for (size_t g = 0; g < group.values.size(); ++g) {
    const double both = std::min(shares[0][g], shares[1][g]);
    overlap += both;
    concerned[g] = both > 0;
  }
  if (overlap < kLeastOverlap) return false;
  std::vector<uint32_t> counts(column_.values.size());
  double rows = 0;
  for (uint32_t row = 0; row < sample_.rows; ++row) {
    const uint32_t code = column_.codes[row];
    if (!concerned[group.codes[row]] || column_.blank[code]) continue;
    ++counts[code];
    ++rows;
  }
  double alike = 0;
  for (uint32_t code = 0; code < counts.size(); ++code) {
    if (counts[code] == 0) continue;
    const std::string_view value = column_.values[code];
    if (!IsNearSpelling(value, column_.values[a]) && !IsNearSpelling(value, column_.values[b]))
      continue;
    alike += counts[code];
    near->push_back(code);
  }
  return alike >= kLeastPure * rows && rows <= kMostCovered * column_.filled;
}

// One thing has both spellings and hardly any other value; other things have only the right one.
std::optional<SpellingRival> SpellingGroups::MoreGroups(const EncodedColumn& group, uint32_t wrong,
                                                        uint32_t right) const {
  const uint32_t own = group.codes[rows_.order[rows_.start[wrong]]];
  if (group.blank[own] || column_.counts[wrong] < kLeastRowsInGroup) return std::nullopt;
  for (uint32_t i = rows_.start[wrong]; i < rows_.start[wrong + 1]; ++i) {
    if (group.codes[rows_.order[i]] != own) return std::nullopt;
  }
  std::unordered_map<uint32_t, uint32_t> rows_of_right;
  for (uint32_t i = rows_.start[right]; i < rows_.start[right + 1]; ++i)
    ++rows_of_right[group.codes[rows_.order[i]]];
  const auto in_own = rows_of_right.find(own);
  if (in_own == rows_of_right.end()) return std::nullopt;
  const uint32_t both = column_.counts[wrong] + in_own->second;
  if (both < kLeastPure * group.counts[own]) return std::nullopt;
  const auto others = std::count_if(rows_of_right.begin(), rows_of_right.end(), [&](auto& g) {
    return g.first != own && g.second >= kLeastPure * group.counts[g.first] &&
           g.second >= kLeastRowsInGroup;
  });
  if (others == 0) return std::nullopt;
  return SpellingRival{at_, wrong, right, RivalReason::kMoreGroups, static_cast<uint32_t>(others),
                       0.8, -1};
}

std::optional<SpellingRival> SpellingGroups::InGroups(uint32_t group, uint32_t a,
                                                      uint32_t b) const {
  for (const auto& [wrong, right] : {std::pair(a, b), std::pair(b, a)}) {
    if (const auto rival = MoreGroups(sample_.columns[group], wrong, right)) return rival;
  }
  std::vector<uint32_t> near;
  if (!AreOneIn(sample_.columns[group], a, b, &near)) return std::nullopt;
  uint32_t near_a = 0, near_b = 0;
  for (const uint32_t other : near) {
    if (other == a || other == b) continue;
    const uint32_t to_a = SpellingDistance(column_.values[other], column_.values[a], 9);
    const uint32_t to_b = SpellingDistance(column_.values[other], column_.values[b], 9);
    near_a += to_a < to_b;
    near_b += to_b < to_a;
  }
  if (near_a != near_b) {
    const uint32_t right = near_a > near_b ? a : b, wrong = right == a ? b : a;
    return SpellingRival{at_,  wrong, right, RivalReason::kCentre, std::max(near_a, near_b),
                         0.75, -1};
  }
  const uint32_t right = column_.counts[a] >= column_.counts[b] ? a : b, wrong = right == a ? b : a;
  return SpellingRival{at_, wrong, right, RivalReason::kMoreFrequent, column_.counts[right],
                       0.6, -1};
}

std::optional<SpellingRival> SpellingGroups::Judge(uint32_t a, uint32_t b) const {
  size_t asked = 0;
  std::optional<SpellingRival> undecided;
  for (uint32_t c = 0; c < sample_.columns.size() && asked < kMostColumns; ++c) {
    const EncodedColumn& group = sample_.columns[c];
    if (c == at_ || group.filled_distinct < 3 || group.filled_distinct * 3 > group.filled) continue;
    ++asked;
    auto rival = InGroups(c, a, b);
    if (!rival) continue;
    rival->group = c;
    if (rival->reason != RivalReason::kMoreFrequent ||
        column_.counts[rival->right] >= 2 * column_.counts[rival->wrong])
      return rival;
    undecided = rival;
  }
  return undecided;
}

}  // namespace assay
