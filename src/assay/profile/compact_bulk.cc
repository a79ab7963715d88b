// One look over the distinct numbers for the bulk, one for what lies outside.
#include "assay/profile/compact_bulk.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

namespace assay {
namespace {

constexpr double kLeastRows = 50;
constexpr int kLeastDistinct = 3;
constexpr double kQuartilesOfNormal = 1.349;  // their distance in standard deviations
constexpr double kWidest = 5;
constexpr double kFarDeviations = 10;
constexpr double kOtherSize = 0.5;        // of the middle
constexpr double kMostFar = 0.01;         // of the rows, or one
constexpr double kMostClearlyFar = 0.02;  // of the rows, where each stands once, this far away:
constexpr double kClearlyFar = 3;
constexpr double kTail = 12;          // deviations from the middle to the end of a tail
constexpr double kMostOfTail = 0.02;  // of the rows
constexpr double kBesideTail = 3;     // widths of bulk and tail to the first far number

// Widens the bulk to the numbers of small tails, each step shorter than the bulk is wide.
NumberRange WithTails(NumberRange bulk, const SpreadContext& c, double deviation,
                      const std::vector<CountedNumber>& numbers) {
  NumberRange with = bulk;
  double rows = 0;
  const auto take = [&](const CountedNumber& n) {
    if (bulk.Outside(n.number) == 0) return true;
    if (with.Outside(n.number) >= 1 || std::abs(n.number - c.middle) > kTail * deviation)
      return false;
    with = {std::min(with.low, n.number), std::max(with.high, n.number)};
    rows += static_cast<double>(n.count);
    return true;
  };
  const auto above =
      std::lower_bound(numbers.begin(), numbers.end(), c.middle,
                       [](const CountedNumber& n, double number) { return n.number < number; });
  for (auto n = above; n != numbers.end() && take(*n);) ++n;
  for (auto n = above; n != numbers.begin() && take(*std::prev(n));) --n;
  return rows <= kMostOfTail * c.rows ? with : bulk;
}

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
  const NumberRange with = WithTails(bulk, c, deviation, spread.numbers());
  const double least_gap = with.low == bulk.low && with.high == bulk.high ? 1 : kBesideTail;
  bulk = with;
  double far = 0;
  bool clearly = true;
  for (const CountedNumber& n : spread.numbers()) {
    const double outside = bulk.Outside(n.number);
    if (outside == 0) continue;
    if (outside < least_gap) return std::nullopt;
    clearly &= outside >= kClearlyFar && n.count == 1;
    far += static_cast<double>(n.count);
  }
  if (far > std::max(1.0, (clearly ? kMostClearlyFar : kMostFar) * c.rows)) return std::nullopt;
  return CompactBulk{bulk, c.middle, deviation};
}

}  // namespace assay
