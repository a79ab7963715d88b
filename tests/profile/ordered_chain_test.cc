// OrderedChain: copies in columns that rise or fall, and orders that are no proof of copies.
#include "assay/profile/ordered_chain.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include <fmt/format.h>

#include "assay/profile/row_sampler.h"

namespace assay {
namespace {

using Values = std::vector<std::string>;

std::optional<OrderedChain> Find(const Values& values) {
  RowSample rows;
  rows.columns = {values};
  for (uint64_t row = 0; row < values.size(); ++row) rows.rows.push_back(row);
  return FindOrderedChain(EncodeSample(rows).columns[0]);
}

Values Make(size_t rows, const std::function<std::string(size_t)>& value) {
  Values values;
  for (size_t row = 0; row < rows; ++row) values.push_back(value(row));
  return values;
}

std::string Day(size_t i) { return fmt::format("{}/{:02}/2021", 1 + i / 28, 1 + i % 28); }

// Every third value from row 20 on is one of the first ten.
std::set<uint32_t> Copy(Values* values) {
  std::set<uint32_t> copied;
  for (uint32_t row = 20; row < values->size(); row += 3) {
    (*values)[row] = (*values)[row * 7 % 10];
    copied.insert(row);
  }
  return copied;
}

void ExpectCopies(Values values) {
  EXPECT_FALSE(Find(values));
  const std::set<uint32_t> copied = Copy(&values);
  const auto chain = Find(values);
  ASSERT_TRUE(chain);
  std::set<uint32_t> found;
  for (const OrderedChain::Copy& copy : chain->copies) {
    found.insert(copy.row);
    EXPECT_LT(copy.original, 10u);
    EXPECT_EQ(values[copy.row], values[copy.original]);
    EXPECT_FALSE(copied.contains(copy.before));
  }
  EXPECT_EQ(found, copied);
  EXPECT_EQ(chain->rows + found.size(), values.size());
}

// Second records of things, behind the list or before it.
TEST(OrderedChain, TakesNoAppendedRowsForCopies) {
  Values list = Make(170, [](size_t i) { return fmt::format("{:04}", 7 * i); });
  Values copies;
  for (size_t i = 0; i < 30; ++i) copies.push_back(list[i * 67 % 170]);
  Values before = copies;
  before.insert(before.end(), list.begin(), list.end());
  EXPECT_FALSE(Find(before));
  list.insert(list.end(), copies.begin(), copies.end());
  EXPECT_FALSE(Find(list));
}

TEST(OrderedChain, FindsCopiesAmongDaysNumbersAndNames) {
  ExpectCopies(Make(200, Day));
  ExpectCopies(Make(200, [](size_t i) { return std::to_string(9000 - 40 * i - i % 7); }));
  ExpectCopies(Make(200, [](size_t i) { return fmt::format("field {}", 1000 + 3 * i); }));
}

TEST(OrderedChain, SomeCopiesMayStandBesideTheirOriginals) {
  Values values = Make(200, Day);
  const size_t copied = Copy(&values).size();
  for (const size_t row : {30u, 60u, 90u, 120u, 150u, 177u}) values[row + 1] = values[row];
  const auto chain = Find(values);
  ASSERT_TRUE(chain);
  EXPECT_GE(chain->copies.size(), copied - 6);
}

TEST(OrderedChain, AListThatBeginsAnewHoldsNoCopies) {
  EXPECT_FALSE(Find(Make(200, [](size_t i) { return Day(i % 100); })));
  EXPECT_FALSE(Find(Make(240, [](size_t i) { return Day(i % 120 * 2 % 120); })));
}

TEST(OrderedChain, DaysWithSeveralRowsMayComeLate) {
  EXPECT_FALSE(Find(Make(200, [](size_t i) { return Day(i % 9 == 8 ? (i - 7) / 2 : i / 2); })));
}

TEST(OrderedChain, ValuesOutOfOrderThatNoRowHasAreNoCopies) {
  EXPECT_FALSE(Find(Make(200, [](size_t i) {
    return std::to_string(i % 3 == 2 ? 10 * (i * 7919 % 200) + 5 : 10 * i);
  })));
}

TEST(OrderedChain, ValuesInNoOrderHaveNone) {
  Values values = Make(300, [](size_t i) { return std::to_string(i * 7919 % 300); });
  Copy(&values);
  EXPECT_FALSE(Find(values));
}

}  // namespace
}  // namespace assay
