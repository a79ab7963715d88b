// Densities by bins of doubling width; a few rounds of expectation and maximisation.
#include "assay/profile/date_gaps.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace assay {
namespace {

constexpr size_t kLeastRows = 50, kMostRows = 8000;
constexpr int kRounds = 8;
constexpr double kFirstRate = 0.02;  // of rows with an exchanged date, before they are looked at

std::vector<DateGap> GapsOf(const DateColumn& first, const DateColumn& second) {
  std::vector<DateGap> gaps;
  const size_t rows = first.days.size(), stride = 1 + rows / kMostRows;
  for (size_t row = 0; row < rows; row += stride) {
    const auto &a = first.days[row], &b = second.days[row];
    if (!a || !b) continue;
    DateGap gap{*b - *a, {}};
    if (const auto& other = first.swapped_days[row]) gap.exchanged[0] = *b - *other;
    if (const auto& other = second.swapped_days[row]) gap.exchanged[1] = *other - *a;
    gaps.push_back(gap);
  }
  return gaps;
}

}  // namespace

size_t DateGaps::BinOf(int64_t days) {
  const size_t doublings =
      std::min<size_t>(kBins / 2, std::bit_width(static_cast<uint64_t>(std::abs(days))));
  return days < 0 ? kBins / 2 - doublings : kBins / 2 + doublings;
}

double DateGaps::WidthOf(size_t bin) {
  const auto doublings = std::abs(static_cast<int>(bin) - static_cast<int>(kBins / 2));
  return doublings == 0 ? 1 : std::ldexp(1.0, doublings - 1);
}

std::optional<DateGaps> DateGaps::Learn(const DateColumn& first, const DateColumn& second) {
  const std::vector<DateGap> gaps = GapsOf(first, second);
  if (gaps.size() < kLeastRows) return std::nullopt;
  DateGaps learned;
  const auto rows = static_cast<double>(gaps.size());
  for (const DateGap& gap : gaps) learned.per_day_[BinOf(gap.as_it_stands)] += 1;
  for (size_t bin = 0; bin < kBins; ++bin)
    learned.per_day_[bin] = (learned.per_day_[bin] + 0.5) / (rows * WidthOf(bin));
  learned.rates_ = {kFirstRate, kFirstRate};
  for (int round = 0; round < kRounds; ++round) {
    std::array<double, kBins> mass{};
    std::array<double, 2> exchanged{}, asked{1, 1};
    for (const DateGap& gap : gaps) {
      const std::array<double, 2> share = learned.Exchanged(gap);
      mass[BinOf(gap.as_it_stands)] += 1 - share[0] - share[1];
      for (size_t i = 0; i < 2; ++i) {
        if (!gap.exchanged[i]) continue;
        mass[BinOf(*gap.exchanged[i])] += share[i];
        exchanged[i] += share[i];
        ++asked[i];
      }
    }
    for (size_t bin = 0; bin < kBins; ++bin)
      learned.per_day_[bin] = (mass[bin] + 0.5) / (rows * WidthOf(bin));
    for (size_t i = 0; i < 2; ++i) learned.rates_[i] = exchanged[i] / asked[i];
  }
  return learned;
}

std::array<double, 2> DateGaps::Exchanged(const DateGap& gap) const {
  std::array<double, 2> likely{};
  for (size_t i = 0; i < 2; ++i) {
    if (gap.exchanged[i]) likely[i] = rates_[i] * Density(*gap.exchanged[i]);
  }
  const double all = likely[0] + likely[1] +
                     (1 - std::min(1.0, rates_[0] + rates_[1])) * Density(gap.as_it_stands);
  return {likely[0] / all, likely[1] / all};
}

}  // namespace assay
