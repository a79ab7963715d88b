// NumberSpread: how far a number lies from the bulk of its column, told so that neither skew nor
// heavy tails nor a fifth of wrong values deceive.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "assay/profile/table_profile.h"

namespace assay {

// A distinct number and its rows.
struct CountedNumber {
  double number = 0;
  uint64_t count = 0;
  uint32_t decimals = 0;
};

inline constexpr double kFarthestDistance = 50;  // farther numbers are told as being so far

// What is odd about one number.
struct NumberOddity {
  double distance = 0;   // robust z-score; the smaller of the plain and the logarithmic one
  double beyond = 0;     // how far behind the outer tenth, in widths from the middle to that tenth
  double gap = 0;        // to the next number towards the middle, in interquartile ranges
  double precision = 0;  // -ln(share of rows with at least as many decimals)
  bool off_constant = false;  // the column is nearly constant, and this is no move around it
};

// What the column looks like from afar.
struct SpreadContext {
  double rows = 0;
  double distinct = 0;
  double far = 0;                  // rows beyond four robust standard deviations
  double far_smaller_side = 0;     // of these, those on the side that has fewer
  double middling = 0;             // rows between 2.5 and 4
  double constant = 0;             // share of rows of the most frequent number
  double others_distinct = 0;      // distinct ones among the other rows, as a share of these rows
  double others_smaller_side = 0;  // of the other rows, the share on the side that has fewer
  bool constant_is_zero = false;
  double constant_number = 0;
  // Numbers that lie step by step around the constant, several rows each: what is measured hardly
  // ever moves, and these are its moves. The constant alone: there are none.
  double moves_low = 0, moves_high = 0;
  double low = 0, middle = 0, high = 0;  // quartiles
  double tenth = 0, ninetieth = 0;       // outer tenths
  double tails = 0;  // ln of the width between them, in interquartile ranges: 0.6 for a bell curve

  bool IsNearlyConstant() const { return constant > 0.6; }
  bool IsMove(double number) const { return number >= moves_low && number <= moves_high; }
};

class NumberSpread {
 public:
  // `numbers` must be ascending and distinct.
  explicit NumberSpread(std::vector<CountedNumber> numbers);

  const SpreadContext& context() const { return context_; }
  const std::vector<CountedNumber>& numbers() const { return numbers_; }
  // Whether the oddity's distance is less than `distance`: a quick look, as most numbers are near.
  bool IsNear(double number, double distance) const;
  // The oddity of a number, whether or not it is one of those given.
  NumberOddity OddityOf(double number, uint32_t decimals) const;

 private:
  double Score(double number) const;
  double Beyond(double number) const;
  double Quantile(double share) const;
  void DescribeConstant();
  void DescribeMoves(std::vector<CountedNumber>::const_iterator constant);

  std::vector<CountedNumber> numbers_;
  std::vector<double> decimals_share_;  // by decimals: share of rows with at least so many
  bool positive_ = false;
  std::array<double, 3> logarithms_{};  // of the quartiles of positive numbers
  SpreadContext context_;
};

// Digits behind the decimal mark of a number as it is written.
uint32_t DecimalsOf(std::string_view text, char decimal_mark);

// The numbers of a column: all of them when its values are known, else those of the sampled rows.
std::vector<CountedNumber> NumbersOf(const ColumnProfile& column, const RowSample& sample);

}  // namespace assay
