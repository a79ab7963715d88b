// Templates found in small tables, and whom a breach is blamed on.
#include "assay/profile/derived_column.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "assay/profile/derived_judge.h"

namespace assay {
namespace {

struct Table {
  RowSample rows;

  explicit Table(size_t columns) { rows.columns.resize(columns); }
  void Add(const std::vector<std::string>& cells) {
    for (size_t c = 0; c < cells.size(); ++c) rows.columns[c].push_back(cells[c]);
    rows.rows.push_back(rows.rows.size());
    rows.complete = true;
  }
  std::vector<std::string_view> Row(const DerivedJudge& judge, size_t row) const {
    std::vector<std::string_view> cells;
    for (const uint32_t c : judge.reads()) cells.push_back(rows.columns[c][row]);
    return cells;
  }
};

const std::string kNames[] = {"key", "area", "code", "more"};

std::string Only(const Table& table) {
  const EncodedSample sample = EncodeSample(table.rows);
  const auto found = FindDerivedColumns(sample);
  if (found.size() != 1) return std::to_string(found.size()) + " templates";
  return kNames[found[0].target] + " = " + found[0].Describe(kNames);
}

// Keys of four areas and thirty codes; `form` makes the key.
template <typename Form>
Table Keys(Form form) {
  const std::string areas[] = {"North", "South", "East", "West"};
  Table table(3);
  for (int i = 0; i < 60; ++i) {
    const std::string code = std::to_string(11 + 7 * i % 30);
    table.Add({form(areas[i % 4], code), areas[i % 4], code});
  }
  return table;
}

TEST(DerivedColumn, TwoColumnsAndASeparator) {
  EXPECT_EQ(Only(Keys([](auto area, auto code) { return area + "_" + code; })),
            "key = area + '_' + code");
}

TEST(DerivedColumn, AnotherCaseAndZeros) {
  EXPECT_EQ(Only(Keys([](auto area, auto code) {
              for (char& c : area) c = static_cast<char>(c | 32);
              return area + "/00" + code;
            })),
            "key = area in lower case + '/' + code with zeros before it");
}

TEST(DerivedColumn, APartOfALongerValue) {
  Table table(2);
  for (int i = 0; i < 40; ++i) {
    const std::string year = std::to_string(1990 + i % 13);
    table.Add({std::to_string(1 + i % 9) + " May " + year, year});
  }
  EXPECT_EQ(Only(table), "area = the part of key behind ' '");
}

TEST(DerivedColumn, NothingInCommonByChance) {
  Table table(3);
  for (int i = 0; i < 200; ++i) {
    table.Add({std::string(1, static_cast<char>('a' + i % 5)) + "-" + std::to_string(i),
               i % 2 ? "a" : "b", std::to_string(i * 17 % 200)});
  }
  EXPECT_EQ(Only(table), "0 templates");
}

TEST(DerivedColumn, ConstantColumnsMakeNoTemplate) {
  Table table(2);
  for (int i = 0; i < 50; ++i) table.Add({"EU-" + std::to_string(i), "EU"});
  EXPECT_EQ(Only(table), "0 templates");
}

struct Blamed {
  uint32_t column;
  std::string value;
  bool operator==(const Blamed&) const = default;
};

std::vector<Blamed> JudgeLast(const Table& table) {
  const EncodedSample sample = EncodeSample(table.rows);
  const DerivedJudge judge(sample, FindDerivedColumns(sample));
  std::vector<Blamed> likely;
  for (const DerivedBlame& blame : judge.Judge(table.Row(judge, table.rows.rows.size() - 1))) {
    if (blame.confidence >= 0.5) likely.push_back({blame.column, blame.value});
  }
  return likely;
}

Table PlainKeys() {
  return Keys([](auto area, auto code) { return area + "_" + code; });
}

TEST(DerivedJudge, ARowThatKeepsTheTemplate) {
  EXPECT_EQ(JudgeLast(PlainKeys()), std::vector<Blamed>());
}

TEST(DerivedJudge, TheComposedValueIsWrong) {
  Table table = PlainKeys();
  table.Add({"Nrth_12", "North", "12"});
  EXPECT_EQ(JudgeLast(table), (std::vector<Blamed>{{0, "North_12"}}));
}

TEST(DerivedJudge, ASourceIsWrong) {
  Table table = PlainKeys();
  table.Add({"North_12", "Nroth", "12"});
  EXPECT_EQ(JudgeLast(table), (std::vector<Blamed>{{1, "North"}}));
}

// A filler in the source says nothing of a season that a hundred rows have.
TEST(DerivedJudge, AValueThatNoRowHasSaysNothingOfOneThatManyHave) {
  Table table(2);
  for (int i = 0; i < 400; ++i) {
    const std::string season = (i % 2 == 0 ? "AW2" : "SS2") + std::to_string(i % 3);
    table.Add({season, season + "-" + std::to_string(100000 + i * 37)});
  }
  for (int i = 0; i < 8; ++i) table.Add({table.rows.columns[0][i], "NULL"});
  const EncodedSample sample = EncodeSample(table.rows);
  const DerivedJudge judge(sample, FindDerivedColumns(sample));
  ASSERT_EQ(judge.columns().size(), 1u);
  for (const DerivedBlame& blame : judge.Judge(table.Row(judge, 400)))
    EXPECT_NE(blame.column, 0u) << blame.value;
}

TEST(DerivedJudge, WhatIsOftenAddedIsMeantSo) {
  Table table = PlainKeys();
  for (int i = 0; i < 12; ++i) table.Add({"North_12-" + std::to_string(i), "North", "12"});
  EXPECT_EQ(JudgeLast(table), std::vector<Blamed>());
}

TEST(DerivedJudge, ARareValueThatIsSpelledOutIsVouchedFor) {
  Table table = PlainKeys();
  table.Add({"Far_99", "Far", "99"});
  table.Add({"Far_98", "North", "99"});
  const EncodedSample sample = EncodeSample(table.rows);
  const DerivedJudge judge(sample, FindDerivedColumns(sample));
  EXPECT_TRUE(judge.Vouches(table.Row(judge, 60), 0));
  EXPECT_FALSE(judge.Vouches(table.Row(judge, 60), 1));
  EXPECT_FALSE(judge.Vouches(table.Row(judge, 61), 0));
}

}  // namespace
}  // namespace assay
