// Sides that an order separates, against the share that it would separate by chance.
#include "assay/profile/lasting_change.h"

#include <algorithm>
#include <cmath>

#include "assay/profile/ordered_columns.h"

namespace assay {
namespace {

constexpr size_t kMostColumns = 8;
constexpr double kFew = 4;  // disagreements that show little
constexpr size_t kLeastRows = 3;

// The share of all ways to choose `k` of `n` places that are the first k or the last k.
double ByChance(size_t n, size_t k) {
  double ways = 1;
  for (size_t i = 0; i < k; ++i) ways *= static_cast<double>(n - i) / static_cast<double>(i + 1);
  return std::min(1.0, 2 / ways);
}

}  // namespace

LastingChange::LastingChange(const EncodedSample& sample) {
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    const EncodedColumn& column = sample.columns[c];
    const LineKind kind = LineKindOf(column);
    if (kind == LineKind::kNone || places_.size() == kMostColumns) continue;
    columns_.push_back(c);
    std::vector<double> of_code;
    for (const std::string_view value : column.values) of_code.push_back(PlaceOnLine(value, kind));
    std::vector<double>& places = places_.emplace_back();
    for (const uint32_t code : column.codes) places.push_back(of_code[code]);
  }
}

std::optional<bool> LastingChange::Lasts(const TwoSides& sides, int order) const {
  if (order < 0 || sides.rows.size() + sides.others.size() < kLeastRows) return std::nullopt;
  const std::vector<double>& places = places_[static_cast<size_t>(order)];
  double least[2], most[2];
  for (const size_t side : {0u, 1u}) {
    const auto& rows = side == 0 ? sides.rows : sides.others;
    least[side] = most[side] = places[rows[0]];
    for (const uint32_t row : rows) {
      if (std::isnan(places[row])) return std::nullopt;
      least[side] = std::min(least[side], places[row]);
      most[side] = std::max(most[side], places[row]);
    }
  }
  return most[0] < least[1] || most[1] < least[0];
}

double LastingChange::Learn(const std::vector<TwoSides>& sides, uint32_t about, int* order) const {
  double best = 0;
  *order = -1;
  for (size_t at = 0; at < places_.size(); ++at) {
    if (columns_[at] == about) continue;  // its own values always part its sides
    double kept = 0, expected = 0, told = 0;
    for (const TwoSides& two : sides) {
      const auto lasts = Lasts(two, static_cast<int>(at));
      if (!lasts) continue;
      ++told;
      kept += *lasts;
      expected += ByChance(two.rows.size() + two.others.size(),
                           std::min(two.rows.size(), two.others.size()));
    }
    const double excess = (kept - expected) / (told - expected + kFew);
    if (excess <= best) continue;
    best = excess;
    *order = static_cast<int>(at);
  }
  return best;
}

}  // namespace assay
