// Rows about one person that were entered twice; and tables where alike rows are different things.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "row_table.h"

namespace assay {
namespace {

const std::string kSyllables[] = {"ba",  "kor", "lin",  "mo",  "ter", "vas",
                                  "den", "fu",  "gril", "hop", "jan"};

std::string Word(size_t n) {
  return kSyllables[n % 11] + kSyllables[n / 11 % 11] + kSyllables[n / 121 % 11];
}

// Sixty people; every third one is entered twice, with a letter of the name dropped and the street
// shortened in every other case.
RowTable People() {
  RowTable table({"name", "address", "phone", "born"});
  for (size_t i = 0; i < 60; ++i) {
    const std::string phone = std::to_string(7000000 + 7919 * i),
                      born = std::to_string(1930 + i * 37 % 60);
    const std::string name = Word(i * 17 + 3) + " " + Word(i * 29 + 200);
    const std::string street = Word(i * 41 + 77);
    table.Add({name, std::to_string(10 + i) + " " + street + " street", phone, born});
    if (i % 3 != 0) continue;
    std::string again = name;
    if (i % 2 == 0) again.erase(3, 1);
    table.Add({again, std::to_string(10 + i) + " " + street + (i % 2 == 0 ? " st" : " street"),
               phone, born});
  }
  return table;
}

constexpr double kSure = 0.98;

// Of the finding on this cell; 0 if there is none.
double ConfidenceAt(const RowTable& table, uint64_t row, uint32_t column) {
  for (const RowFinding& found : table.Check("duplicate_conflict"))
    if (found.row == row && found.column == column) return found.evidence.confidence;
  return 0;
}

TEST(DuplicateConflict, TwinsThatAgreeAreRight) {
  EXPECT_TRUE(People().Check("duplicate_conflict").empty());
}

TEST(DuplicateConflict, ANumberOfAnotherPersonIsBlamed) {
  RowTable table = People();
  const std::string own = table.cells[2][1];
  table.cells[2][1] = table.cells[2][8];
  const auto found = table.Check("duplicate_conflict");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].row, 1u);
  EXPECT_EQ(found[0].column, 2u);
  EXPECT_EQ(found[0].evidence.suggestion, own);
  EXPECT_GT(found[0].evidence.confidence, kSure);
}

// Both rows are written alike; only the number itself tells.
TEST(DuplicateConflict, ANumberOfAnotherPersonIsEnoughWhereAllElseAgrees) {
  RowTable table = People();
  ASSERT_EQ(table.cells[0][5], table.cells[0][4]);
  table.cells[2][5] = table.cells[2][8];
  EXPECT_GT(ConfidenceAt(table, 5, 2), kSure);
  EXPECT_LT(ConfidenceAt(table, 4, 2), 0.5);
}

// Nothing but its misspelt name tells which of two rows has the wrong digit.
TEST(DuplicateConflict, TheCarelessRowIsBlamedForADigit) {
  RowTable table = People();
  const std::string own = table.cells[2][1];
  table.cells[2][1][3] = own[3] == '5' ? '6' : '5';
  const auto found = table.Check("duplicate_conflict");
  double careless = 0, careful = 0;
  for (const RowFinding& f : found) {
    EXPECT_EQ(f.column, 2u);
    (f.row == 1 ? careless : careful) = f.evidence.confidence;
  }
  EXPECT_GT(careless, kSure);
  EXPECT_LT(careful, 0.5);
}

TEST(DuplicateConflict, TwoOfThreeRowsDecideWhatHardlyEverDiffers) {
  RowTable table = People();
  table.Add({table.cells[0][4], table.cells[1][4], table.cells[2][4], table.cells[3][4]});
  const size_t last = table.cells[0].size() - 1;
  table.cells[2][last] = "8123456";
  EXPECT_GT(ConfidenceAt(table, last, 2), kSure);
}

TEST(DuplicateConflict, ARowThatDiffersInMoreIsPerhapsSomebodyElse) {
  RowTable table = People();
  table.cells[2][1] = table.cells[2][8];
  table.cells[3][1] = "2001";
  EXPECT_GT(ConfidenceAt(table, 1, 2), 0.5);
  EXPECT_LT(ConfidenceAt(table, 1, 2), kSure);
}

TEST(DuplicateConflict, NothingIsSureOfWhatMorePairsDifferIn) {
  RowTable table = People();
  for (const size_t careless : {1, 9, 17, 25}) {  // of the twenty people that are entered twice
    ASSERT_LT(table.cells[0][careless].size(), table.cells[0][careless - 1].size());
    table.cells[2][careless] = std::to_string(8123456 + 17 * careless);
  }
  EXPECT_GT(ConfidenceAt(table, 1, 2), 0.2);
  EXPECT_LT(ConfidenceAt(table, 1, 2), kSure);
}

// People of ten towns with one code each, who are entered twice in different spelling.
RowTable Townspeople() {
  RowTable table({"name", "address", "town", "zip"});
  for (size_t i = 0; i < 80; ++i) {
    const std::string name = Word(i * 17 + 3) + " " + Word(i * 29 + 200);
    const std::string street = std::to_string(10 + i) + " " + Word(i * 41 + 77);
    for (const char* kind : {" street", " st"})
      table.Add({name, street + kind, Word(i % 10 * 31 + 5), std::to_string(40000 + i % 10 * 137)});
  }
  return table;
}

