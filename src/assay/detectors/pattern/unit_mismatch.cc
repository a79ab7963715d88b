// unit_mismatch: a number with its unit left in, or a number in another unit than its column.
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "assay/base/hash.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/decimal_mark.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/number_spread.h"
#include "assay/profile/number_with_unit.h"

namespace assay {
namespace {

constexpr double kLeastNumeric = 0.55;  // share of plain numbers for units to be left-overs
constexpr double kFactorNumeric = 0.9;
constexpr uint64_t kLeastRows = 30;
constexpr double kMostMoved = 0.05;  // share of numbers in the other unit
constexpr double kLeastMoved = 3;    // different ones; one number again and again is a code
constexpr double kLeastGap = 3;      // factor between the moved numbers and the rest
constexpr size_t kNoisyLength = 17;  // of numbers whose last digits are those of binary fractions
constexpr size_t kNoiseLength = 6;   // digits that rounding to 15 then takes away
constexpr uint64_t kLeastRecurring = 10;  // rows of a value with a unit that is a name (700c)
constexpr std::array<double, 3> kFactors = {1000, 100, 0.001};

// A number that arithmetic left behind, 0.057999999999999996, as the one that was meant, 0.058.
std::string WithoutFloatNoise(std::string_view number) {
  const double value = ReadNumber(number);
  if (number.size() < kNoisyLength || std::isnan(value)) return std::string(number);
  std::string rounded = fmt::format("{:.15g}", value);
  return rounded.size() + kNoiseLength <= number.size() ? rounded : std::string(number);
}

// Numbers that fit their column only when multiplied.
struct Factor {
  double factor = 0;            // 0: none
  double below = 0, above = 0;  // numbers outside of these are moved
  double low = 0, high = 0;     // where the multiplied number must lie
  double moved = 0;             // rows
};

class UnitMismatchDetector final : public ValueDetector {
 public:
  UnitMismatchDetector(bool units, Factor factor, std::unordered_set<uint64_t> names,
                       const ColumnProfile& column)
      : units_(units),
        factor_(factor),
        names_(std::move(names)),
        rows_(column.rows),
        decimal_mark_(column.decimal_mark) {}

  bool Flags(std::string_view value) const override {
    const double number = ReadNumber(value, decimal_mark_);
    if (!std::isnan(number)) return IsMoved(number);
    NumberWithUnit parts;
    return units_ && SplitUnit(value, &parts) && !names_.contains(Hash64(value));
  }

  Evidence Explain(std::string_view value) const override {
    const double number = ReadNumber(value, decimal_mark_);
    if (!std::isnan(number)) {
      Evidence e = MakeEvidence(
          Code::kUnitMismatch, 0.8,
          fmt::format(
              "Multiplied by {} it fits the column, whose numbers lie between {:.6g} and {:.6g}; "
              "so do {:.0f} numbers in all.",
              factor_.factor, factor_.low, factor_.high, factor_.moved),
          fmt::format("a number in the column's unit"));
      Suggest(WithDecimalMark(fmt::format("{:.10g}", number * factor_.factor), decimal_mark_), &e);
      return e;
    }
    NumberWithUnit parts;
    SplitUnit(value, &parts);
    Evidence e =
        MakeEvidence(Code::kUnitMismatch, 0.82,
                     fmt::format("A unit stands with the number; most of the {} rows have a "
                                 "number alone.",
                                 rows_),
                     "a number without a unit");
    Suggest(WithoutFloatNoise(parts.number), &e);
    return e;
  }

 private:
  bool IsMoved(double number) const {
    if (factor_.factor == 0) return false;
    const double there = number * factor_.factor;
    return (number < factor_.below || number > factor_.above) && there >= factor_.low &&
           there <= factor_.high;
  }

