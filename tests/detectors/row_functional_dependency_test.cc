// functional_dependency on tables made here: right and wrong sides, respelled groups, clean tables.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "assay/detect/registry.h"
#include "assay/profile/spelling_distance.h"
#include "row_table.h"

namespace assay {
namespace {

// 12 shops in 12 towns, 10 rows each: shop determines town and phone, and they determine it.
RowTable Shops() {
  RowTable table({"row", "shop", "town", "phone"});
  for (int shop = 0; shop < 12; ++shop) {
    for (int i = 0; i < 10; ++i) {
      table.Add({std::to_string(shop * 10 + i), "shop number " + std::string(1, 'a' + shop),
                 "town" + std::to_string(shop * 7919 % 1000),
                 "0" + std::to_string(100 + shop * 37)});
    }
  }
  return table;
}

TEST(FunctionalDependency, IsSilentOnACleanTable) {
  EXPECT_TRUE(Shops().Check("functional_dependency").empty());
}

TEST(FunctionalDependency, FindsAndRepairsAWrongTown) {
  RowTable table = Shops();
  const std::string right = table.cells[2][35];
  table.cells[2][35] = table.cells[2][5];
  const auto found = table.Check("functional_dependency");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].row, 35u);
  EXPECT_EQ(found[0].column, 2u);
  EXPECT_EQ(found[0].evidence.suggestion, right);
  EXPECT_GE(found[0].evidence.confidence, 0.5);
  EXPECT_NE(found[0].evidence.message.find("of 9 other rows"), std::string::npos);
}

// The town alone determines what is read here; a wrong town would make it look wrong.
TEST(FunctionalDependency, SaysWhichOnlyCellSpeaksAgainstTheBlamedOne) {
  RowTable table({"town", "rate"});
  for (int i = 0; i < 400; ++i) {
    const int town = i * 7919 % 20;
    table.Add({fmt::format("town {}", town), fmt::format("{}.5", town / 2)});
  }
  table.cells[1][77] = "3.5";
  ASSERT_NE(table.cells[1][57], "3.5");
  const auto found = table.Check("functional_dependency");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].column, 1u);
  EXPECT_EQ(found[0].evidence.beside, 0u);

  RowTable shops = Shops();
  shops.cells[2][35] = shops.cells[2][5];  // shop and phone speak against the town
  const auto wrong_town = shops.Check("functional_dependency");
  ASSERT_EQ(wrong_town.size(), 1u);
  EXPECT_FALSE(wrong_town[0].evidence.beside.has_value());
}

// Patients with three visits each; in one row the birth has day and month exchanged, in another it
// is a date of no patient.
TEST(FunctionalDependency, IsSureOfADateThatIsTheThingsOwnExchanged) {
  RowTable table({"patient", "born", "weight"});
  for (int i = 0; i < 300; ++i) {
    const int patient = i / 3;
    table.Add(
        {fmt::format("P{:03}", patient),
         fmt::format("{:02}/{:02}/{}", patient % 28 + 1, patient * 5 % 12 + 1, 1900 + patient),
         std::to_string(60 + i * 7 % 41)});
  }
  table.cells[1][1] = "02/07/1900";   // for 01/01/1900
  table.cells[1][16] = "02/06/1905";  // for 06/02/1905
  std::set<std::string> sure;
  for (const auto& finding : table.Check("functional_dependency"))
    if (finding.evidence.confidence >= 0.9) sure.insert(table.cells[finding.column][finding.row]);
  EXPECT_EQ(sure, std::set<std::string>{"02/06/1905"});
}

// A converted car's fuel is that of no type, and stands in types of all fuels.
TEST(FunctionalDependency, AnExceptionOfItsOwnKindIsNoSlip) {
  RowTable table({"row", "type", "fuel"});
  const std::vector<std::string> fuels = {"Petrol", "Diesel", "Electric"};
  for (int i = 0; i < 1800; ++i) {
    const int type = i % 60;
    const bool converted = i / 60 == 7 && type % 2 == 0;
    table.Add({std::to_string(i), "T" + std::to_string(1000 + type * 37),
               converted ? "LPG" : fuels[static_cast<size_t>(type) % 3]});
  }
  table.cells[2][61] = "Petrol";  // a diesel
  const auto found = table.Check("functional_dependency");
  std::set<uint64_t> rows;
  for (const auto& finding : found)
    if (finding.evidence.confidence > 0.3) rows.insert(finding.row);
  EXPECT_EQ(rows, std::set<uint64_t>{61});
}

