// The choice of the spelling that a group's other values are misspellings of.
#include <algorithm>
#include <cmath>

#include "assay/base/hash.h"
#include "assay/profile/group_respeller_internal.h"
#include "assay/profile/numbering.h"
#include "assay/profile/shape.h"
#include "assay/profile/spelling_distance.h"

namespace assay {
namespace {

constexpr uint32_t kNone = ValueIndex::kNone;
constexpr double kRespelledShare = 0.6;  // of a group's rows that are spellings of one value
constexpr uint32_t kMostDistance = 3;    // that is told from larger ones
constexpr double kRounding = 1e-6;       // of a cost
constexpr size_t kCompared = 256;        // bytes that SpellingDistance looks at

// By code: the share of the column's distinct values that have the value's coarse shape.
std::vector<float> ShapeSharesOf(const EncodedColumn& column) {
  ValueIndex index;
  std::vector<uint32_t> shape_of, counts;
  for (const std::string_view value : column.values) {
    const uint32_t shape = index.Insert(EncodedHash(CoarseShape(ShapeOf(value))));
    if (shape == counts.size()) counts.push_back(0);
    ++counts[shape];
    shape_of.push_back(shape);
  }
  std::vector<float> shares;
  for (const uint32_t shape : shape_of) {
    shares.push_back(static_cast<float>(counts[shape]) / static_cast<float>(column.values.size()));
  }
  return shares;
}

}  // namespace

void GroupRespeller::Respell(const DeterminantGroups& grouping, Dependency* dependency) {
  const EncodedColumn& column = sample_.columns[dependency->rhs];
  for (uint32_t group = 0; group < grouping.skip.size(); ++group) {
    DependencyGroup& g = dependency->by_group[group];
    if (g.total < 4 || g.top_count > 0.7 * g.total) continue;
    std::vector<Count> values;
    ValueIndex index;
    for (uint32_t i = grouping.rows.start[group]; i < grouping.rows.start[group + 1]; ++i) {
      const uint32_t code = column.codes[grouping.rows.order[i]];
      if (column.blank[code]) continue;
      const uint32_t at = index.Insert(MixHash(code, 0));
      if (at == values.size()) values.push_back({code, 0});
      ++values[at].rows;
    }
    if (values.size() >= 2)
      RespellGroup(dependency->rhs, dependency->accuracy >= 0.9, std::move(values), &g);
  }
}

// `values` are the group's codes with their counts. Values that are common elsewhere too are no
// misspellings.
void GroupRespeller::RespellGroup(uint32_t at, bool strong, std::vector<Count> values,
                                  DependencyGroup* group) {
  constexpr size_t kMostValues = 16;
  std::sort(values.begin(), values.end(), [](const Count& a, const Count& b) {
    return a.rows != b.rows ? a.rows > b.rows : a.code < b.code;
  });
  if (values.size() > kMostValues) values.resize(kMostValues);
  const Hub best = Best(at, strong, values, *group);
  if (best.near < kRespelledShare * group->total) return;
  if (best.code == group->top && best.near <= group->top_count) return;
  group->respelled = true;
  group->top = best.code;
  group->top_count = best.near;
  group->second = kNone;
  group->second_count = 0;
}

// The one of the group's values that explains the rest best; when none does, of the column's
// frequent ones.
GroupRespeller::Hub GroupRespeller::Best(uint32_t at, bool strong, const std::vector<Count>& values,
                                         const DependencyGroup& group) {
  Hub best = Judge(at, strong, values, {values[0].code, values[0].rows}, group);
  for (size_t i = 1; i < values.size(); ++i) {
    const Hub hub = Judge(at, strong, values, values[i], group);
    if (hub.cost < best.cost) best = hub;
  }
  if (best.near < kRespelledShare * group.total && values.size() >= 4) {
    for (const uint32_t code : FrequentValues(at)) {
      const bool known = std::any_of(values.begin(), values.end(),
                                     [&](const Count& value) { return value.code == code; });
      if (known || LeastCost(at, values, {code, 0}, group) > best.cost + kRounding) continue;
      const Hub hub = Judge(at, strong, values, {code, 0}, group);
      if (hub.cost < best.cost && hub.near >= kRespelledShare * group.total) best = hub;
    }
  }
  return best;
}

// How well `candidate` explains the group as misspellings of itself.
GroupRespeller::Hub GroupRespeller::Judge(uint32_t at, bool strong,
                                          const std::vector<Count>& values, const Count& candidate,
                                          const DependencyGroup& group) {
  const EncodedColumn& column = sample_.columns[at];
  Hub hub{candidate.code, candidate.rows, 0};
  if (column.counts[candidate.code] == candidate.rows) hub.cost += 0.25 * group.total;
  for (const Count& other : values) {
    if (other.code == candidate.code) continue;
    const uint32_t distance =
        SpellingDistance(column.values[candidate.code], column.values[other.code], kMostDistance);
    const double odd = Oddity(at, other.code, candidate.code);
    hub.cost += (distance + 0.5 * odd) * other.rows;
    const uint32_t elsewhere = column.counts[other.code] - other.rows;
    const bool text = std::isnan(column.numbers[other.code]);
    const bool rarer = column.counts[candidate.code] >= 3 * column.counts[other.code];
    if (!(text ? rarer || strong || odd < -1.5 : elsewhere <= 0.1 * other.rows || odd < -1.5))
      continue;
    const std::string_view value = column.values[candidate.code],
                           odd_one = column.values[other.code];
    const bool in_common = distance < std::max(value.size(), odd_one.size());  // not A and D
    if (in_common && IsNearSpelling(value, odd_one, 2) && !DifferInNumbering(value, odd_one))
      hub.near += other.rows;
  }
  return hub;
}

// No more than Judge's cost, without looking for distances: nearly all candidates cost too much.
double GroupRespeller::LeastCost(uint32_t at, const std::vector<Count>& values,
                                 const Count& candidate, const DependencyGroup& group) {
  const auto& letters = Letters(at);
  double cost =
      sample_.columns[at].counts[candidate.code] == candidate.rows ? 0.25 * group.total : 0;
  for (const Count& other : values) {
    if (other.code == candidate.code) continue;
    const uint32_t distance =
        std::min(kMostDistance + 1, LeastDistance(letters[candidate.code], letters[other.code]));
    cost += (distance + 0.5 * Oddity(at, other.code, candidate.code)) * other.rows;
  }
  return cost;
}

// How much rarer the shape of a value is than that of the one beside it, as a logarithm.
double GroupRespeller::Oddity(uint32_t at, uint32_t code, uint32_t beside) {
  const auto& shapes = ShapeShares(at);
  return std::log((shapes[code] + 0.002) / (shapes[beside] + 0.002));
}

// The values that most rows of a column have, at most 2000 of them, with two rows or more.
const std::vector<uint32_t>& GroupRespeller::FrequentValues(uint32_t at) {
  if (frequent_[at].empty()) {
    const EncodedColumn& column = sample_.columns[at];
    for (uint32_t code = 0; code < column.values.size(); ++code) {
      if (!column.blank[code] && column.counts[code] >= 2) frequent_[at].push_back(code);
    }
    auto& codes = frequent_[at];
    std::stable_sort(codes.begin(), codes.end(),
                     [&](uint32_t a, uint32_t b) { return column.counts[a] > column.counts[b]; });
    if (codes.size() > 2000) codes.resize(2000);
  }
  return frequent_[at];
}

const std::vector<uint64_t>& GroupRespeller::Letters(uint32_t at) {
  if (letters_[at].empty()) {
    for (const std::string_view value : sample_.columns[at].values)
      letters_[at].push_back(LettersOf(value.substr(0, kCompared)));
  }
  return letters_[at];
}

const std::vector<float>& GroupRespeller::ShapeShares(uint32_t at) {
  if (shapes_[at].empty()) shapes_[at] = ShapeSharesOf(sample_.columns[at]);
  return shapes_[at];
}

}  // namespace assay
