// Mean ranks of the breaking rows' values, in deviations from the middle.
#include "assay/profile/order_suspects.h"

#include <algorithm>
#include <cmath>

namespace assay {
namespace {

constexpr size_t kLeastBreaks = 4;
constexpr double kOff = 2.5;         // deviations of a mean rank that chance does not explain
constexpr double kFarMoreOff = 1.8;  // times the deviations of the other column

// How far the mean rank of `some` among `usual` (sorted) lies from the middle.
double Deviation(const std::vector<double>& usual, const std::vector<double>& some) {
  double ranks = 0;
  for (const double value : some) {
    const auto [from, to] = std::equal_range(usual.begin(), usual.end(), value);
    ranks += static_cast<double>((from - usual.begin()) + (to - usual.begin())) / 2 /
             static_cast<double>(usual.size());
  }
  const auto count = static_cast<double>(some.size());
  return std::abs(ranks / count - 0.5) * std::sqrt(12 * count);
}

struct Places {
  std::vector<double> usual, breaking;  // of rows that keep and break the order
};

OrderSuspect SuspectOf(const EncodedSample& sample, const OrderedPair& pair) {
  const EncodedColumn* columns[] = {&sample.columns[pair.low], &sample.columns[pair.high]};
  std::vector<double> of_code[2];
  for (const size_t side : {0U, 1U}) {
    for (const std::string_view value : columns[side]->values)
      of_code[side].push_back(PlaceOnLine(value, pair.kind));
  }
  Places places[2];
  for (uint32_t row = 0; row < sample.rows; ++row) {
    const double low = of_code[0][columns[0]->codes[row]];
    const double high = of_code[1][columns[1]->codes[row]];
    if (std::isnan(low) || std::isnan(high)) continue;
    for (const size_t side : {0U, 1U})
      (low > high ? places[side].breaking : places[side].usual).push_back(side == 0 ? low : high);
  }
  OrderSuspect suspect;
  const size_t breaks = places[0].breaking.size();
  size_t exchanges = 0;
  for (size_t i = 0; i < breaks; ++i) {
    const double apart = places[0].breaking[i] - places[1].breaking[i];
    exchanges += apart >= pair.usual_least && apart <= pair.usual_most;
  }
  suspect.exchanges = 2 * exchanges >= breaks;
  if (breaks < kLeastBreaks || places[0].usual.empty()) return suspect;
  double off[2];
  for (const size_t side : {0U, 1U}) {
    std::sort(places[side].usual.begin(), places[side].usual.end());
    off[side] = Deviation(places[side].usual, places[side].breaking);
  }
  for (const size_t side : {0U, 1U}) {
    if (off[side] >= kOff && off[side] >= kFarMoreOff * off[1 - side])
      suspect.column = side == 0 ? pair.low : pair.high;
  }
  return suspect;
}

}  // namespace

std::vector<OrderSuspect> FindOrderSuspects(const EncodedSample& sample,
                                            const std::vector<OrderedPair>& pairs) {
  std::vector<OrderSuspect> suspects;
  for (const OrderedPair& pair : pairs) suspects.push_back(SuspectOf(sample, pair));
  return suspects;
}

}  // namespace assay
