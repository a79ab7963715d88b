// Tables with names above their columns and tables without.
#include "assay/source/detect_header.h"

#include <gtest/gtest.h>

#include "read_all.h"

namespace assay {
namespace {

bool Finds(const std::vector<RecordValues>& records) { return HasHeader(records); }

TEST(DetectHeader, NamesStandAboveOtherThings) {
  EXPECT_TRUE(Finds({{"id", "name"}, {"1", "ab"}, {"2", "cd"}, {"3", "ef"}}));
  EXPECT_TRUE(Finds({{"word"}, {"apple"}, {"pear"}, {"plum"}}));  // nothing tells
}

TEST(DetectHeader, NumbersAmongNumbersAreARow) {
  EXPECT_FALSE(Finds({{"7", "ab"}, {"2", "cd"}, {"13", "ef"}, {"4.5", "gh"}}));
}

TEST(DetectHeader, ADateAmongDatesIsARow) {
  EXPECT_FALSE(Finds({{"2021-03-04", "ab"},
                      {"2021-04-04", "cd"},
                      {"", ""},
                      {"2021-05-04", "x"},
                      {"2021-06-04", "y"}}));
  // A date above numbers is a name.
  EXPECT_TRUE(Finds({{"2021-03-04"}, {"1"}, {"2"}, {"3"}}));
}

TEST(DetectHeader, ACodeOfTheShapeOfTheOthersIsARow) {
  EXPECT_FALSE(Finds({{"AB-12", "red"}, {"AC-13", "green"}, {"BD-7", "blue"}, {"XY-1", "grey"}}));
  EXPECT_TRUE(Finds({{"code-1a", "red"}, {"AC-13", "green"}, {"BD-7", "blue"}, {"XY-1", "grey"}}));
}

TEST(DetectHeader, AValueThatComesAgainIsARow) {
  EXPECT_FALSE(Finds({{"red", "wool"}, {"blue", "silk"}, {"red", "silk"}, {"blue", "wool"}}));
  // A header that comes again, as where files were put together, is one.
  EXPECT_TRUE(Finds(
      {{"hue", "cloth"}, {"blue", "silk"}, {"hue", "cloth"}, {"blue", "wool"}, {"blue", "silk"}}));
}

TEST(DetectHeader, YearsThatHeadColumnsAreNames) {
  EXPECT_TRUE(Finds({{"2019", "2020", "2021"}, {"5", "7", "6"}, {"8", "3", "4"}, {"1", "2", "2"}}));
  EXPECT_TRUE(Finds({{"1", "10", "100", "1000"},
                     {"5", "7", "6", "6"},
                     {"8", "3", "4", "1"},
                     {"1", "2", "2", "9"}}));
}

TEST(DetectHeader, NumbersFromZeroAreNames) {
  EXPECT_TRUE(Finds({{"", "0", "1"}, {"0", "a", "5"}, {"1", "b", "6"}, {"2", "c", "5"}}));
}

TEST(DetectHeader, OneNameAboveOthersIsEnough) {
  EXPECT_TRUE(Finds({{"7", "name", "3"}, {"2", "1", "6"}, {"13", "8", "6"}, {"4.5", "9", "7"}}));
}

TEST(DetectHeader, TooFewRowsTellNothing) {
  EXPECT_TRUE(Finds({}));
  EXPECT_TRUE(Finds({{"7", "9"}, {"2", "3"}, {"1", "1"}}));
}

TEST(DetectHeader, ATableWithoutOneIsReadWhole) {
  const ReadTable table = ReadText("5,ab\n3,cd\n4,ef\n1,gh\n");
  EXPECT_EQ(table.schema.columns, (std::vector<std::string>{"column_1", "column_2"}));
  EXPECT_EQ(table.rows.size(), 4u);
  EXPECT_EQ(table.schema.warnings.size(), 1u);
  SourceOptions given;
  given.header = true;
  const ReadTable named = ReadText("5,ab\n3,cd\n4,ef\n1,gh\n", given);
  EXPECT_EQ(named.rows.size(), 3u);
  EXPECT_TRUE(named.schema.warnings.empty());
}

}  // namespace
}  // namespace assay
