// Robust scores by quartiles, one scale for each side.
#include "assay/profile/number_spread.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>

#include "assay/profile/decimal_mark.h"

namespace assay {
namespace {

constexpr double kQuartileOfNormal = 0.6745;
constexpr double kNarrowestSide = 0.3;  // a side is at least so wide as a part of both sides' mean
constexpr double kFarthestBeyond = 1000;
constexpr double kFar = 4, kMiddling = 2.5;
constexpr double kMoveRows = 4, kMoveShare = 0.002;  // of the table's, for each move
constexpr double kRarer = 0.8;                       // the second move, against the first
constexpr double kOnlyMove = 20;                     // rows of a move without a second
constexpr double kMoveSteps = 2.1;                   // of the last decimal, from move to move

// The score of `number` by the quartiles on some scale.
double SideScore(double number, double low, double middle, double high) {
  const double below = (middle - low) / kQuartileOfNormal,
               above = (high - middle) / kQuartileOfNormal;
  const double away = number - middle;
  const double scale = std::max(away >= 0 ? above : below, kNarrowestSide * (below + above) / 2);
  if (away == 0) return 0;
  return scale > 0 ? std::clamp(away / scale, -kFarthestDistance, kFarthestDistance)
                   : std::copysign(kFarthestDistance, away);
}

// How far `number` lies behind `edge`, in widths from `middle` to `edge`.
double BeyondEdge(double number, double middle, double edge) {
  const double width = std::abs(edge - middle);
  const double excess = std::abs(number - middle) - width;
  if (excess <= 0) return 0;
  return width > 0 ? std::min(excess / width, kFarthestBeyond) : kFarthestDistance;
}

}  // namespace

NumberSpread::NumberSpread(std::vector<CountedNumber> numbers) : numbers_(std::move(numbers)) {
  if (numbers_.empty()) return;
  std::vector<double> by_decimals;
  for (const CountedNumber& n : numbers_) {
    context_.rows += static_cast<double>(n.count);
    if (by_decimals.size() <= n.decimals) by_decimals.resize(n.decimals + 1);
    by_decimals[n.decimals] += static_cast<double>(n.count);
  }
  decimals_share_.resize(by_decimals.size());
  double seen = 0;
  for (size_t i = by_decimals.size(); i-- > 0;) {
    seen += by_decimals[i];
    decimals_share_[i] = seen / context_.rows;
  }
  context_.distinct = static_cast<double>(numbers_.size());
  context_.low = Quantile(0.25);
  context_.middle = Quantile(0.5);
  context_.high = Quantile(0.75);
  context_.tenth = Quantile(0.1);
  context_.ninetieth = Quantile(0.9);
  const double width =
      std::max(context_.high - context_.low, 1e-12 * std::max(1.0, std::abs(context_.middle)));
  context_.tails = std::log(std::clamp((context_.ninetieth - context_.tenth) / width, 1.2, 50.0));
  positive_ = numbers_.front().number > 0;
  if (positive_)
    logarithms_ = {std::log(context_.low), std::log(context_.middle), std::log(context_.high)};
  double up = 0, down = 0;
  for (const CountedNumber& n : numbers_) {
    const double score = Score(n.number);
    const auto count = static_cast<double>(n.count);
    if (score > kFar) up += count;
    if (score < -kFar) down += count;
    if (std::abs(score) > kMiddling && std::abs(score) <= kFar) context_.middling += count;
  }
  context_.far = up + down;
  context_.far_smaller_side = std::min(up, down);
  DescribeConstant();
}

// Walks from the constant to the last number that is a move, in one direction. Moves become rarer,
// the larger they are; mistakes do not.
template <typename Iterator>
double LastMove(Iterator constant, Iterator end, double step, double least) {
  double last = constant->number;
  std::vector<double> counts;
  for (auto n = std::next(constant); n != end; ++n) {
    const auto count = static_cast<double>(n->count);
    if (count < least || std::abs(n->number - last) > step) break;
    if (counts.size() == 1 && count > kRarer * counts[0]) return constant->number;
    counts.push_back(count);
    last = n->number;
  }
  return counts.size() == 1 && counts[0] < kOnlyMove ? constant->number : last;
}

void NumberSpread::DescribeMoves(std::vector<CountedNumber>::const_iterator constant) {
  const double least = std::max(kMoveRows, kMoveShare * context_.rows);
  uint32_t decimals = 0;
  for (const CountedNumber& n : numbers_) {
    if (static_cast<double>(n.count) >= least) decimals = std::max(decimals, n.decimals);
  }
  const double step = kMoveSteps * std::pow(10.0, -static_cast<double>(decimals));
  context_.moves_high = LastMove(constant, numbers_.cend(), step, least);
  context_.moves_low =
      LastMove(std::make_reverse_iterator(std::next(constant)), numbers_.crend(), step, least);
}

void NumberSpread::DescribeConstant() {
  const auto most = std::max_element(
      numbers_.begin(), numbers_.end(),
      [](const CountedNumber& a, const CountedNumber& b) { return a.count < b.count; });
  context_.constant_number = most->number;
  context_.constant_is_zero = most->number == 0;
  context_.constant = static_cast<double>(most->count) / context_.rows;
  DescribeMoves(most);
  const double others = context_.rows - static_cast<double>(most->count);
  if (others == 0) return;
  double above = 0;
  for (auto n = most + 1; n != numbers_.end(); ++n) above += static_cast<double>(n->count);
  context_.others_distinct = (context_.distinct - 1) / others;
  context_.others_smaller_side = std::min(above, others - above) / others;
}

double NumberSpread::Quantile(double share) const {
  const double rank = std::floor((context_.rows - 1) * share);
  double seen = 0;
  for (const CountedNumber& n : numbers_) {
    seen += static_cast<double>(n.count);
    if (seen > rank) return n.number;
  }
  return numbers_.back().number;
}

double NumberSpread::Score(double number) const {
  const SpreadContext& c = context_;
  const double plain = SideScore(number, c.low, c.middle, c.high);
  if (!positive_ || number <= 0) return plain;
  const double logarithmic =
      SideScore(std::log(number), logarithms_[0], logarithms_[1], logarithms_[2]);
  return std::abs(plain) < std::abs(logarithmic) ? plain : logarithmic;
}

double NumberSpread::Beyond(double number) const {
  const SpreadContext& c = context_;
  const double edge = number >= c.middle ? c.ninetieth : c.tenth;
  const double plain = BeyondEdge(number, c.middle, edge);
  if (!positive_ || number <= 0) return plain;
  return std::min(plain, BeyondEdge(std::log(number), std::log(c.middle), std::log(edge)));
}

// The score is the nearer one of two scales: mostly the first is enough, and takes no logarithm.
bool NumberSpread::IsNear(double number, double distance) const {
  const SpreadContext& c = context_;
  return std::abs(SideScore(number, c.low, c.middle, c.high)) < distance ||
         std::abs(Score(number)) < distance;
}

NumberOddity NumberSpread::OddityOf(double number, uint32_t decimals) const {
  const SpreadContext& c = context_;
  NumberOddity odd;
  odd.distance = std::abs(Score(number));
  odd.beyond = Beyond(number);
  const auto at = std::lower_bound(numbers_.begin(), numbers_.end(), number,
                                   [](const CountedNumber& n, double v) { return n.number < v; });
  double gap = 0;
  if (number >= c.middle) {
    if (at != numbers_.begin()) gap = number - (at - 1)->number;
  } else {
    const auto next = at != numbers_.end() && at->number == number ? at + 1 : at;
    if (next != numbers_.end()) gap = next->number - number;
  }
  odd.gap = gap / std::max(c.high - c.low, 1e-12 * std::max(1.0, std::abs(c.middle)));
  const double share = decimals < decimals_share_.size() ? decimals_share_[decimals] : 0;
  odd.precision = -std::log(std::max(share, 1 / c.rows));
  odd.off_constant = c.IsNearlyConstant() && !c.IsMove(number);
  return odd;
}

uint32_t DecimalsOf(std::string_view text, char decimal_mark) {
  const size_t point = text.find(decimal_mark);
  if (point == std::string_view::npos || text.find_first_of("eE") != std::string_view::npos)
    return 0;
  return static_cast<uint32_t>(text.find_last_not_of(' ') - point);
}

std::vector<CountedNumber> NumbersOf(const ColumnProfile& column, const RowSample& sample) {
  std::vector<CountedNumber> numbers;
  const auto add = [&](std::string_view text, uint64_t count) {
    const double number = ReadNumber(text, column.decimal_mark);
    if (!std::isnan(number))
      numbers.push_back({number, count, DecimalsOf(text, column.decimal_mark)});
  };
  if (column.values_exact) {
    for (const Counted& value : column.values) add(value.text, value.count);
  } else if (column.index < sample.columns.size()) {
    for (const std::string& cell : sample.columns[column.index]) add(cell, 1);
  }
  std::sort(numbers.begin(), numbers.end(), [](const CountedNumber& a, const CountedNumber& b) {
    return a.number != b.number ? a.number < b.number : a.decimals < b.decimals;
  });
  size_t kept = 0;
  for (size_t i = 0; i < numbers.size(); ++i) {
    if (kept > 0 && numbers[kept - 1].number == numbers[i].number) {
      numbers[kept - 1].count += numbers[i].count;  // 7 and 7.0
    } else {
      numbers[kept++] = numbers[i];
    }
  }
  numbers.resize(kept);
  return numbers;
}

}  // namespace assay
