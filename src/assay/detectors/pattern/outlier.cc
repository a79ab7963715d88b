// outlier: a number far from all others of its column, or one that breaks a constant.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "assay/base/sigmoid.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/compact_bulk.h"
#include "assay/profile/decimal_mark.h"
#include "assay/profile/number_spread.h"
#include "assay/profile/state_rows.h"

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
constexpr double kBothSides = 0.1;      // share of them on the other side from which on both count
constexpr double kFarFromBulk = 0.8;    // probability of a number far from a compact bulk
constexpr double kMostOfOneFar = 3;     // rows; a far number that stands more often is a code
constexpr double kClearlyFar = 5;       // widths of the bulk
constexpr double kClearlyFarFromBulk = 0.93;
constexpr double kMostOfRepeated = 0.01;  // of the rows
constexpr double kFarAgain = 0.8;         // probability of a clearly far number that repeats
constexpr double kLeastSigned = 100;      // rows that show that numbers are not below zero
constexpr double kMostNegative = 0.002;   // of the rows, at least one and at most three rows
constexpr double kMostNegatives = 3;
constexpr double kNearZero = 0.05;    // share of the rows between zero and the mirrored number
constexpr double kBelowZero = 0.7;    // probability of a lone number below zero
constexpr size_t kLeastBlock = 6;     // different numbers of a block
constexpr double kBlockWidth = 0.01;  // of the gap between the block and the others
constexpr double kConstant = 0.8;     // share of the rows; numbers beside less are hardly rare

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
  return Sigmoid(sum);
}

