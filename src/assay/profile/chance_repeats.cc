// The probability that two drawn values are equal, estimated from a column's distinct values.
#include "assay/profile/chance_repeats.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "assay/base/ascii.h"

namespace assay {
namespace {

constexpr double kNumbers = 0.95;       // share of distinct values
constexpr size_t kParts = 32;           // of a distribution of numbers
constexpr size_t kLeastInPart = 8;      // numbers in a part
constexpr size_t kLeastForDigits = 50;  // numbers that last digits are counted in
constexpr double kMostExact = 1e15;     // whole numbers below are exact
constexpr size_t kMostDecimals = 30;

// Decimals in use, zeros at the end aside.
size_t DecimalsOf(std::string_view value, char mark) {
  const size_t point = value.rfind(mark);
  if (point == std::string_view::npos) return 0;
  const size_t last = value.find_last_not_of("0 ");
  return last == std::string_view::npos || last <= point ? 0
                                                         : std::min(kMostDecimals, last - point);
}

// How much more often the digits at a place are equal than those of evenly spread numbers.
double Heaping(const std::vector<double>& whole, double place) {
  std::array<double, 10> counts{};
  for (const double number : whole) {
    const auto digit =
        static_cast<size_t>(std::llabs(std::llround(number)) / std::llround(place) % 10);
    ++counts[digit];
  }
  double equal = 0;
  for (const double count : counts) equal += count * count;
  return 10 * equal / static_cast<double>(whole.size() * whole.size());
}

// Of numbers: in each part of the distribution the steps between its ends are equally likely.
double EqualNumbers(std::vector<double> numbers, size_t decimals) {
  std::sort(numbers.begin(), numbers.end());
  const double scale = std::pow(10.0, static_cast<double>(decimals));
  for (double& number : numbers) number *= scale;
  const size_t parts = std::clamp<size_t>(numbers.size() / kLeastInPart, 1, kParts);
  double equal = 0;
  for (size_t part = 0; part < parts; ++part) {
    const size_t from = part * numbers.size() / parts;
    const size_t to = std::min(numbers.size() - 1, (part + 1) * numbers.size() / parts);
    const double steps = std::max(1.0, numbers[to] - numbers[from] + 1);
    equal += 1 / (static_cast<double>(parts * parts) * steps);
  }
  const double most = std::max(std::abs(numbers.front()), std::abs(numbers.back()));
  if (numbers.size() < kLeastForDigits || most >= kMostExact) return equal;
  for (const double place : {1.0, 10.0}) {
    if (most > 100 * place) equal *= Heaping(numbers, place);
  }
  return equal;
}

// The value with each letter or digit as 'x'.
std::string LayoutOf(std::string_view value) {
  std::string layout(value);
  for (char& c : layout) {
    if (IsLetterOrDigit(c)) c = 'x';
  }
  return layout;
}

// Of texts of one layout: at each place the characters are drawn on their own. Equal pairs among
// the distinct values, so that few of them don't look alike by their number.
double EqualAtAllPlaces(const std::vector<std::string_view>& values) {
  const auto count = static_cast<double>(values.size());
  if (count < 2) return 0;
  double equal = 1;
  for (size_t place = 0; place < values[0].size(); ++place) {
    std::array<double, 256> counts{};
    for (const std::string_view value : values) ++counts[static_cast<uint8_t>(value[place])];
    double pairs = 0;
    for (const double c : counts) pairs += c * (c - 1);
    equal *= pairs / (count * (count - 1));
  }
  return equal;
}

double EqualTexts(const EncodedColumn& column) {
  std::map<std::string, std::vector<std::string_view>> layouts;
  double distinct = 0;
  for (size_t code = 0; code < column.values.size(); ++code) {
    if (column.blank[code]) continue;
    ++distinct;
    layouts[LayoutOf(column.values[code])].push_back(column.values[code]);
  }
  double equal = 0;
  for (const auto& [layout, values] : layouts) {
    const double share = static_cast<double>(values.size()) / distinct;
    equal += share * share * EqualAtAllPlaces(values);
  }
  return equal;
}

}  // namespace

double ExpectedRepeats(const EncodedColumn& column) {
  std::vector<double> numbers;
  size_t decimals = 0, distinct = 0;
  for (size_t code = 0; code < column.values.size(); ++code) {
    if (column.blank[code]) continue;
    ++distinct;
    if (std::isnan(column.numbers[code])) continue;
    numbers.push_back(column.numbers[code]);
    decimals = std::max(decimals, DecimalsOf(column.values[code], column.decimal_mark));
  }
  if (distinct == 0) return 0;
  const double rows = column.filled, pairs = rows * (rows - 1) / 2;
  const bool numeric =
      static_cast<double>(numbers.size()) >= kNumbers * static_cast<double>(distinct);
  return pairs * (numeric ? EqualNumbers(std::move(numbers), decimals) : EqualTexts(column));
}

double RepeatedPairs(const EncodedColumn& column) {
  double pairs = 0;
  for (size_t code = 0; code < column.values.size(); ++code) {
    const double count = column.counts[code];
    if (!column.blank[code]) pairs += count * (count - 1) / 2;
  }
  return pairs;
}

}  // namespace assay