TEST(FunctionalDependency, BlamesTheLeftSideWhenAllThatItDeterminesIsBroken) {
  RowTable table = Shops();
  table.cells[1][35] = table.cells[1][5];  // another shop's name: its town and phone seem wrong
  const auto found = table.Check("functional_dependency");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].column, 1u);
}

// Zip and town tell each other, so that either may be wrong; the row's twin, by its phone, keeps
// the town and breaks the zip.
TEST(FunctionalDependency, BlamesTheCellThatTheRestOfTheRowSpeaksAgainst) {
  RowTable table({"phone", "zip", "town"});
  for (int i = 0; i < 800; ++i) {
    const int person = i / 2, place = person * 7919 % 20;
    table.Add({std::to_string(170000 + person * 31), std::to_string(10000 + place * 37),
               "town" + std::string(3, static_cast<char>('a' + place))});
  }
  const std::string right = table.cells[1][401];
  table.cells[1][401] = table.cells[1][7];
  ASSERT_NE(table.cells[1][401], right);
  const auto found = table.Check("functional_dependency");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].row, 401u);
  EXPECT_EQ(found[0].column, 1u);
  EXPECT_EQ(found[0].evidence.suggestion, right);
  EXPECT_GE(found[0].evidence.confidence, 0.6);
}

// Plant and site say another country, and so does the currency that goes with it.
TEST(FunctionalDependency, IsSureOfACellThatAllTheRowSpeaksAgainst) {
  RowTable table({"plant", "site", "country", "currency"});
  for (int i = 0; i < 900; ++i) {
    const int plant = i * 7919 % 60, country = plant % 10;
    table.Add({fmt::format("P{}", 100 + plant), fmt::format("site {}", plant / 2 * 10 + plant % 2),
               fmt::format("land {}", country), fmt::format("money {}", country)});
  }
  table.cells[2][400] = table.cells[2][401];
  const auto found = table.Check("functional_dependency");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].row, 400u);
  EXPECT_EQ(found[0].column, 2u);
  EXPECT_GE(found[0].evidence.confidence, 0.95);
}

// 40 articles in 4,000 rows, each with a name of its own.
RowTable Articles() {
  RowTable table({"row", "article", "name", "pieces"});
  std::mt19937 random(3);
  for (int i = 0; i < 4000; ++i) {
    const int article = static_cast<int>(random() % 40);
    table.Add({std::to_string(i), fmt::format("A{}", 100 + article * 7),
               fmt::format("thing {}", article * 7919 % 997), std::to_string(random() % 50)});
  }
  return table;
}

TEST(FunctionalDependency, LoneViolationsInManyGroupsAreNearlySure) {
  RowTable table({"row", "shop", "town", "phone"});
  for (int i = 0; i < 4000; ++i) {
    const int shop = i * 7919 % 40;
    table.Add({std::to_string(i), fmt::format("shop {}", shop), fmt::format("town {}", shop % 20),
               fmt::format("0{}", 100 + shop * 37)});
  }
  for (size_t row = 100; row < 4000; row += 499) table.cells[2][row] = table.cells[2][row + 7];
  const auto found = table.Check("functional_dependency");
  ASSERT_EQ(found.size(), 8u);
  for (const RowFinding& f : found) {
    EXPECT_EQ(f.column, 2u);
    EXPECT_GE(f.evidence.confidence, 0.95);
  }
}

// Three copies of each book: two that agree tell the third, where only lone cells differ.
TEST(FunctionalDependency, TwoCopiesOfAThingTellTheThird) {
  RowTable table({"book", "title", "author", "shelf", "copy"});
  for (int i = 0; i < 600; ++i) {
    const int book = i / 3;
    table.Add({fmt::format("B{}", 1000 + book), fmt::format("title {}", book * 7919 % 997),
               fmt::format("author {}", book % 40),
               fmt::format("{}{}", "ABCD"[book % 4], book % 31), std::to_string(i % 3 + 1)});
  }
  std::set<uint64_t> wrong;
  for (size_t row = 4; row < 600; row += 40) {
    table.cells[2][row] = table.cells[2][(row + 301) % 600];
    wrong.insert(row);
  }
  std::set<uint64_t> found;
  for (const RowFinding& f : table.Check("functional_dependency")) {
    EXPECT_EQ(f.column, 2u);
    if (f.evidence.confidence >= 0.95) found.insert(f.row);
  }
  EXPECT_EQ(found, wrong);
}

