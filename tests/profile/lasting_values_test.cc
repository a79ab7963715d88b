// LastingValues: a run that chance hardly makes, one that it may, and values that come back.
#include "assay/profile/lasting_values.h"

#include <gtest/gtest.h>

#include <numeric>

#include "assay/profile/row_sampler.h"

namespace assay {
namespace {

std::vector<std::string> Lasting(const std::vector<std::string>& values, std::string_view usual) {
  RowSample rows;
  rows.columns = {values};
  std::vector<uint32_t> all(values.size());
  std::iota(all.begin(), all.end(), 0);
  rows.rows.assign(all.begin(), all.end());
  const EncodedSample sample = EncodeSample(rows);
  const EncodedColumn& column = sample.columns[0];
  std::vector<std::string> found;
  for (const uint32_t code : LastingValues(all, column, column.codes[0])) {
    EXPECT_NE(column.values[code], usual);
    found.emplace_back(column.values[code]);
  }
  return found;
}

std::vector<std::string> Repeat(size_t times, const std::string& value) {
  return std::vector<std::string>(times, value);
}

TEST(LastingValues, ARunAtTheEndOrInTheMiddleLasts) {
  std::vector<std::string> rows = Repeat(50, "old");
  rows.insert(rows.end(), 4, "new");
  EXPECT_EQ(Lasting(rows, "old"), Repeat(1, "new"));
  rows.insert(rows.end(), 20, "old");
  EXPECT_EQ(Lasting(rows, "old"), Repeat(1, "new"));
}

TEST(LastingValues, BlanksBetweenDoNotEndARun) {
  std::vector<std::string> rows = Repeat(50, "old");
  for (int i = 0; i < 4; ++i) rows.insert(rows.end(), {"new", ""});
  EXPECT_EQ(Lasting(rows, "old"), Repeat(1, "new"));
}

TEST(LastingValues, WhatComesBackOrIsTooShortDoesNot) {
  std::vector<std::string> rows = Repeat(50, "old");
  rows.insert(rows.end(), 4, "new");
  rows[7] = "new";
  EXPECT_TRUE(Lasting(rows, "old").empty());
  rows = Repeat(50, "old");
  rows.insert(rows.end(), 2, "new");
  EXPECT_TRUE(Lasting(rows, "old").empty());
  rows = {"old", "old", "old", "new", "new", "new"};  // one way of ten
  EXPECT_TRUE(Lasting(rows, "old").empty());
}

}  // namespace
}  // namespace assay
