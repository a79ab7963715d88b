// Rates are medians of quotients; large numbers tell them more exactly.
#include "assay/profile/rate_relations.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "assay/profile/median.h"

namespace assay {
namespace {

constexpr uint32_t kMostKinds = 12;
constexpr size_t kLeastRows = 20;     // of a kind that counts
constexpr double kLeastShare = 0.98;  // of the rows keep it
constexpr double kStep = 0.0005;      // rates are multiples of it
constexpr double kOffStep = 0.1;      // of it, by which the quotients may be off

bool IsKinds(const EncodedColumn& column) {
  return column.filled >= 2 * kLeastRows && column.filled_distinct >= 2 &&
         column.filled_distinct <= kMostKinds;
}

using Numbers = std::pair<double, double>;  // a, c

// The rate of a kind, unless it is none that people write.
std::optional<double> RateOf(std::vector<Numbers> rows) {
  if (rows.size() < kLeastRows) return std::nullopt;
  std::sort(rows.begin(), rows.end(), [](const Numbers& x, const Numbers& y) {
    return std::abs(x.first) > std::abs(y.first);
  });
  rows.resize(rows.size() / 2);
  std::vector<double> quotients;
  for (const auto& [a, c] : rows) quotients.push_back(c / a);
  const double middle = Median(std::move(quotients));
  const double rate = std::round(middle / kStep) * kStep;
  if (std::abs(rate - middle) > kOffStep * kStep) return std::nullopt;
  return rate;
}

std::optional<RateRelation> TryKinds(const EncodedSample& sample, const NumberPair& pair,
                                     uint32_t kind) {
  const EncodedColumn &a = sample.columns[pair.a], &c = sample.columns[pair.c];
  const EncodedColumn& kinds = sample.columns[kind];
  std::vector<std::vector<Numbers>> of_kind(kinds.values.size());
  for (uint32_t row = 0; row < sample.rows; ++row) {
    const double x = a.numbers[a.codes[row]], z = c.numbers[c.codes[row]];
    const uint32_t code = kinds.codes[row];
    if (!std::isnan(x) && !std::isnan(z) && x != 0 && !kinds.blank[code])
      of_kind[code].emplace_back(x, z);
  }
  RateRelation found{pair.a, kind, pair.c, pair.unit_a, pair.unit_c, {}};
  double rows = 0, kept = 0, low = 0, high = 0;
  for (size_t code = 0; code < of_kind.size(); ++code) {
    rows += static_cast<double>(of_kind[code].size());
    const auto rate = RateOf(of_kind[code]);
    if (!rate) continue;
    low = found.rates.empty() ? *rate : std::min(low, *rate);
    high = found.rates.empty() ? *rate : std::max(high, *rate);
    found.rates[EncodedHash(kinds.values[code])] = *rate;
    for (const auto& [x, z] : of_kind[code]) kept += found.Keeps(x, *rate, z);
  }
  if (kept < kLeastShare * rows || low == high) return std::nullopt;
  return found;
}

}  // namespace

bool RateRelation::Keeps(double a_value, double rate, double c_value) const {
  return std::abs(c_value - rate * a_value) <= 0.51 * (unit_c + std::abs(rate) * unit_a);
}

std::vector<RateRelation> FindRateRelations(const EncodedSample& sample,
                                            const std::vector<NumberPair>& pairs) {
  std::vector<RateRelation> found;
  for (const NumberPair& pair : pairs) {
    for (uint32_t kind = 0; kind < sample.columns.size(); ++kind) {
      if (kind == pair.a || kind == pair.c || !IsKinds(sample.columns[kind])) continue;
      auto relation = TryKinds(sample, pair, kind);
      if (!relation) continue;
      found.push_back(std::move(*relation));
      break;
    }
  }
  return found;
}

}  // namespace assay
