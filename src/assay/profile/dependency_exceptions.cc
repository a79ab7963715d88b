// One look over the rows of groups that hold several values.
#include "assay/profile/dependency_exceptions.h"

#include <unordered_map>

#include "assay/profile/spelling_distance.h"

namespace assay {
namespace {

constexpr uint32_t kLeastTotal = 3;    // rows of a group that has a usual value
constexpr uint32_t kLeastGroups = 10;  // in which an exceptional value stands
constexpr double kMostRows = 3;        // of it a group, on average
constexpr double kMostUsual = 0.05;    // of the groups that have it: where it is the usual one

// Where a value stands.
struct Standing {
  uint32_t groups = 0, usual = 0, rows = 0, near = 0;
  uint32_t last_group = ValueIndex::kNone;
};

bool IsExceptional(const Standing& standing) {
  return standing.groups >= kLeastGroups &&
         standing.usual <= kMostUsual * (standing.groups + standing.usual) &&
         standing.rows <= kMostRows * standing.groups && 2 * standing.near < standing.groups;
}

}  // namespace

ValueIndex ExceptionalValues(const DeterminantGroups& grouping,
                             const std::vector<DependencyGroup>& by_group,
                             const EncodedColumn& column) {
  std::unordered_map<uint32_t, Standing> standings;
  for (uint32_t group = 0; group < grouping.skip.size(); ++group) {
    const DependencyGroup& g = by_group[group];
    if (grouping.skip[group] || g.total < kLeastTotal || g.top_count == g.total) continue;
    for (uint32_t i = grouping.rows.start[group]; i < grouping.rows.start[group + 1]; ++i) {
      const uint32_t code = column.codes[grouping.rows.order[i]];
      if (column.blank[code] || code == g.top) continue;
      Standing& standing = standings[code];
      ++standing.rows;
      if (standing.last_group == group) continue;
      standing.last_group = group;
      ++standing.groups;
      standing.near += IsNearSpelling(column.values[g.top], column.values[code]);
    }
  }
  std::erase_if(standings, [](const auto& entry) { return entry.second.groups < kLeastGroups; });
  ValueIndex exceptional;
  if (standings.empty()) return exceptional;
  for (const DependencyGroup& g : by_group) {
    const auto at = g.top_count < 2 ? standings.end() : standings.find(g.top);
    if (at != standings.end()) ++at->second.usual;
  }
  for (const auto& [code, standing] : standings) {
    if (IsExceptional(standing)) exceptional.Insert(code);
  }
  return exceptional;
}

}  // namespace assay
