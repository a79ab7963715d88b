// Two percentiles give the fall of the tail.
#include "assay/profile/tail_limit.h"

#include <algorithm>
#include <cmath>

namespace assay {
namespace {

constexpr double kFirst = 0.9, kSecond = 0.98;
constexpr double kExpected = 0.03;  // values beyond the limit
constexpr double kLeastMedians = 4;

double QuantileOf(std::vector<double>* values, double q) {
  const auto at =
      values->begin() + static_cast<std::ptrdiff_t>(q * static_cast<double>(values->size() - 1));
  std::nth_element(values->begin(), at, values->end());
  return *at;
}

}  // namespace

TailLimit TailLimitOf(std::vector<double>* distances) {
  const double first = QuantileOf(distances, kFirst), second = QuantileOf(distances, kSecond);
  const double least = kLeastMedians * QuantileOf(distances, 0.5);
  const double fall = std::log((1 - kFirst) / (1 - kSecond));
  const double rest =
      std::log((1 - kSecond) * static_cast<double>(distances->size()) / kExpected) / fall;
  TailLimit limit;
  limit.soft = std::max(least, second + (second - first) * std::max(0.0, rest));
  const double ratio = first > 0 ? second / first : 1;
  limit.hard = std::max(limit.soft, second * std::pow(ratio, std::max(0.0, rest)));
  return limit;
}

}  // namespace assay