  bool units_;
  Factor factor_;
  std::unordered_set<uint64_t> names_;  // Hash64 of values whose unit is part of what they name
  uint64_t rows_;
  char decimal_mark_;
};

// A cluster of numbers far from the rest that one factor brings home.
Factor FindFactor(const std::vector<CountedNumber>& numbers) {
  double rows = 0;
  for (const CountedNumber& n : numbers) rows += static_cast<double>(n.count);
  const auto quantile = [&](double share) {
    double seen = 0;
    for (const CountedNumber& n : numbers) {
      seen += static_cast<double>(n.count);
      if (seen > share * (rows - 1)) return n.number;
    }
    return numbers.back().number;
  };
  const double low = quantile(0.1), high = quantile(0.9);
  if (low <= 0 || high / low > 30) return {};
  for (const double f : kFactors) {
    Factor factor{f, f > 1 ? low / 20 : -HUGE_VAL, f > 1 ? HUGE_VAL : high * 20, low / 3, high * 3,
                  0};
    double strays = 0, different = 0;
    double farthest = 0, nearest = HUGE_VAL;  // of the moved numbers from zero, and of the others
    for (const CountedNumber& n : numbers) {
      if (n.number >= factor.below && n.number <= factor.above) {
        const double size = f > 1 ? n.number : 1 / n.number;
        nearest = std::min(nearest, size);
        continue;
      }
      if (n.number > 0) farthest = std::max(farthest, f > 1 ? n.number : 1 / n.number);
      const double there = n.number * f;
      const bool fits = there >= factor.low && there <= factor.high;
      (fits ? factor.moved : strays) += static_cast<double>(n.count);
      different += fits;
    }
    if (farthest * kLeastGap > nearest) continue;  // the column runs on without a gap
    if (different >= kLeastMoved && factor.moved <= kMostMoved * rows &&
        strays <= 0.2 * factor.moved) {
      return factor;
    }
  }
  return {};
}

// Values that come again and again with their unit while their number never stands alone: 700c
// among wheels of 26 and 29 inches. A unit that was left in stands with numbers that others have.
std::unordered_set<uint64_t> FindNames(const ColumnProfile& column) {
  const auto number_of = [&](std::string_view number) {
    return ReadNumber(WithoutFloatNoise(number), column.decimal_mark);
  };
  std::unordered_set<double> alone;
  for (const Counted& value : column.values) alone.insert(number_of(value.text));
  std::unordered_set<uint64_t> names;
  for (const Counted& value : column.values) {
    NumberWithUnit parts;
    if (value.count < kLeastRecurring) break;
    if (SplitUnit(value.text, &parts) && !alone.contains(number_of(parts.number)))
      names.insert(Hash64(value.text));
  }
  return names;
}

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  const ColumnProfile& column = *context.profile;
  const auto filled = static_cast<double>(column.rows - column.empty);
  *skip_reason = "the column is not mostly numbers, or all are in one unit";
  if (static_cast<double>(column.numeric) < kLeastNumeric * filled || filled == 0) {
    return std::unique_ptr<ValueDetector>();
  }
  std::unordered_map<std::string_view, uint64_t> units;
  uint64_t most = 0;
  for (const Counted& value : column.values) {
    NumberWithUnit parts;
    if (SplitUnit(value.text, &parts)) most = std::max(most, units[parts.unit] += value.count);
  }
  Factor factor;
  if (static_cast<double>(column.numeric) >= kFactorNumeric * filled && column.rows >= kLeastRows) {
    const std::vector<CountedNumber> numbers = NumbersOf(column, context.table->sample);
    if (!numbers.empty()) factor = FindFactor(numbers);
  }
  if (most < 2 && factor.factor == 0) return std::unique_ptr<ValueDetector>();
  return std::unique_ptr<ValueDetector>(
      std::make_unique<UnitMismatchDetector>(most >= 2, factor, FindNames(column), column));
}

constexpr Code kEmitted[] = {Code::kUnitMismatch};

constexpr Example kExamples[] = {
    {"per cent signs left in", "",
     "share\n0.05\n0.06\n0.055%\n0.07\n0.045\n0.06%\n0.05\n0.08\n0.052\n", "2:0 5:0"},
    {"thousands among units", "",
     "rent\n1100\n1200\n1300\n950\n1.369\n1250\n1400\n1010\n1150\n1330\n1280\n990\n1."
     "21\n1120\n1080\n1240\n"
     "1310\n1190\n1270\n1050\n1090\n1110\n1170\n1230\n1290\n1350\n1410\n1020\n1060\n1140\n1."
     "05\n1160\n1180\n"
     "1210\n1220\n1260\n1320\n1340\n1360\n1370\n1380\n1390\n970\n980\n1000\n1030\n1040\n1070\n1130"
     "\n1420\n"
     "1430\n1440\n1450\n1460\n1470\n1480\n1490\n1500\n1510\n1520\n1530\n",
     "4:0 12:0 30:0"},
    {"one small code among larger ones", "",
     "county\n137\n114\n151\n128\n105\n142\n119\n156\n1\n110\n147\n124\n101\n138\n115\n152\n129\n1"
     "\n143\n120\n157\n134\n111\n148\n125\n102\n1\n116\n153\n130\n107\n144\n121\n158\n135\n1\n149\n"
     "126\n103\n140\n117\n154\n131\n108\n1\n122\n159\n136\n113\n150\n127\n104\n141\n1\n155\n132\n10"
     "9\n146\n123\n100\n137\n114\n1\n128\n105\n142\n119\n156\n133\n110\n147\n1\n101\n138\n115\n152"
     "\n129\n106\n143\n120\n1\n",
     ""},
    {"a size that is named with a letter", "",
     "wheel\n26\n29\n700c\n29\n26\n700c\n29\n26\n700c\n29\n26\n700c\n29\n26\n700c\n29\n26\n700c\n29"
     "\n"
     "26\n700c\n29\n26\n700c\n29\n26\n700c\n29\n26\n700c\n29\n26\n29\n",
     ""},
    {"codes that hold digits", "", "code\n12A\n13B\n12C\n14A\n15D\n16A\n", ""},
};

}  // namespace

extern constinit const DetectorType kUnitMismatchDetector;
constinit const DetectorType kUnitMismatchDetector = {
    .name = "unit_mismatch",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A number with its unit left in, or in another unit than its column.",
    .details =
        "Among mostly plain numbers a number with a unit behind it is flagged when the unit occurs "
        "twice; and at least three numbers, at most 5 %, that lie far from the rest but fit when "
        "multiplied by 1000, 100 or 1/1000. A value that stands in ten rows with its unit, and "
        "never without it, is a name.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay
