// One look over the distinct numbers for the bulk, one for what lies outside.
#include "assay/profile/compact_bulk.h"

#include <algorithm>
#include <cmath>

namespace assay {
namespace {

constexpr double kLeastRows = 50;
constexpr int kLeastDistinct = 3;
constexpr double kQuartilesOfNormal = 1.349;  // their distance in standard deviations
constexpr double kWidest = 5;
constexpr double kFarDeviations = 10;
constexpr double kOtherSize = 0.5;  // of the middle
constexpr double kMostFar = 0.005;  // of the rows, or one

}  // namespace

bool CompactBulk::IsFar(double number) const {
  const double away = std::abs(number - middle);
  return range.Outside(number) >= 1 && away >= kFarDeviations * deviation &&
         away >= kOtherSize * std::abs(middle);
}

std::optional<CompactBulk> CompactBulkOf(const NumberSpread& spread) {
  const SpreadContext& c = spread.context();
  const double deviation = (c.high - c.low) / kQuartilesOfNormal;
  if (c.rows < kLeastRows || deviation <= 0) return std::nullopt;
  NumberRange bulk{c.middle, c.middle};
  int distinct = 0;
  for (const CountedNumber& n : spread.numbers()) {
    if (std::abs(n.number - c.middle) > kWidest * deviation) continue;
    bulk = {std::min(bulk.low, n.number), std::max(bulk.high, n.number)};
    ++distinct;
  }
  if (distinct < kLeastDistinct) return std::nullopt;
  double far = 0;
  for (const CountedNumber& n : spread.numbers()) {
    const double outside = bulk.Outside(n.number);
    if (outside == 0) continue;
    if (outside < 1) return std::nullopt;
    far += static_cast<double>(n.count);
  }
  if (far > std::max(1.0, kMostFar * c.rows)) return std::nullopt;
  return CompactBulk{bulk, c.middle, deviation};
}

}  // namespace assay
