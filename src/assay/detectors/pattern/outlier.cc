// outlier: a number far from all others of its column, or one that breaks a constant.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/number_spread.h"

namespace assay {
namespace {

constexpr double kLeastRows = 7;
constexpr double kNumericColumn = 0.8;
constexpr double kLeastDistance = 2.5;  // robust standard deviations; nearer numbers are never odd
constexpr double kSmallSample = 2;      // by how much more, over the root of the rows
constexpr double kLeastProbability = 0.3;
constexpr double kMostProbability = 0.98;
constexpr double kOneWidth = 0.97;  // share of the rows whose whole numbers have as many digits
constexpr size_t kLeastDigits = 3;
constexpr double kNarrow = 1.5;         // between the last and the first of 16 parts of the numbers
constexpr double kOtherWidth = 0.8;     // probability of a number that is shorter or longer
constexpr double kMostOneSided = 0.88;  // numbers that stray to one side only may be a legal tail
constexpr size_t kLeastBlock = 6;       // different numbers of a block
constexpr double kBlockWidth = 0.01;    // of the gap between the block and the others
constexpr double kConstant = 0.8;       // share of the rows; numbers beside less are hardly rare

// Fitted to public tables with and without wrong numbers; see docs/guide/patterns.md.
double FarProbability(const SpreadContext& c, const NumberOddity& odd, double count, bool integer) {
  const double distance = std::log1p(odd.distance), capped = std::min(distance, 3.0);
  const double beyond = std::log1p(odd.beyond);
  const double gap = std::log(1e-3 + std::min(1e3, odd.gap)), raised = std::max(gap, -3.0);
  const double distinct = c.distinct / c.rows;
  double sum =
      -1.359 - 0.127 * distance + 0.131 * capped * capped + 0.723 * gap - 0.519 * raised * capped;
  sum += -0.48 * c.tails + 1.098 * beyond - 0.094 * c.tails * beyond - 0.401 * beyond * distinct +
         0.673 * raised * distinct;
  sum += -0.108 * std::log((c.far + 1) / c.rows) +
         5.116 * (c.far > 0 ? c.far_smaller_side / c.far : 0) +
         0.078 * std::log((c.middling + 1) / (c.far + 1));
  sum += -0.822 * std::log(c.rows) - 2.065 * std::log(count) + 1.106 * integer + 2.448 * distinct +
         1.788 * odd.precision;
  return 1 / (1 + std::exp(-sum));
}

double OffConstantProbability(const SpreadContext& c, const NumberOddity& odd, double count) {
  const double gap = std::clamp(std::log(1e-3 + std::min(1e3, odd.gap)), -7.0, 2.0);
  const double sum = -1.359 - 1.112 + 0.313 * c.others_distinct + 6.052 * c.others_smaller_side +
                     0.968 * std::log(c.constant / (1 - c.constant + 0.5 / c.rows)) -
                     6.988 * c.constant_is_zero + 0.318 * std::log(c.rows) -
                     0.321 * std::log(count) - 0.68 * odd.precision + 0.202 * gap;
  return 1 / (1 + std::exp(-sum));
}

size_t DigitsOf(std::string_view value) {
  const bool whole = value.find_first_not_of("0123456789") == std::string_view::npos;
  return whole ? value.size() : 0;
}

// How many digits all numbers of a narrow column have (years, codes of a region); 0: no such
// column. There a number of another width is wrong however often it stands.
size_t CommonDigits(const ColumnProfile& column) {
  const size_t rim = column.quantiles.size() / 16;
  if (!column.values_exact || rim == 0) return 0;
  const double low = column.quantiles[rim],
               high = column.quantiles[column.quantiles.size() - 1 - rim];
  if (low <= 0 || high > kNarrow * low) return 0;
  const size_t digits = column.values.empty() ? 0 : DigitsOf(column.values.front().text);
  double same = 0;
  for (const Counted& value : column.values) {
    if (DigitsOf(value.text) == digits) same += static_cast<double>(value.count);
  }
  const bool common = same >= kOneWidth * static_cast<double>(column.rows - column.empty);
  return digits >= kLeastDigits && common ? digits : 0;
}

// Item numbers come in blocks: [first, second] holds many different whole numbers close to one
// another and far from all others. Two of an empty block are equal.
std::pair<double, double> FarBlock(const std::vector<CountedNumber>& numbers) {
  for (const bool above : {true, false}) {
    size_t widest = 0;  // the gap behind this number
    const size_t from = above ? numbers.size() / 2 : 0,
                 to = above ? numbers.size() : numbers.size() / 2;
    for (size_t i = from; i + 1 < to; ++i) {
      const auto gap = [&](size_t k) { return numbers[k + 1].number - numbers[k].number; };
      if (widest == 0 || gap(i) > gap(widest)) widest = i;
    }
    const size_t first = above ? widest + 1 : 0, last = above ? numbers.size() - 1 : widest;
    if (last < first + kLeastBlock || first >= numbers.size()) continue;
    const double width = numbers[last].number - numbers[first].number;
    const double gap = numbers[widest + 1].number - numbers[widest].number;
    const bool whole = std::all_of(numbers.begin() + static_cast<std::ptrdiff_t>(first),
                                   numbers.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                                   [](const auto& n) { return n.number == std::floor(n.number); });
    if (whole && width < kBlockWidth * gap) return {numbers[first].number, numbers[last].number};
  }
  return {0, 0};
}

// The constant as most of its rows spell it: "1.0" is to be repaired to, where that is the usual 1.
std::string SpellingOf(double number, const ColumnProfile& column) {
  const Counted* usual = nullptr;
  for (const Counted& value : column.values) {
    if (ReadNumber(value.text) != number) continue;
    if (usual == nullptr || value.count > usual->count) usual = &value;
  }
  return usual != nullptr ? std::string(usual->text) : fmt::format("{}", number);
}

class OutlierDetector final : public ValueDetector {
 public:
  OutlierDetector(NumberSpread spread, std::pair<double, double> block, const ColumnProfile& column)
      : spread_(std::move(spread)),
        block_(block),
        column_(&column),
        digits_(CommonDigits(column)),
        constant_(SpellingOf(spread_.context().constant_number, column)),
        least_distance_(kLeastDistance + kSmallSample / std::sqrt(spread_.context().rows)) {}