TEST(FunctionalDependency, OfTwoCellsThatMayBothBeWrongTheSmallerGroupsIs) {
  RowTable table = Articles();
  for (size_t row = 0; row < 4000; ++row) {  // one article makes up half of the rows
    if (row % 2 == 0) continue;
    table.cells[1][row] = "A100";
    table.cells[2][row] = "thing 0";
  }
  for (const size_t row : {11u, 1501u}) table.cells[2][row] = "thing 940";
  const auto found = table.Check("functional_dependency");
  ASSERT_EQ(found.size(), 2u);
  for (const RowFinding& f : found) EXPECT_EQ(f.column, 2u);
}

TEST(FunctionalDependency, ANameThatChangedForGoodIsNoViolation) {
  RowTable table = Articles();
  for (size_t row = 3600; row < 4000; ++row) {
    if (table.cells[1][row] == "A142") table.cells[2][row] += " II";
  }
  EXPECT_TRUE(table.Check("functional_dependency").empty());
  const std::string was = table.cells[2][3590];
  for (size_t row = 2000; row < 2010; ++row) table.cells[2][row] = was;
  EXPECT_GE(table.Check("functional_dependency").size(), 8u);  // as often, but in other articles
}

// A price for each store, article and month; no two of the three tell it.
RowTable Prices(unsigned seed) {
  RowTable table({"store", "article", "month", "price"});
  std::mt19937 random(seed);
  std::vector<std::string> prices;
  for (int i = 0; i < 8 * 9 * 6; ++i) prices.push_back(fmt::format("{}.50", random() % 90));
  for (int i = 0; i < 4000; ++i) {
    const auto store = random() % 8, article = random() % 9, month = random() % 6;
    table.Add({fmt::format("s{}", store), fmt::format("a{}", article), fmt::format("m{}", month),
               prices[(store * 9 + article) * 6 + month]});
  }
  return table;
}

TEST(FunctionalDependency, LearnsKeysOfThreeColumns) {
  RowTable table = Prices(3);
  EXPECT_TRUE(table.Check("functional_dependency").empty());
  const std::string right = table.cells[3][1234];
  table.cells[3][1234] = right == "7.50" ? "8.50" : "7.50";
  const auto found = table.Check("functional_dependency");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].column, 3u);
  EXPECT_EQ(found[0].evidence.suggestion, right);
  EXPECT_GE(found[0].evidence.confidence, 0.5);
  EXPECT_NE(found[0].evidence.message.find("store 's"), std::string::npos);
  EXPECT_NE(found[0].evidence.message.find("month 'm"), std::string::npos);
}

// A code for each shelf, with three other rows each: where no row of a table breaks a dependency,
// three suffice.
TEST(FunctionalDependency, ThreeRowsSufficeWhereHardlyAnyBreaksIt) {
  RowTable table({"shelf", "code", "count"});
  for (int i = 0; i < 1200; ++i) {
    table.Add({"shelf " + std::to_string(1000 + i / 4), "C" + std::to_string(i / 4 * 7919 % 60),
               std::to_string(i % 7)});
  }
  table.cells[1][402] = "C1";
  const auto found = table.Check("functional_dependency");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].row, 402u);
  EXPECT_EQ(found[0].column, 1u);
  EXPECT_GE(found[0].evidence.confidence, 0.5);
}

TEST(FunctionalDependency, SeesNoKeysOfThreeColumnsInChance) {
  RowTable table({"a", "b", "c", "d"});
  std::mt19937 random(4);
  for (int i = 0; i < 3000; ++i) {
    const auto skewed = std::min(random() % 12, random() % 12);
    table.Add({fmt::format("a{}", random() % 9), fmt::format("b{}", random() % 10),
               fmt::format("c{}", random() % 11), fmt::format("d{}", skewed)});
  }
  EXPECT_TRUE(table.Check("functional_dependency").empty());
}

TEST(FunctionalDependency, IsSureEnoughOfOneRowInAThousand) {
  RowTable table({"code", "store"});
  for (int i = 0; i < 6000; ++i) {
    const int code = i * 7919 % 40, store = i % 997 == 77 ? code + 5 : code;
    table.Add({"K" + std::to_string(1000 + code), "store" + std::to_string(store % 12)});
  }
  const auto found = table.Check("functional_dependency");
  ASSERT_EQ(found.size(), 6u);
  for (const auto& f : found) {
    EXPECT_EQ(f.row % 997, 77u);
    EXPECT_GE(f.evidence.confidence, 0.5) << f.evidence.message;
  }
}

TEST(FunctionalDependency, PrefersTheSpellingThatTheOthersAreNearTo) {
  RowTable table = Shops();
  // Most rows of one shop misspell its town, each in its own way, two of them twice.
  const std::string right = "Hildesheim";
  const char* wrong[] = {"Hildeshiem", "Hildeshiem",  "ildesheim",
                         "ildesheim",  "Hildesheimm", "Hldesheim"};
  for (int i = 0; i < 10; ++i) table.cells[2][40 + i] = i < 6 ? wrong[i] : right;
  table.cells[2][48] = "Hildeshiem";
  table.cells[2][49] = "Hildesehim";
  const auto found = table.Check("functional_dependency");
  ASSERT_FALSE(found.empty());
  for (const auto& f : found) {
    EXPECT_EQ(f.evidence.suggestion, right) << f.row;
    EXPECT_NE(f.row, 46u);
    EXPECT_NE(f.row, 47u);
  }
}

TEST(SpellingDistance, CountsEditsAndSwaps) {
  EXPECT_EQ(SpellingDistance("abc", "abc", 3), 0u);
  EXPECT_EQ(SpellingDistance("abc", "acb", 3), 1u);
  EXPECT_EQ(SpellingDistance("abc", "abd", 3), 1u);
  EXPECT_EQ(SpellingDistance("", "ab", 3), 2u);
  EXPECT_EQ(SpellingDistance("kitten", "sitting", 3), 3u);
  EXPECT_EQ(SpellingDistance("kitten", "sitting", 1), 2u);
}

TEST(FunctionalDependency, FindsALoneCellAmongTheCopiesOfAThing) {
  RowTable table({"book", "title", "author", "shelf", "state"});
  std::mt19937 random(5);
  std::set<uint64_t> wrong;
  for (uint64_t book = 0; book < 150; ++book) {
    for (uint64_t copy = 0; copy < 5; ++copy) {
      const uint64_t row = 5 * book + copy;
      const bool spoiled = row % 40 == 17;
      if (spoiled) wrong.insert(row);
      table.Add({fmt::format("B{}", 100 + book), fmt::format("title {}", book * 7 % 150),
                 fmt::format("author {}", (book + (spoiled ? 31 : 0)) % 90),
                 fmt::format("shelf {}", book * 13 % 60), random() % 2 ? "in" : "out"});
    }
  }
  std::set<uint64_t> found;
  for (const auto& f : table.Check("functional_dependency")) {
    if (f.evidence.confidence < 0.95) continue;
    EXPECT_EQ(f.column, 2u);
    found.insert(f.row);
  }
  EXPECT_EQ(found, wrong);
}

// Where two copies of some books name another author, a lone one may be right, too.
TEST(FunctionalDependency, IsNotSureOfALoneCellWhereOthersRecur) {
  RowTable table({"book", "title", "author", "shelf", "state"});
  std::mt19937 random(5);
  for (uint64_t book = 0; book < 150; ++book) {
    for (uint64_t copy = 0; copy < 5; ++copy) {
      const bool other = book % 20 == 5 ? copy % 2 == 1 : book % 8 == 3 && copy == 2;
      table.Add({fmt::format("B{}", 100 + book), fmt::format("title {}", book * 7 % 150),
                 fmt::format("author {}", (book + (other ? 31 : 0)) % 90),
                 fmt::format("shelf {}", book * 13 % 60), random() % 2 ? "in" : "out"});
    }
  }
  size_t lone = 0;
  for (const auto& f : table.Check("functional_dependency")) {
    EXPECT_LT(f.evidence.confidence, 0.95) << f.evidence.message;
    lone += f.row / 5 % 8 == 3 && f.row % 5 == 2 && f.evidence.confidence >= 0.6;
  }
  EXPECT_GE(lone, 10u);
}

TEST(FunctionalDependency, FindsALoneCellInALargeGroup) {
  RowTable table({"state", "rate", "hours"});
  std::mt19937 random(5);
  std::set<uint64_t> wrong;
  for (uint64_t i = 0; i < 8000; ++i) {
    const uint64_t state = random() % 20;
    const bool spoiled = i % 1000 == 17;
    if (spoiled) wrong.insert(i);
    table.Add({fmt::format("s{}", state), fmt::format("{}%", 3 + (state + (spoiled ? 5 : 0)) % 20),
               std::to_string(random() % 50)});
  }
  std::set<uint64_t> found;
  for (const auto& f : table.Check("functional_dependency")) {
    if (f.evidence.confidence >= 0.5) found.insert(f.row);
  }
  EXPECT_EQ(found, wrong);
}

