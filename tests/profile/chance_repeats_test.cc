// Chance repeats: expected and real pairs of equal values agree where values are drawn at random.
#include "assay/profile/chance_repeats.h"

#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace assay {
namespace {

EncodedColumn ColumnOf(std::vector<std::string> values, EncodedSample* sample, RowSample* rows) {
  rows->columns = {std::move(values)};
  for (uint64_t row = 0; row < rows->columns[0].size(); ++row) rows->rows.push_back(row);
  *sample = EncodeSample(*rows);
  return sample->columns[0];
}

struct Pairs {
  double expected = 0, found = 0;
};

template <typename Draw>
Pairs PairsOf(int count, Draw draw) {
  std::vector<std::string> values;
  for (int i = 0; i < count; ++i) values.push_back(draw());
  RowSample rows;
  EncodedSample sample;
  const EncodedColumn column = ColumnOf(std::move(values), &sample, &rows);
  return {ExpectedRepeats(column), RepeatedPairs(column)};
}

TEST(ChanceRepeats, ExpectsWhatRandomNumbersShow) {
  std::mt19937 random(2);
  std::normal_distribution<double> bell(20, 3);
  const Pairs even =
      PairsOf(1000, [&] { return fmt::format("{:.2f}", (random() % 40000) / 100.0); });
  EXPECT_NEAR(even.expected, 12.5, 5);  // 1000² / 2 / 40000
  const Pairs bells = PairsOf(2000, [&] { return fmt::format("{:.2f}", bell(random)); });
  EXPECT_NEAR(bells.expected / bells.found, 1, 0.3);
  const Pairs hundreds = PairsOf(1000, [&] { return std::to_string(100 * (random() % 10000)); });
  EXPECT_NEAR(hundreds.expected / hundreds.found, 1, 0.6);
}

TEST(ChanceRepeats, ExpectsFewAmongLongCodes) {
  std::mt19937 random(3);
  const Pairs codes = PairsOf(1000, [&] {
    std::string code;
    for (int i = 0; i < 10; ++i) code += "0123456789ABCDEF"[random() % 16];
    return code;
  });
  EXPECT_LT(codes.expected, 0.01);
  const Pairs plates = PairsOf(1000, [&] {
    return fmt::format("{}{}-{:02}", static_cast<char>('A' + random() % 26),
                       static_cast<char>('A' + random() % 26), random() % 100);
  });
  EXPECT_NEAR(plates.expected, 7.4, 2);  // 1000² / 2 / 67600
}

TEST(ChanceRepeats, ExpectsMorePairsThanNumbersThatAreHandedOutShow) {
  int next = 0;
  const Pairs handed_out = PairsOf(500, [&] { return std::to_string(++next); });
  EXPECT_EQ(handed_out.found, 0);
  EXPECT_GT(handed_out.expected, 200);
}

}  // namespace
}  // namespace assay