  bool Flags(std::string_view value) const override {
    return Probability(value) >= kLeastProbability;
  }

  Evidence Explain(std::string_view value) const override {
    const SpreadContext& c = spread_.context();
    const double number = ReadNumber(value);
    const NumberOddity odd = spread_.OddityOf(number, DecimalsOf(value));
    Evidence e = MakeEvidence(Code::kOutlier, std::min(Probability(value), Limit(odd)), "");
    if (odd.off_constant) {
      e.expected = constant_;
      e.message =
          fmt::format("{:.1f} % of the column's numbers are {}; this is one of the few others.",
                      100 * c.constant, constant_);
      Suggest(e.expected, &e);
    } else {
      e.expected = fmt::format("about {:.6g} to {:.6g}", c.low, c.high);
      e.message = fmt::format(
          "It lies {:.1f} standard deviations from the middle, {:.6g}, of a column whose "
          "middle half reaches from {:.6g} to {:.6g}.",
          odd.distance, c.middle, c.low, c.high);
    }
    return e;
  }

 private:
  double Limit(const NumberOddity& odd) const {
    const SpreadContext& c = spread_.context();
    const bool both = odd.off_constant ? c.others_smaller_side >= 0.1 && c.constant >= kConstant
                                       : c.far_smaller_side > 0;
    return both ? kMostProbability : kMostOneSided;
  }

  double Probability(std::string_view value) const {
    const double number = ReadNumber(value);
    if (std::isnan(number)) return 0;
    const bool near = spread_.DistanceOf(number) < least_distance_;
    if (near && !spread_.context().IsNearlyConstant()) return 0;
    const NumberOddity odd = spread_.OddityOf(number, DecimalsOf(value));
    const double count = std::max<double>(1, static_cast<double>(column_->CountOf(value)));
    if (odd.off_constant) {
      // A second constant is no mistake: mistakes differ from each other.
      const SpreadContext& c = spread_.context();
      const double others = c.rows * (1 - c.constant);
      const bool repeated = count > std::max(4.0, 0.2 * others) && c.others_smaller_side < 0.2;
      return (repeated ? 0.5 : 1) * OffConstantProbability(c, odd, count);
    }
    if (near || (number >= block_.first && number <= block_.second && block_.first < block_.second))
      return 0;
    const size_t digits = DigitsOf(value);
    const double width = digits_ > 0 && digits > 0 && digits != digits_ ? kOtherWidth : 0;
    return std::max(width,
                    FarProbability(spread_.context(), odd, count, number == std::floor(number)));
  }