double OffConstantProbability(const SpreadContext& c, const NumberOddity& odd, double count) {
  const double gap = std::clamp(std::log(1e-3 + std::min(1e3, odd.gap)), -7.0, 2.0);
  const double sum = -1.359 - 1.112 + 0.313 * c.others_distinct + 6.052 * c.others_smaller_side +
                     0.968 * std::log(c.constant / (1 - c.constant + 0.5 / c.rows)) -
                     6.988 * c.constant_is_zero + 0.318 * std::log(c.rows) -
                     0.321 * std::log(count) - 0.68 * odd.precision + 0.202 * gap;
  return Sigmoid(sum);
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

// Numbers from here downwards are below the zero that bounds the column: hardly any is negative,
// though many are as near above zero as these are below. Minus infinity: zero is no bound.
double BelowBound(const NumberSpread& spread) {
  constexpr double kNone = -std::numeric_limits<double>::infinity();
  const double rows = spread.context().rows;
  if (rows < kLeastSigned) return kNone;
  double below = 0, near = 0;
  for (const CountedNumber& n : spread.numbers()) {  // ascending
    if (n.number < 0) {
      below += static_cast<double>(n.count);
      if (below > std::clamp(kMostNegative * rows, 1.0, kMostNegatives)) return kNone;
      continue;
    }
    near += static_cast<double>(n.count);
    if (near >= kNearZero * rows) return below > 0 ? -n.number : kNone;
  }
  return kNone;
}

// The constant as most of its rows spell it: "1.0" is to be repaired to, where that is the usual 1.
std::string SpellingOf(double number, const ColumnProfile& column) {
  const Counted* usual = nullptr;
  for (const Counted& value : column.values) {
    if (ReadNumber(value.text, column.decimal_mark) != number) continue;
    if (usual == nullptr || value.count > usual->count) usual = &value;
  }
  return usual != nullptr ? std::string(usual->text) : fmt::format("{}", number);
}

class OutlierDetector final : public ValueDetector {
 public:
  OutlierDetector(NumberSpread spread, std::pair<double, double> block, const ColumnProfile& column,
                  bool has_states)
      : spread_(std::move(spread)),
        block_(block),
        column_(&column),
        bulk_(CompactBulkOf(spread_)),
        digits_(CommonDigits(column)),
        constant_(SpellingOf(spread_.context().constant_number, column)),
        below_bound_(BelowBound(spread_)),
        has_states_(has_states),
        least_distance_(kLeastDistance + kSmallSample / std::sqrt(spread_.context().rows)) {}

  bool Flags(std::string_view value) const override {
    return Probability(value) >= kLeastProbability;
  }

  Evidence Explain(std::string_view value) const override {
    const SpreadContext& c = spread_.context();
    const char mark = column_->decimal_mark;
    const double number = ReadNumber(value, mark);
    const NumberOddity odd = spread_.OddityOf(number, DecimalsOf(value, mark));
    Evidence e = MakeEvidence(Code::kOutlier, std::min(Probability(value), Limit(number, odd)), "");
    if (odd.off_constant) {
      e.expected = constant_;
      e.message = fmt::format("{} of the column's numbers are {}; this is one of the few others.",
                              PercentText(c.constant), constant_);
      Suggest(e.expected, &e);
    } else if (IsBelowZero(number) && odd.distance < least_distance_) {
      e.expected = "zero or more";
      e.message = fmt::format(
          "It is below zero, where hardly any number of the column is; half of them are from "
          "{:.6g} "
          "to {:.6g}.",
          c.low, c.high);
    } else {
      e.expected = fmt::format("about {:.6g} to {:.6g}", c.low, c.high);
      e.message = fmt::format(
          "It lies {} standard deviations from the middle, {:.6g}, of a column whose middle half "
          "reaches from {:.6g} to {:.6g}.",
          odd.distance < kFarthestDistance ? fmt::format("{:.1f}", odd.distance)
                                           : fmt::format("{:.0f} or more", kFarthestDistance),
          c.middle, c.low, c.high);
    }
    return e;
  }

 private:
  bool IsBelowZero(double number) const { return number < 0 && number <= below_bound_; }

  double Limit(double number, const NumberOddity& odd) const {
    const SpreadContext& c = spread_.context();
    if (bulk_ && bulk_->IsFar(number) && bulk_->range.Outside(number) >= kClearlyFar)
      return kMostProbability;  // no tail has such a gap
    const bool both = odd.off_constant
                          ? c.others_smaller_side >= kBothSides && c.constant >= kConstant
                          : c.far_smaller_side > kBothSides * c.far;
    return both ? kMostProbability : kMostOneSided;
  }

  // A wrong number may come again, where hardly any other could be as far.
  double FarFromBulk(double number, double count) const {
    if (!bulk_ || !bulk_->IsFar(number)) return 0;
    const bool clear = bulk_->range.Outside(number) >= kClearlyFar;
    if (count <= kMostOfOneFar) return clear ? kClearlyFarFromBulk : kFarFromBulk;
    return clear && count <= kMostOfRepeated * spread_.context().rows ? kFarAgain : 0;
  }

  // Whether the constant is the largest number, which the others fall short of: full marks, a whole
  // match.
  bool IsReachedByMost() const {
    return spread_.context().constant < kConstant &&
           spread_.numbers().back().number <= ReadNumber(constant_, column_->decimal_mark);
  }

  double Probability(std::string_view value) const {
    const char mark = column_->decimal_mark;
    const double number = ReadNumber(value, mark);
    if (std::isnan(number)) return 0;
    const bool bound = IsBelowZero(number);
    const bool near = !bound && spread_.IsNear(number, least_distance_);
    if (near && !spread_.context().IsNearlyConstant()) return 0;
    if (spread_.context().IsNearlyConstant() && spread_.context().IsMove(number)) return 0;
    const NumberOddity odd = spread_.OddityOf(number, DecimalsOf(value, mark));
    const double count = std::max<double>(1, static_cast<double>(column_->CountOf(value)));
    if (odd.off_constant) {
      if (has_states_ || IsReachedByMost()) return 0;
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
    return std::max({width, FarFromBulk(number, count), bound ? kBelowZero : 0,
                     FarProbability(spread_.context(), odd, count, number == std::floor(number))});
  }

  NumberSpread spread_;
  std::pair<double, double> block_;  // of identifiers
  const ColumnProfile* column_;
  std::optional<CompactBulk> bulk_;
  size_t digits_;  // that nearly all numbers have; 0: no such number
  std::string constant_;
  double below_bound_;
  bool has_states_;  // numbers beside the constant last for rows
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
  const bool states = spread.context().IsNearlyConstant() &&
                      OthersFollowEachOther(context.table->sample, context.column_index,
                                            spread.context().constant_number, column.decimal_mark);
  return std::unique_ptr<ValueDetector>(
      std::make_unique<OutlierDetector>(std::move(spread), block, column, states));
}

constexpr Code kEmitted[] = {Code::kOutlier};

constexpr Example kExamples[] = {
    {"temperatures around zero", "",
     "degrees,id\n2.8,0\n1.9,1\n1.6,2\n1.9,3\n2.2,4\n2.3,5\n1.8,6\n2.2,7\n2.8,8\n1.8,9\n0.3,10\n"
     "2.6,11\n0.8,12\n1.0,13\n1.5,14\n1.5,15\n0.7,16\n2.0,17\n1.0,18\n1.8,19\n2.1,20\n0.5,21\n3."
     "1,22\n1.9,23\n2.7,24\n2.3,25\n0.7,26\n2.8,27\n3.6,28\n0.9,29\n-0.4,30\n2.6,31\n0.8,32\n0.6"
     ",33\n2.5,34\n2.8,35\n-1.3,36\n0.3,37\n3.1,38\n1.2,39\n-0.0,40\n3.5,41\n2.1,42\n1.5,43\n-0."
     "0,44\n0.8,45\n2.6,46\n2.8,47\n2.4,48\n0.8,49\n0.7,50\n1.9,51\n0.7,52\n4.6,53\n-0.7,54\n3.6"
     ",55\n2.9,56\n0.7,57\n1.3,58\n4.9,59\n0.3,60\n1.5,61\n0.0,62\n4.6,63\n0.5,64\n1.6,65\n0.9,6"
     "6\n1.6,67\n0.6,68\n0.6,69\n0.9,70\n3.5,71\n1.6,72\n1.3,73\n0.6,74\n1.3,75\n3.4,76\n0.7,77"
     "\n1.5,78\n2.4,79\n3.5,80\n4.5,81\n1.1,82\n3.1,83\n-0.2,84\n1.8,85\n-0.1,86\n0.3,87\n3.0,88"
     "\n2.9,89\n1.0,90\n2.9,91\n1.0,92\n2.4,93\n0.2,94\n1.2,95\n0.2,96\n3.0,97\n1.2,98\n1.3,99\n"
     "1.5,100\n2.8,101\n3.7,102\n0.2,103\n1.3,104\n1.4,105\n1.7,106\n0.3,107\n-0.2,108\n0.6,109"
     "\n0.6,110\n0.5,111\n2.5,112\n0.9,113\n-0.3,114\n3.0,115\n1.8,116\n2.4,117\n1.7,118\n1.1,11"
     "9\n",
     ""},
    {"a negative stay among days", "",
     "days,id\n4,0\n6,1\n7,2\n14,3\n6,4\n12,5\n1,6\n3,7\n14,8\n5,9\n11,10\n1,11\n3,12\n1,13\n"
     "3,14\n4,15\n1,16\n1,17\n1,18\n12,19\n7,20\n1,21\n7,22\n1,23\n4,24\n1,25\n1,26\n10,27\n"
     "1,28\n1,29\n20,30\n10,31\n1,32\n16,33\n3,34\n5,35\n1,36\n14,37\n5,38\n16,39\n11,40\n"
     "1,41\n2,42\n1,43\n1,44\n1,45\n1,46\n4,47\n1,48\n5,49\n-3,50\n1,51\n8,52\n3,53\n1,54\n"
     "3,55\n6,56\n1,57\n18,58\n1,59\n6,60\n9,61\n1,62\n7,63\n2,64\n4,65\n1,66\n1,67\n1,68\n"
     "15,69\n1,70\n7,71\n13,72\n14,73\n2,74\n2,75\n3,76\n7,77\n1,78\n6,79\n7,80\n9,81\n1,82\n"
     "14,83\n1,84\n2,85\n4,86\n12,87\n2,88\n12,89\n3,90\n1,91\n1,92\n1,93\n1,94\n1,95\n5,96\n"
     "28,97\n1,98\n1,99\n21,100\n3,101\n2,102\n1,103\n4,104\n8,105\n3,106\n2,107\n1,108\n"
     "12,109\n1,110\n3,111\n9,112\n1,113\n6,114\n14,115\n4,116\n7,117\n1,118\n2,119\n",
     "50:0"},
    {"an age of nobody", "",
     "age,id\n20,0\n8,1\n54,2\n38,3\n19,4\n59,5\n80,6\n22,7\n67,8\n59,9\n63,10\n89,11\n"
     "94,12\n41,13\n62,14\n36,15\n38,16\n61,17\n52,18\n19,19\n15,20\n49,21\n69,22\n23,23\n"
     "81,24\n64,25\n44,26\n24,27\n12,28\n63,29\n35,30\n66,31\n71,32\n65,33\n47,34\n9,35\n"
     "46,36\n89,37\n76,38\n85,39\n5,40\n40,41\n47,42\n72,43\n91,44\n86,45\n36,46\n63,47\n"
     "34,48\n89,49\n92,50\n38,51\n44,52\n84,53\n23,54\n75,55\n2,56\n61,57\n71,58\n33,59\n"
     "42,60\n86,61\n36,62\n60,63\n37,64\n65,65\n83,66\n87,67\n46,68\n45,69\n36,70\n83,71\n"
     "45,72\n95,73\n53,74\n45,75\n23,76\n89,77\n58,78\n47,79\n43,80\n67,81\n19,82\n68,83\n"
     "22,84\n26,85\n47,86\n62,87\n37,88\n89,89\n430,90\n93,91\n86,92\n94,93\n54,94\n22,95\n"
     "79,96\n75,97\n67,98\n86,99\n54,100\n39,101\n80,102\n71,103\n82,104\n35,105\n93,106\n"
     "4,107\n26,108\n21,109\n76,110\n57,111\n80,112\n84,113\n24,114\n29,115\n88,116\n24,117\n"
     "81,118\n92,119\n",
     "90:0"},
    {"shares with a zero too many", "",
     "share,id\n45,0\n84,1\n31,2\n62,3\n75,4\n23,5\n16,6\n75,7\n48,8\n85,9\n44,10\n39,"
     "11\n75,12\n84,13\n85,14\n75,15\n65,16\n34,17\n44,18\n34,19\n410,20\n64,21\n16,22"
     "\n23,23\n35,24\n20,25\n53,26\n18,27\n49,28\n75,29\n64,30\n69,31\n65,32\n71,33\n3"
     "2,34\n61,35\n27,36\n19,37\n32,38\n78,39\n42,40\n48,41\n70,42\n53,43\n68,44\n79,4"
     "5\n64,46\n59,47\n83,48\n67,49\n44,50\n58,51\n18,52\n50,53\n35,54\n56,55\n84,56\n"
     "28,57\n42,58\n49,59\n51,60\n30,61\n23,62\n76,63\n76,64\n26,65\n59,66\n23,67\n67,"
     "68\n34,69\n760,70\n52,71\n69,72\n68,73\n30,74\n20,75\n20,76\n63,77\n57,78\n85,79"
     "\n50,80\n79,81\n45,82\n19,83\n54,84\n15,85\n24,86\n28,87\n83,88\n19,89\n40,90\n6"
     "7,91\n52,92\n48,93\n34,94\n20,95\n58,96\n55,97\n61,98\n32,99\n63,100\n63,101\n73"
     ",102\n81,103\n64,104\n28,105\n79,106\n49,107\n70,108\n45,109\n53,110\n70,111\n48"
     ",112\n81,113\n53,114\n85,115\n58,116\n16,117\n68,118\n55,119\n17,120\n63,121\n32"
     ",122\n22,123\n57,124\n74,125\n60,126\n60,127\n50,128\n77,129\n",
     "20:0 70:0"},
    {"decimal commas", "",
     "degrees,id\n\"19,9\",0\n\"22,2\",1\n\"21,1\",2\n\"22,9\",3\n\"20,7\",4\n\"22,2\",5\n\"20,1"
     "\",6\n\"20,7\",7\n\"23,0\",8\n\"20,5\",9\n\"23,6\",10\n\"20,5\",11\n\"23,3\",12\n\"21,4\","
     "13\n\"22,7\",14\n\"23,5\",15\n\"24,0\",16\n\"20,9\",17\n\"19,8\",18\n\"20,7\",19\n\"22,0\""
     ",20\n\"23,7\",21\n\"20,6\",22\n\"21,1\",23\n\"23,7\",24\n\"22,4\",25\n\"22,0\",26\n\"21,5"
     "\",27\n\"21,9\",28\n\"20,3\",29\n\"22,1\",30\n\"22,3\",31\n\"21,8\",32\n\"215,0\",33\n\"23"
     ",1\",34\n\"22,0\",35\n\"23,3\",36\n\"22,0\",37\n\"20,3\",38\n\"23,7\",39\n\"22,9\",40\n\"2"
     "1,3\",41\n\"22,5\",42\n\"21,5\",43\n\"22,9\",44\n\"22,3\",45\n\"22,3\",46\n\"21,7\",47\n\""
     "20,1\",48\n\"22,4\",49\n\"21,7\",50\n\"21,8\",51\n\"22,2\",52\n\"20,7\",53\n\"24,0\",54\n"
     "\"20,8\",55\n\"20,5\",56\n\"22,4\",57\n\"19,8\",58\n\"21,3\",59\n\"20,2\",60\n\"20,6\",61"
     "\n\"19,4\",62\n\"19,5\",63\n\"20,2\",64\n\"21,4\",65\n\"21,3\",66\n\"20,6\",67\n\"20,5\",6"
     "8\n\"24,6\",69\n\"20,0\",70\n\"21,3\",71\n\"22,7\",72\n\"21,6\",73\n\"21,3\",74\n\"21,4\","
     "75\n\"20,2\",76\n\"20,4\",77\n\"23,1\",78\n\"22,1\",79\n",
     "33:0"},
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
        "numbers are positive the smaller of the plain and the logarithmic score counts, so that "
        "skewed "
        "columns are left alone. The gap to the next number, the number of others as far, their "
        "sides and their decimals and the weight of the column's tails decide by a fitted "
        "regression. In a narrow column of numbers of one width, one of another width is odd even "
        "if it repeats. So is one further from all others, a small tail among them, than these "
        "from each other, and a lone number below zero where many are just above it. Numbers "
        "beside "
        "a constant that follow each other row by row are a state.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay
