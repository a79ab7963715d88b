// Counts of each thing's claims.
#include <algorithm>
#include <unordered_map>
#include <vector>

#include "assay/profile/claim_agreement_internal.h"

namespace assay {

double Agreement(const RowGroups& groups, const EncodedColumn& column, const ClaimColumn& read) {
  std::vector<uint32_t> count(read.hashes.size());
  double agreed = 0, judged = 0;
  for (size_t g = 0; g + 1 < groups.start.size(); ++g) {
    uint32_t most = 0, second = 0, total = 0;
    for (uint32_t i = groups.start[g]; i < groups.start[g + 1]; ++i) {
      const uint32_t code = column.codes[groups.order[i]];
      if (column.blank[code]) continue;
      ++count[read.claims[code]];
      ++total;
    }
    for (uint32_t i = groups.start[g]; i < groups.start[g + 1]; ++i) {
      uint32_t& c = count[read.claims[column.codes[groups.order[i]]]];
      if (c > most) {
        second = most;
        most = c;
      } else {
        second = std::max(second, c);
      }
      c = 0;
    }
    if (total < 2) continue;
    judged += total;
    if (most > second + 1 || second == 0) agreed += most;
  }
  return judged < 0.5 * column.codes.size() ? 0 : agreed / judged;
}

double BeyondChance(const EncodedColumn& column, double agreement) {
  const double base = static_cast<double>(column.top_count) / std::max(1u, column.filled);
  return 1 - (1 - agreement) / (1 - base + 1e-9);
}

double InCompany(const RowGroups& groups, const EncodedColumn& column, const ClaimColumn& read) {
  std::unordered_map<uint32_t, double> counts;
  double odd = 0, company = 0;
  for (size_t g = 0; g + 1 < groups.start.size(); ++g) {
    counts.clear();
    for (uint32_t i = groups.start[g]; i < groups.start[g + 1]; ++i) {
      const uint32_t code = column.codes[groups.order[i]];
      if (!column.blank[code]) ++counts[read.claims[code]];
    }
    double most = 0, shared = 0, all = 0;
    for (const auto& [claim, count] : counts) {
      most = std::max(most, count);
      all += count;
      if (count > 1) shared += count;
    }
    odd += all - most;
    company += std::max(0.0, shared - most);
  }
  return odd > 0 ? company / odd : 0;
}

bool ChangesForGood(const RowGroups& groups, const EncodedColumn& column,
                    const EncodedColumn& source) {
  constexpr double kMostChanges = 0.5;  // for each row that is not as most are
  double changes = 0, odd = 0;
  std::vector<uint32_t> rows;
  std::unordered_map<uint32_t, uint32_t> counts;
  for (size_t g = 0; g + 1 < groups.start.size(); ++g) {
    rows.assign(groups.order.begin() + groups.start[g], groups.order.begin() + groups.start[g + 1]);
    std::erase_if(rows, [&](uint32_t row) { return column.blank[column.codes[row]]; });
    std::stable_sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) {
      return source.values[source.codes[a]] < source.values[source.codes[b]];
    });
    counts.clear();
    uint32_t most = 0;
    for (size_t i = 0; i < rows.size(); ++i) {
      most = std::max(most, ++counts[column.codes[rows[i]]]);
      changes += i > 0 && column.codes[rows[i]] != column.codes[rows[i - 1]];
    }
    odd += static_cast<double>(rows.size()) - most;
  }
  return odd > 0 && changes <= kMostChanges * odd;
}

}  // namespace assay