// Plants of a site have its status; `together`: of those that have none, the day of it is missing.
std::vector<RowFinding> WithBlanks(bool together) {
  RowTable table({"site", "status", "day", "no"});
  for (int i = 0; i < 300; ++i) {
    const std::string site(1, static_cast<char>('A' + i % 10));
    const bool blank = i % 60 == 7;
    const bool no_day = together ? blank : i % 60 == 9;
    table.Add({site, blank ? "" : "in use " + site, no_day ? "" : std::to_string(i * 7 % 23),
               std::to_string(i)});
  }
  return table.Check("functional_dependency");
}

// A flight is sold under its own number in two rows of three, in the others under any.
TEST(FunctionalDependency, IsNotSureWhereManyRowsOfTheGroupDiffer) {
  std::mt19937 random(5);
  RowTable table({"flight", "sold_as"});
  for (int i = 0; i < 3000; ++i) {
    const std::string flight = fmt::format("AQ{}", 100 + random() % 40);
    table.Add({flight, random() % 3 > 0 ? flight : fmt::format("HV{}", 4000 + random() % 4000)});
  }
  const std::string own = table.cells[0][0];
  table.cells[1][0] = own + own.back();  // a slip
  double slip = 0;
  for (const auto& found : table.Check("functional_dependency")) {
    if (found.row == 0) {
      slip = found.evidence.confidence;
    } else {
      EXPECT_LE(found.evidence.confidence, 0.5) << found.row;
    }
  }
  EXPECT_GT(slip, 0.5);
}

TEST(FunctionalDependency, DoubtsBlanksThatGoAlongWithOthers) {
  const auto alone = WithBlanks(false), together = WithBlanks(true);
  ASSERT_EQ(alone.size(), 5u);
  for (const RowFinding& found : together) {
    EXPECT_LT(found.evidence.confidence, alone[0].evidence.confidence - 0.1);
  }
}

// Two registers that say the same of 59 years: one lacks some, by chance. In a register of years
// and codes instead, a year tells the code, but says it otherwise.
std::vector<RowFinding> WithRegisters(bool say_the_same) {
  RowTable table({"town", "register a", "register b"});
  for (int i = 0; i < 400; ++i) {
    const std::string year = std::to_string(1900 + i * 7 % 59);
    table.Add(
        {fmt::format("town {}", i), year, i % 40 == 7 ? "" : (say_the_same ? "" : "code ") + year});
  }
  return table.Check("functional_dependency");
}

TEST(FunctionalDependency, DoubtsBlanksBesideAColumnThatSaysTheSame) {
  EXPECT_EQ(WithRegisters(false).size(), 10u);
  EXPECT_TRUE(WithRegisters(true).empty());
}

// Of those who had a first dose on a day most had the second one three weeks later, `percent` of
// them; every eighth never came.
double MostSureOfAMissingDose(int percent) {
  RowTable table({"number", "first", "second"});
  for (int i = 0; i < 1200; ++i) {
    const int day = i % 60, delay = i * 31 % 100 < percent ? 21 : 22 + i * 31 % 7;
    table.Add({std::to_string(i), fmt::format("day {}", day),
               i % 8 == i / 60 % 8 ? "" : fmt::format("day {}", day + delay)});
  }
  double most = 0;
  for (const RowFinding& f : table.Check("functional_dependency")) {
    if (table.cells[f.column][f.row].empty()) most = std::max(most, f.evidence.confidence);
  }
  return most;
}

TEST(FunctionalDependency, ADependencyThatManyRowsBreakAsksForNoValue) {
  EXPECT_GE(MostSureOfAMissingDose(80), 0.6);
  EXPECT_LE(MostSureOfAMissingDose(60), 0.6);
}

// One station's name is misspelt in most of its rows: the others of its rows are not to blame.
TEST(FunctionalDependency, DoesNotVoteForAWrongSpelling) {
  EXPECT_TRUE(StationsOfOneMisspelt().Check("functional_dependency").empty());
}

// Readings of one hour are near one another, and written with few decimals agree now and then.
TEST(FunctionalDependency, ReadingsThatAgreeNowAndThenAreNotDetermined) {
  RowTable table({"epoch", "mote", "volts"});
  for (int epoch = 0; epoch < 200; ++epoch) {
    for (int mote = 0; mote < 9; ++mote) {
      const bool higher = (epoch * 7 + mote * mote * 5) % 10 < 3;
      table.Add({std::to_string(epoch), std::to_string(mote),
                 fmt::format("{:.5f}", 2.7 - epoch * 0.00016 + (higher ? 0.01 : 0))});
    }
  }
  EXPECT_TRUE(table.Check("functional_dependency").empty());
}

}  // namespace
}  // namespace assay
