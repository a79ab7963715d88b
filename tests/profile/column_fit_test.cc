// ColumnFit: lists, shapes, and columns of all sorts of values.
#include <gtest/gtest.h>

#include <random>

#include <fmt/format.h>

#include "assay/profile/column_fit.h"

namespace assay {
namespace {

ColumnFit FitOf(std::vector<std::string> values) {
  RowSample sample;
  sample.columns = {std::move(values)};
  for (uint64_t row = 0; row < sample.columns[0].size(); ++row) sample.rows.push_back(row);
  return ColumnFit(EncodeSample(sample).columns[0]);
}

bool Holds(const ColumnFit& fit, std::string_view value) {
  return fit.Holds(value, EncodedHash(value));
}

TEST(ColumnFit, AListHoldsWhatRecurs) {
  std::vector<std::string> values;
  for (int i = 0; i < 100; ++i) values.push_back(i % 2 == 0 ? "red" : "blue");
  values[7] = "rde";
  const ColumnFit fit = FitOf(values);
  EXPECT_TRUE(fit.IsClosed());
  EXPECT_TRUE(Holds(fit, "red"));
  EXPECT_FALSE(Holds(fit, "rde"));
  EXPECT_FALSE(Holds(fit, "green"));
}

TEST(ColumnFit, AShapeHoldsWhatWasNeverSeen) {
  std::vector<std::string> values;
  for (int i = 0; i < 100; ++i) values.push_back(fmt::format("K-{}", 1000 + i));
  const ColumnFit fit = FitOf(values);
  EXPECT_TRUE(fit.Tells());
  EXPECT_FALSE(fit.IsClosed());
  EXPECT_TRUE(Holds(fit, "Z-0001"));
  EXPECT_FALSE(Holds(fit, "K-10"));
}

TEST(ColumnFit, AllSortsOfValuesAndFewRowsTellNothing) {
  std::vector<std::string> texts;
  std::mt19937 random(1);
  for (int i = 0; i < 100; ++i)
    texts.push_back(std::string(random() % 20, 'a') + "-" + std::string(random() % 20, '7'));
  EXPECT_FALSE(FitOf(texts).Tells());
  EXPECT_FALSE(FitOf(std::vector<std::string>(30, "red")).Tells());
}

}  // namespace
}  // namespace assay
