// A dependency model taken apart says of every row what it said whole.
#include "assay/profile/dependency_parts.h"

#include <gtest/gtest.h>

#include "assay/profile/dependency_vote.h"

namespace assay {
namespace {

// Zip → city and color → code, which have nothing to do with each other; one row breaks each.
RowSample TwoThings() {
  RowSample sample;
  sample.columns.resize(5);
  for (uint32_t i = 0; i < 240; ++i) {
    const uint32_t zip = i % 12, color = i / 12;
    sample.rows.push_back(i);
    sample.columns[0].push_back("zip" + std::to_string(zip));
    sample.columns[1].push_back("city" + std::to_string(i == 25 ? 3 : zip / 2));
    sample.columns[2].push_back("row" + std::to_string(i));
    sample.columns[3].push_back("color" + std::to_string(color));
    sample.columns[4].push_back("code" + std::to_string(i == 77 ? 1 : color / 2));
  }
  return sample;
}

DependencyRow RowOf(const DependencyModel& model, const RowSample& sample, size_t row) {
  DependencyRow coded;
  coded.blank.assign(model.columns.size(), 0);
  for (size_t c = 0; c < model.columns.size(); ++c)
    coded.codes.push_back(model.columns[c].index.Find(EncodedHash(sample.columns[c][row])));
  return coded;
}

TEST(DependencyParts, SayTogetherWhatTheWholeSays) {
  const RowSample sample = TwoThings();
  const EncodedSample encoded = EncodeSample(sample);
  const DependencyModel whole = LearnDependencies(encoded, DependencyOptions());
  const auto parts = SplitModel(LearnDependencies(encoded, DependencyOptions()));
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_TRUE(parts[0].columns[0].used && parts[0].columns[1].used);
  EXPECT_FALSE(parts[0].columns[3].used || parts[0].columns[4].used);
  EXPECT_TRUE(parts[1].columns[3].used && parts[1].columns[4].used);
  uint32_t blamed = 0;
  for (size_t row = 0; row < sample.rows.size(); ++row) {
    std::vector<DependencyBlame> expected = BlameCells(whole, RowOf(whole, sample, row));
    std::vector<DependencyBlame> said;
    for (const DependencyModel& part : parts) {
      for (const DependencyBlame& blame : BlameCells(part, RowOf(part, sample, row)))
        said.push_back(blame);
    }
    const auto by_column = [](const DependencyBlame& a, const DependencyBlame& b) {
      return a.column < b.column;
    };
    std::sort(expected.begin(), expected.end(), by_column);
    std::sort(said.begin(), said.end(), by_column);
    ASSERT_EQ(said.size(), expected.size()) << row;
    for (size_t i = 0; i < said.size(); ++i) {
      EXPECT_EQ(said[i].column, expected[i].column);
      EXPECT_EQ(said[i].best.predicted, expected[i].best.predicted);
      EXPECT_EQ(said[i].ratio, expected[i].ratio);
      EXPECT_EQ(said[i].rival, expected[i].rival);
      ++blamed;
    }
  }
  EXPECT_GE(blamed, 2u);
}

TEST(DependencyParts, WhatSharesAColumnStaysTogether) {
  RowSample sample = TwoThings();
  sample.columns[3] = sample.columns[0];  // zip → city, zip → code
  for (size_t i = 0; i < sample.rows.size(); ++i)
    sample.columns[4][i] = "code" + std::to_string(i % 12);
  const EncodedSample encoded = EncodeSample(sample);
  const DependencyModel whole = LearnDependencies(encoded, DependencyOptions());
  const auto parts = SplitModel(LearnDependencies(encoded, DependencyOptions()));
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_EQ(parts[0].dependencies.size(), whole.dependencies.size());
  EXPECT_EQ(parts[0].determinants.size(), whole.determinants.size());
}

}  // namespace
}  // namespace assay
