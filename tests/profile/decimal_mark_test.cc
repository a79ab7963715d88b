// Tests of reading numbers with a decimal comma and of finding a column's mark.
#include "assay/profile/decimal_mark.h"

#include <cmath>
#include <initializer_list>

#include <gtest/gtest.h>

namespace assay {
namespace {

char MarkOf(std::initializer_list<const char*> values) {
  DecimalMarkVote vote;
  for (const char* value : values) vote.Add(value, 1);
  return vote.Winner();
}

TEST(DecimalMark, CommasAreRead) {
  EXPECT_EQ(ReadNumber("-1.234.567,89", ','), -1234567.89);
  EXPECT_EQ(ReadNumber("12,5", ','), 12.5);
  EXPECT_EQ(ReadNumber("1.234", ','), 1234);
  EXPECT_EQ(ReadNumber("7", ','), 7);
  for (const char* none : {"-18.20", "1.23.456,7", "1,2,3", "01.02.2023", "1,5.2", "x,1", ",", ""})
    EXPECT_TRUE(std::isnan(ReadNumber(none, ','))) << none;
  EXPECT_TRUE(std::isnan(ReadNumber("12,5", '.')));
  EXPECT_EQ(WithDecimalMark("1234.5", ','), "1234,5");
}

TEST(DecimalMark, PointsHaveThousandsInGroups) {
  EXPECT_EQ(ReadNumber("1,234.56", '.'), 1234.56);
  EXPECT_EQ(ReadNumber("-1,234,567", '.'), -1234567);
  for (const char* none : {"1,2,3", "12,34", "1,23.4", "0,125", "1234,567", ",123", "1,234.5,6"})
    EXPECT_TRUE(std::isnan(ReadNumber(none, '.'))) << none;
}

TEST(DecimalMark, GroupsAreAHabitByLargeNumbers) {
  DigitGroupVote grouped, plain;
  for (const char* value : {"12", "1,234", "999", "45,000", "1500"}) grouped.Add(value, '.', 1);
  EXPECT_TRUE(grouped.HasGroups());
  for (const char* value : {"12", "1,234", "1500", "45000"}) plain.Add(value, '.', 1);
  EXPECT_FALSE(plain.HasGroups());
}

TEST(DecimalMark, IsDecidedByClearValues) {
  EXPECT_EQ(MarkOf({"1,50", "2,75", "3", "1.200,00"}), ',');
  EXPECT_EQ(MarkOf({"0,450", "0,120", "1,300"}), ',');
  EXPECT_EQ(MarkOf({"1.5", "2.5", "1,234.5"}), '.');
  EXPECT_EQ(MarkOf({"1,234", "5,678", "999"}), '.');
  EXPECT_EQ(MarkOf({"12,5", "1.5", "2.5"}), '.');
  EXPECT_EQ(MarkOf({"1,2,3", "1,2", "4", "2,5,7", "1,5,6,8"}), '.');  // lists
  EXPECT_EQ(MarkOf({}), '.');
  EXPECT_EQ(MarkOf({"0.125", "0,5"}), '.');
  EXPECT_EQ(MarkOf({"1.125e3", "12,5"}), '.');
  DecimalMarkVote thousandths;  // numbers of three decimals, one of them mistyped
  thousandths.Add("12.345", 500);
  thousandths.Add("12,5", 1);
  EXPECT_EQ(thousandths.Winner(), '.');
  DecimalMarkVote thousands;  // whole numbers in groups, one of them mistyped
  thousands.Add("1,234", 500);
  thousands.Add("12,34", 1);
  EXPECT_EQ(thousands.Winner(), '.');
}

}  // namespace
}  // namespace assay
