// Votes of dependencies on a row: a row of the sample is left out of its own group, another one is
// not.
#include "assay/profile/dependency_vote.h"

#include <gtest/gtest.h>

#include <array>
#include <unordered_set>

namespace assay {
namespace {

// Code → city, two codes a city, `rows` rows a code; one row of code 0 has city 1.
RowSample SampleOf(uint32_t codes, uint32_t rows) {
  RowSample sample;
  sample.columns.resize(2);
  for (uint32_t i = 0; i < codes * rows; ++i) {
    const uint32_t code = i / rows;
    sample.rows.push_back(i);
    sample.columns[0].push_back("code" + std::to_string(code));
    sample.columns[1].push_back("city" + std::to_string(i == 1 ? 1 : code / 2));
  }
  return sample;
}

std::vector<DependencyBlame> BlamesOf(const RowSample& sample, std::string_view code,
                                      std::string_view city, bool sampled = true) {
  const EncodedSample encoded = EncodeSample(sample);
  const DependencyModel model = LearnDependencies(encoded, DependencyOptions());
  DependencyRow row;
  row.codes = {model.columns[0].index.Find(EncodedHash(code)),
               model.columns[1].index.Find(EncodedHash(city))};
  row.blank = {0, 0};
  row.sampled = sampled;
  return BlameCells(model, row);
}

TEST(DependencyVote, LeavesOutTheRowOfTheSampleOnly) {
  const RowSample sample = SampleOf(12, 5);
  const auto sampled = BlamesOf(sample, "code0", "city1");  // stands so in the sample, once
  ASSERT_EQ(sampled.size(), 1u);
  EXPECT_EQ(sampled[0].column, 1u);
  EXPECT_EQ(sampled[0].best.agreeing, 4u);
  EXPECT_EQ(sampled[0].best.others, 4u);
  const auto twin = BlamesOf(sample, "code0", "city1", false);  // a row outside, like it
  ASSERT_EQ(twin.size(), 1u);
  EXPECT_EQ(twin[0].best.agreeing, 4u);
  EXPECT_EQ(twin[0].best.same, 1u);
  EXPECT_EQ(twin[0].best.others, 5u);
  const auto elsewhere = BlamesOf(sample, "code0", "city3", false);
  ASSERT_EQ(elsewhere.size(), 1u);
  EXPECT_EQ(elsewhere[0].best.agreeing, 4u);
  EXPECT_EQ(elsewhere[0].best.others, 5u);
  const auto plain = BlamesOf(sample, "code2", "city4", false);
  ASSERT_EQ(plain.size(), 1u);
  EXPECT_EQ(plain[0].best.agreeing, 5u);
  EXPECT_EQ(plain[0].best.others, 5u);
}

// Two rows of the sample, one of them wrong: they say nothing about a third that is like either.
TEST(DependencyVote, ATieSaysNothing) {
  RowSample sample = SampleOf(12, 5);
  for (const char* city : {"city1", "city4"}) {
    sample.rows.push_back(sample.rows.size());
    sample.columns[0].push_back("code99");
    sample.columns[1].push_back(city);
  }
  EXPECT_TRUE(BlamesOf(sample, "code99", "city1", false).empty());
  EXPECT_TRUE(BlamesOf(sample, "code99", "city4", false).empty());
}

// One letter is no misspelling of another: two places that share a code are two.
TEST(DependencyVote, GroupsOfSeveralColumnsKeepApart) {
  std::unordered_set<uint64_t> keys;
  for (uint32_t a = 0; a < 300; ++a) {
    for (uint32_t b = 0; b < 300; ++b) keys.insert(GroupHash(std::array{a, b}));
  }
  EXPECT_EQ(keys.size(), 90'000u);
}

TEST(DependencyVote, SingleLettersAreNoSpellingsOfOneAnother) {
  RowSample sample = SampleOf(12, 10);
  for (size_t i = 0; i < sample.rows.size(); ++i)
    sample.columns[1][i] = std::string(1, static_cast<char>('A' + i / 10 % 4));
  for (size_t i = 6; i < 10; ++i) sample.columns[1][i] = "D";
  for (const DependencyBlame& blame : BlamesOf(sample, "code0", "D"))
    EXPECT_FALSE(blame.best.respelled);
}

// Where many columns all determine each other, what is kept of them stays within its bound.
TEST(LearnDependencies, KeepsNoMoreGroupsThanAskedFor) {
  RowSample sample = SampleOf(12, 5);
  sample.columns.resize(30, sample.columns[1]);
  const EncodedSample encoded = EncodeSample(sample);
  DependencyOptions options;
  const auto groups = [&] {
    uint64_t all = 0;
    for (const Dependency& d : LearnDependencies(encoded, options).dependencies)
      all += d.by_group.size();
    return all;
  };
  EXPECT_GT(groups(), 1500u);
  options.max_groups = 100;
  EXPECT_LT(groups(), 130u);
}

RowSample WithLoneRow(RowSample sample) {
  sample.rows.push_back(sample.rows.size());
  sample.columns[0].push_back("code99");
  sample.columns[1].push_back("city4");
  return sample;
}

// The only sampled row of a group speaks against a row outside the sample, with its full weight.
TEST(DependencyVote, OneSampledRowSpeaks) {
  const auto known = BlamesOf(WithLoneRow(SampleOf(12, 5)), "code99", "city1", false);
  ASSERT_EQ(known.size(), 1u);
  EXPECT_GT(known[0].best.weight, 1);
  EXPECT_EQ(known[0].best.agreeing, 1u);
}

// Where usual codes have many rows, one that two rows have is a filler or a slip: the two have
// nothing in common.
TEST(DependencyVote, OneRowOfAStrayLeftSideSaysNothing) {
  EXPECT_TRUE(BlamesOf(WithLoneRow(SampleOf(12, 30)), "code99", "city1", false).empty());
}

// Grade and step → pay, each pay of one grade and one step; five rows of each.
RowSample PayRolls() {
  RowSample sample;
  sample.columns.resize(3);
  for (uint32_t i = 0; i < 240; ++i) {
    sample.rows.push_back(i);
    sample.columns[0].push_back("grade" + std::to_string(i / 20));
    sample.columns[1].push_back("step" + std::to_string(i / 5 % 4));
    sample.columns[2].push_back("pay" + std::to_string(i / 5));
  }
  return sample;
}

// The pay is of another grade and step: a wrong step would leave pay → grade broken, and a wrong
// grade pay → step.
TEST(DependencyVote, ARivalThatExplainsLessIsNoFullRival) {
  RowSample sample = PayRolls();
  sample.columns[2][0] = "pay22";
  const EncodedSample encoded = EncodeSample(sample);
  const DependencyModel model = LearnDependencies(encoded, DependencyOptions());
  DependencyRow row;
  row.codes = {encoded.columns[0].codes[0], encoded.columns[1].codes[0],
               encoded.columns[2].codes[0]};
  row.blank = {0, 0, 0};
  const auto blames = BlameCells(model, row);
  ASSERT_FALSE(blames.empty());
  EXPECT_EQ(blames[0].column, 2u);
  EXPECT_GT(blames[0].rival, 0.9);
  EXPECT_LT(blames[0].full_rival, 0.8);
}

TEST(DependencyVote, KeptDependenciesBlameNothing) {
  const RowSample sample = SampleOf(12, 5);
  EXPECT_TRUE(BlamesOf(sample, "code8", "city4").empty());
  EXPECT_TRUE(BlamesOf(sample, "code99", "city4").empty());  // unknown code: no group
}

}  // namespace
}  // namespace assay