TEST(DuplicateConflict, WhatGoesWithTheRestOfTheRowIsRight) {
  RowTable table = Townspeople();
  table.cells[3][6] = table.cells[3][9];
  EXPECT_GT(ConfidenceAt(table, 6, 3), kSure);
  EXPECT_LT(ConfidenceAt(table, 7, 3), 0.5);
}

// Forty brewers of three beers each, in rows of their own; every fourth beer is entered twice, with
// a slip in its name.
RowTable Beers() {
  RowTable table({"beer", "brewer", "town", "strength"});
  for (size_t i = 0; i < 40; ++i) {
    const std::string brewer = Word(i * 17 + 3) + Word(i * 29 + 200), town = Word(i * 41 + 77);
    for (size_t k = 0; k < 3; ++k) {
      const std::string kinds[] = {"porter", "golden", "tripel"};
      const std::string beer = brewer + " " + kinds[k], strength = std::to_string(40 + i * 7 % 50);
      table.Add({beer, brewer, town, strength});
      if ((i + k) % 4 != 0) continue;
      std::string slip = beer;
      slip.erase(3, 1);
      table.Add({slip, brewer, town, strength});
    }
  }
  return table;
}

TEST(DuplicateConflict, NamesWithAUsualWordEachAreOfTwoThings) {
  RowTable table = Beers();
  EXPECT_EQ(table.cells[0][2].substr(table.cells[0][2].size() - 6), "golden") << "entered once";
  table.cells[3][2] = "99";
  EXPECT_TRUE(table.Check("duplicate_conflict").empty());
}

TEST(DuplicateConflict, VariantsOfOneArticleDiffer) {
  RowTable table({"title", "size", "price"});
  for (size_t i = 0; i < 40; ++i) {
    const std::string title = Word(i * 17 + 3) + " " + Word(i * 29 + 200);
    for (const char* size : {"small", "medium", "large"}) {
      table.Add({title, size, std::to_string(20 + i + (size[0] == 'l' && i % 4 == 0 ? 5 : 0))});
    }
  }
  EXPECT_TRUE(table.Check("duplicate_conflict").empty());
}

// Places that are visited every other year, written in two ways. With `lasting`, the owner of every
// other place changes once and for good, in one of its visits; without, one visit in the middle
// names the owner of another place.
RowTable Places(bool lasting) {
  RowTable table({"place", "street", "owner", "seen"});
  for (size_t i = 0; i < 60; ++i) {
    const std::string name = Word(i * 17 + 3) + " " + Word(i * 29 + 200);
    const std::string street = std::to_string(10 + i) + " " + Word(i * 41 + 77);
    for (size_t visit = 0; visit < 4; ++visit) {
      const bool other = i % 2 == 0 && (lasting ? visit == 3 : visit == 1);
      table.Add({name, street + (visit % 2 == 0 ? " st" : " street"),
                 Word((other ? i + 100 : i) * 53 + 11), std::to_string(2001 + 2 * visit + i % 2)});
    }
  }
  return table;
}

TEST(DuplicateConflict, WhatOftenDiffersIsHardlyAFact) {
  RowTable table({"place", "street", "owner", "district"});
  for (size_t i = 0; i < 120; ++i) {
    const std::string name = Word(i * 17 + 3) + " " + Word(i * 29 + 200);
    const std::string street = std::to_string(10 + i) + " " + Word(i * 41 + 77);
    for (size_t visit = 0; visit < 6; ++visit) {
      const bool other = visit == 1 || (visit == 4 && i % 4 == 0);
      table.Add({name, street + (visit % 2 == 0 ? " st" : " street"),
                 Word((other ? i + 100 : i) * 53 + 11), Word(i * 61)});
    }
  }
  const auto found = table.Check("duplicate_conflict");
  ASSERT_FALSE(found.empty());
  // 28 % of the compared pairs differ in it.
  for (const RowFinding& conflict : found) EXPECT_LE(conflict.evidence.confidence, 0.85);
}

TEST(DuplicateConflict, AFactThatChangedForGoodIsDoubtedLessThanOneThatReturns) {
  double most = 0;
  for (const RowFinding& found : Places(true).Check("duplicate_conflict"))
    most = std::max(most, found.evidence.confidence);
  const auto returning = Places(false).Check("duplicate_conflict");
  ASSERT_EQ(returning.size(), 30u);
  for (const RowFinding& found : returning) {
    EXPECT_EQ(found.column, 2u);
    EXPECT_EQ(found.row % 4, 1u);
    EXPECT_GT(found.evidence.confidence, most + 0.2);
  }
}

TEST(DuplicateConflict, OfTwoRowsNoneIsBlamedMoreThanHalfWithoutASign) {
  RowTable table = People();
  table.cells[2][5] = "8123456";  // nobody else has it, and both rows are written alike
  for (const RowFinding& found : table.Check("duplicate_conflict"))
    EXPECT_LE(found.evidence.confidence, 0.5);
}

}  // namespace
}  // namespace assay