  NumberSpread spread_;
  std::pair<double, double> block_;  // of identifiers
  const ColumnProfile* column_;
  size_t digits_;  // that nearly all numbers have; 0: no such number
  std::string constant_;
  double least_distance_;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  const ColumnProfile& column = *context.profile;
  *skip_reason = "fewer than four fifths of the values are numbers, or there are too few";
  if (static_cast<double>(column.numeric) <
      kNumericColumn * static_cast<double>(column.rows - column.empty)) {
    return std::unique_ptr<ValueDetector>();
  }
  std::vector<CountedNumber> numbers = NumbersOf(column, context.table->sample);
  const std::pair<double, double> block =
      numbers.size() < 2 ? std::pair(0.0, 0.0) : FarBlock(numbers);
  NumberSpread spread(std::move(numbers));
  if (spread.context().rows < kLeastRows) return std::unique_ptr<ValueDetector>();
  *skip_reason = "the column holds one number only";
  if (spread.context().distinct < 2) return std::unique_ptr<ValueDetector>();
  return std::unique_ptr<ValueDetector>(
      std::make_unique<OutlierDetector>(std::move(spread), block, column));
}

constexpr Code kEmitted[] = {Code::kOutlier};

constexpr Example kExamples[] = {
    {"a latitude with a misplaced point", "",
     "latitude\n52.51\n52.52\n52.49\n52.53\n52.50\n52.48\n525.1\n52.47\n52.52\n52.51\n52.49\n52."
     "50\n52.53\n"
     "52.46\n5.25\n52.51\n52.48\n52.50\n52.52\n52.49\n52.51\n52.47\n52.53\n52.50\n",
     "6:0 14:0"},
    {"years with a digit missing, some of them often", "",
     "year\n1984\n1983\n1991\n1984\n1990\n1989\n1985\n1988\n1995\n1984\n1994\n1979\n1986\n1978\n198"
     "2\n1993\n"
     "1996\n1977\n1975\n1992\n976\n1981\n1997\n1985\n1987\n1998\n1983\n1984\n1986\n1990\n1991\n1992"
     "\n1985\n"
     "1983\n1984\n1985\n1987\n1989\n1990\n1993\n1994\n1995\n1996\n1978\n1979\n1980\n1982\n1983\n198"
     "6\n1987\n"
     "1984\n1983\n1991\n1984\n1990\n1989\n1985\n1988\n1995\n1984\n1994\n1979\n1986\n1978\n1982\n199"
     "3\n976\n",
     "20:0 66:0"},
    {"incomes, which are skewed", "",
     "income\n1800\n2100\n2500\n3100\n2700\n1900\n2300\n4200\n5800\n2600\n9900\n3600\n2000\n2200\n"
     "2800\n3300\n2400\n1700\n4700\n7200\n3900\n2900\n2150\n1600\n6400\n3450\n5100\n2050\n2750\n830"
     "0\n",
     ""},
    {"item numbers in two blocks", "",
     "item\n100000\n100003\n100006\n100009\n100012\n9100015\n100018\n100021\n100024\n100027\n100030"
     "\n100033\n100036\n100039\n100042\n100045\n9100048\n100051\n100054\n100057\n100060\n100063\n10"
     "0066\n100069\n100072\n100075\n100078\n9100081\n100084\n100087\n100090\n100093\n100096\n100099"
     "\n100102\n100105\n100108\n100111\n9100114\n100117\n100120\n100123\n100126\n100129\n100132\n10"
     "0135\n100138\n100141\n100144\n9100147\n100150\n100153\n100156\n100159\n100162\n100165\n100168"
     "\n100171\n100174\n100177\n9100180\n100183\n100186\n100189\n100192\n100195\n100198\n100201\n10"
     "0204\n100207\n100210\n9100213\n100216\n100219\n100222\n100225\n100228\n100231\n100234\n100237"
     "\n100240\n100243\n9100246\n100249\n100252\n100255\n100258\n100261\n100264\n100267\n",
     ""},
    {"one of few beside a constant", "",
     "rate\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n0."
     "3719\n1."
     "0\n1.0\n1.0\n1.0\n2.8264\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n1.0\n",
     "16:0 21:0"},
    {"few kinds of numbers", "", "rooms\n1\n2\n2\n3\n2\n1\n2\n4\n2\n3\n1\n2\n2\n3\n5\n", ""},
};

}  // namespace

extern constinit const DetectorType kOutlierDetector;
constinit const DetectorType kOutlierDetector = {
    .name = "outlier",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A number far from all others of its column, or one that breaks a constant.",
    .details =
        "Distances are robust z-scores by the quartiles, one scale for each side; where all "
        "numbers "
        "are positive the smaller of the plain and the logarithmic score counts, so that skewed "
        "columns are left alone. The gap to the next number, the number of others as far, their "
        "sides and their decimals and the weight of the column's tails decide by a fitted "
        "regression. In a narrow column of numbers of one width, one of another width is odd even "
        "if it repeats.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay
