// rival_spelling: the more frequent spelling is wrong when titles, the language or further
// spellings say so; two things with near names are left alone.
#include <random>
#include <set>

#include <fmt/format.h>

#include "row_table.h"

namespace assay {
namespace {

TEST(RivalSpelling, BelievesTheTitles) {
  RowTable table({"brand", "title"});
  for (int i = 0; i < 300; ++i) {
    const std::string brand = i % 3 == 0 ? "Ostrander" : i % 3 == 1 ? "Kestrel" : "Bellamy";
    const bool misspelt = i % 3 == 0 && i % 5 != 0;
    table.Add({misspelt ? "Ostrnder" : brand, brand + " lamp " + std::to_string(i)});
  }
  const auto found = table.Check("rival_spelling");
  EXPECT_EQ(found.size(), 80u);
  for (const auto& f : found) EXPECT_EQ(f.evidence.suggestion, "Ostrander");
}

TEST(RivalSpelling, KnowsCommonWords) {
  RowTable table({"status", "id"});
  const char* kinds[] = {"recieved", "recieved", "received", "returned", "available", "cancelled"};
  for (int i = 0; i < 240; ++i) table.Add({kinds[i % 6], std::to_string(i)});
  const auto found = table.Check("rival_spelling");
  EXPECT_EQ(found.size(), 80u);
  for (const auto& f : found) EXPECT_EQ(f.evidence.suggestion, "received");
}

// Where nothing but the rows says which of two frequent spellings is right, a dependency counts the
// same rows: it is not told, too.
TEST(RivalSpelling, ADependencyCountsTheRowsOnlyOnce) {
  std::mt19937 random(5);
  RowTable table({"school", "county"});
  const char* counties[] = {"Olmon County", "Heslang County", "Wexbri County", "Tarfal County"};
  for (int i = 0; i < 2400; ++i) {
    const int school = static_cast<int>(random() % 40);
    const bool other = school % 4 == 0 && random() % 4 == 0;
    table.Add({fmt::format("{}", 8100 + school), other ? "Onmon County" : counties[school % 4]});
  }
  EXPECT_GT(table.Check("rival_spelling").size(), 100U);
  EXPECT_TRUE(table.Check("functional_dependency").empty());
}

// Persons who are called as a firm are everywhere, not only beside the firm.
TEST(RivalSpelling, PersonsOfTheSameNameSayNothingOfTheFirm) {
  std::mt19937 random(7);
  RowTable table({"maker", "ordered_by"});
  const char* makers[] = {"Mercer", "Sigma", "Roth", "Fischer", "Fisher", "Aldine"};
  for (int i = 0; i < 2400; ++i) {
    const std::string name = random() % 30 == 0 ? "Fischer" : "Young " + std::to_string(i % 90);
    table.Add({makers[random() % 6], "Anna " + name});
  }
  EXPECT_TRUE(table.Check("rival_spelling").empty());
}

// Names are on no list; letters that never follow each other tell the slip that most rows have.
TEST(RivalSpelling, KnowsASlipByItsLetters) {
  RowTable table({"town", "id"});
  const char* towns[] = {"Wingtrpol", "Wingtrpol", "Wingorpol",
                         "Denhesmon", "Kavorsel",  "Brunimley"};
  for (int i = 0; i < 240; ++i) table.Add({towns[i % 6], std::to_string(i)});
  const auto found = table.Check("rival_spelling");
  EXPECT_EQ(found.size(), 80u);
  for (const auto& f : found) EXPECT_EQ(f.evidence.suggestion, "Wingorpol");
  for (std::string& town : table.cells[0])
    town = town == "Wingtrpol" ? "Hofmannsen" : town == "Wingorpol" ? "Hoffmannsen" : town;
  EXPECT_TRUE(table.Check("rival_spelling").empty()) << "names have both forms";
}

// A name with odd letters among many names that are on no list: the number of rows decides.
TEST(RivalSpelling, LettersOfManyUnknownNamesTurnNoMajorityRound) {
  const char* heads[] = {"Wing", "Denhes", "Kavor", "Brunim", "Tolke", "Hasru", "Fenva", "Lurmi"};
  const char* tails[] = {"orpol", "mon", "sel", "ley", "bruk", "tavi", "gorm", "nesk", "wador"};
  RowTable table({"town", "code"});
  const auto add = [&](const std::string& town, size_t code, int rows) {
    for (int i = 0; i < rows; ++i) table.Add({town, "N" + std::to_string(code)});
  };
  for (size_t i = 0; i < 72; ++i) add(std::string(heads[i % 8]) + tails[i % 9], i, 6);
  add("Zelgtrpol", 100, 40);
  add("Zelgorpol", 100, 18);
  const auto found = table.Check("rival_spelling");
  EXPECT_EQ(found.size(), 18u);
  for (const auto& f : found) EXPECT_EQ(f.evidence.suggestion, "Zelgtrpol");
}

// The same two towns, each with a number of its own.
TEST(RivalSpelling, LettersDoNotMakeOneThingOfTwo) {
  RowTable table({"town", "code"});
  const char* towns[] = {"Wingtrpol", "Wingtrpol", "Wingorpol",
                         "Denhesmon", "Kavorsel",  "Brunimley"};
  for (int i = 0; i < 240; ++i)
    table.Add({towns[i % 6], i % 6 < 2 ? "N1" : i % 6 == 2 ? "N2" : "N3"});
  EXPECT_TRUE(table.Check("rival_spelling").empty());
}

// One letter in a long word, one form six times as frequent: two things where each has its code.
TEST(RivalSpelling, WhatHasACodeOfItsOwnIsAThing) {
  RowTable table({"plant", "code", "cut"});
  const char* plants[] = {"Campanulaceus", "Campanulareus", "Hydrangealis", "Rosmarinensis"};
  for (int i = 0; i < 800; ++i) {
    const int plant = i % 10 == 0 ? 1 : i % 10 < 8 ? 0 : i % 10 - 6;
    table.Add({plants[plant], "K" + std::to_string(plant * 4 + 3), std::to_string(i % 5)});
  }
  EXPECT_TRUE(table.Check("rival_spelling").empty());
  for (std::string& code : table.cells[1]) code = code == "K7" ? "K3" : code;
  EXPECT_FALSE(table.Check("rival_spelling").empty());
}

TEST(RivalSpelling, EndingsOfCompoundsAreNoSlips) {
  RowTable table({"salt", "id"});
  const char* metals[] = {"sodium", "calcium", "potassium", "zinc"};
  const char* acids[] = {"phosphate", "phosphate", "phosphite", "nitrate", "chloride"};
  for (int i = 0; i < 400; ++i)
    table.Add({std::string(metals[i / 5 % 4]) + " " + acids[i % 5], std::to_string(i)});
  EXPECT_TRUE(table.Check("rival_spelling").empty());
}

TEST(RivalSpelling, TakesTheCentreOfAGroupsSpellings) {
  RowTable table({"town", "code"});
  const char* spellings[] = {"Hildeshiem", "Hildeshiem", "Hildeshiem", "Hildesheim", "Hildeseim"};
  for (int i = 0; i < 400; ++i) {
    const int code = i % 8;
    table.Add(
        {code == 3 ? spellings[i / 8 % 5] : "Town" + std::string(4, static_cast<char>('a' + code)),
         "K" + std::to_string(code)});
  }
  std::set<std::string> wrong;
  for (const auto& f : table.Check("rival_spelling")) wrong.insert(table.cells[0][f.row]);
  EXPECT_TRUE(wrong.contains("Hildeshiem"));
  EXPECT_FALSE(wrong.contains("Hildesheim"));
}

TEST(RivalSpelling, KnowsASlipThatManyValuesShare) {
  RowTable table({"finding", "id"});
  const char* first[] = {"chronic", "severe", "acute", "recurrent"};
  const char* second[] = {"pneumonia", "infection", "bleeding", "infecton", "infecton"};
  for (int i = 0; i < 400; ++i)
    table.Add({std::string(first[i / 5 % 4]) + " " + second[i % 5], std::to_string(i)});
  const auto found = table.Check("rival_spelling");
  EXPECT_EQ(found.size(), 160u);
  for (const auto& f : found) EXPECT_TRUE(f.evidence.suggestion.ends_with(" infection"));
}

// Damaged values are many kinds of few rows; the wrong word fills the column.
TEST(RivalSpelling, KnowsCommonWordsBesideDamage) {
  RowTable table({"origin", "id"});
  const char* kinds[] = {"aquired", "aquired", "aquired", "founded", "inherited"};
  for (int i = 0; i < 400; ++i) {
    std::string kind = kinds[i % 5];
    if (i % 20 == 19) kind.insert(static_cast<size_t>(i) % 6, "x" + std::to_string(i % 7) + "q");
    if (i % 50 == 2) kind = "acquired";
    table.Add({kind, std::to_string(i)});
  }
  const auto found = table.Check("rival_spelling");
  EXPECT_GT(found.size(), 200u);
  for (const auto& f : found) EXPECT_EQ(f.evidence.suggestion, "acquired");
}

TEST(RivalSpelling, DoubtsOneLetterInsideALongWord) {
  RowTable table({"chain", "id"});
  const char* chains[] = {"Brightwater", "Brightwater", "Brightwater", "Oldcastle", "Merriweather"};
  for (int i = 0; i < 500; ++i)
    table.Add({i % 25 == 0 ? "Brightwatter" : chains[i % 5], std::to_string(i)});
  const auto found = table.Check("rival_spelling");
  EXPECT_EQ(found.size(), 20u);
  for (const auto& f : found) EXPECT_EQ(f.evidence.suggestion, "Brightwater");
}

TEST(RivalSpelling, LeavesEndingsOfLongWordsAlone) {
  RowTable table({"title", "id"});
  const char* titles[] = {"Baustelle", "Baustellen", "Christiane", "Christiana", "Wohnung"};
  const int shares[] = {0, 0, 0, 0, 1, 2, 2, 2, 2, 3, 4, 4};
  for (int i = 0; i < 480; ++i) table.Add({titles[shares[i % 12]], std::to_string(i)});
  EXPECT_TRUE(table.Check("rival_spelling").empty());
}

// Four letters of another script are eight bytes, and names near each other are two names.
TEST(RivalSpelling, CountsLettersNotBytes) {
  RowTable table({"given", "family"});
  for (int i = 0; i < 420; ++i) {
    table.Add({i % 7 == 0   ? "Алена"
               : i % 2 == 0 ? "Алина"
                            : "Марина",
               i % 5 == 0   ? "Gustavsson"
               : i % 2 == 0 ? "Gustafsson"
                            : "Lindqvist"});
  }
  EXPECT_TRUE(table.Check("rival_spelling").empty());
}

TEST(RivalSpelling, LeavesTwoThingsAlone) {
  RowTable table({"name", "ward", "code"});
  const char* names[] = {"Marie", "Maria", "Erika", "Erica", "Anton", "Antonia"};
  const char* wards[] = {"North Wing", "South Wing", "East Wing", "West Wing"};
  std::mt19937 random(5);
  for (int i = 0; i < 400; ++i) {
    const size_t ward = random() % 4;
    table.Add({names[random() % 6], wards[ward], std::to_string(ward / 2)});
  }
  EXPECT_TRUE(table.Check("rival_spelling").empty());
}

// The word of one station is misspelt in most of its rows; other stations have it as it should be.
TEST(RivalSpelling, BelievesTheWordThatOtherValuesHave) {
  const auto found = StationsOfOneMisspelt().Check("rival_spelling");
  EXPECT_EQ(found.size(), 90u);
  for (const auto& f : found) EXPECT_EQ(f.evidence.suggestion, "Kalmir Background");
}

// Only one clinic has the wrong name of its town, and now and then the right one, as others have.
TEST(RivalSpelling, BelievesTheSpellingOfOtherThings) {
  RowTable table({"clinic", "town", "score"});
  for (int i = 0; i < 400; ++i) {
    const int clinic = i % 20;
    const std::string town = clinic < 3
                                 ? (clinic == 1 && i / 20 % 5 != 0 ? "raleywildun" : "raleywindun")
                                 : "town" + std::string(3, static_cast<char>('a' + clinic));
    table.Add({"C" + std::to_string(clinic), town, std::to_string(i * 7 % 90)});
  }
  const auto found = table.Check("rival_spelling");
  EXPECT_EQ(found.size(), 16u);
  for (const auto& f : found) EXPECT_EQ(f.evidence.suggestion, "raleywindun");
}

// Sorts that differ in a letter; the Latin name of one is spelled as the other sort is.
TEST(RivalSpelling, SortsWithNamesOfTheirOwnAreNotOneThing) {
  const char* stems[] = {"campol", "dunvar", "hesmor", "kalib", "roshan", "telmin"};
  RowTable table({"sort", "latin"});
  for (int i = 0; i < 600; ++i) {
    const std::string stem = stems[i % 6];
    const bool first = i % 12 < 6;
    table.Add({stem + (first ? "o" : "a"), stem + (first ? "a" : "um")});
  }
  EXPECT_TRUE(table.Check("rival_spelling").empty());
}

// A few remarks have the right spelling, in the rows of either and in no others.
TEST(RivalSpelling, BelievesRemarksThatNameBothSpellingsAlike) {
  RowTable table({"gear", "remark", "id"});
  const char* gears[] = {"Palange", "Palange", "Palangre", "Cerco", "Emalhar"};
  for (size_t i = 0; i < 400; ++i) {
    const bool is_longline = i % 5 < 3;
    table.Add({gears[i % 5],
               i % 7 != 0    ? ""
               : is_longline ? "isco, palangre"
                             : "isco",
               std::to_string(i)});
  }
  const auto found = table.Check("rival_spelling");
  EXPECT_EQ(found.size(), 160u);
  for (const auto& f : found) EXPECT_EQ(f.evidence.suggestion, "Palangre");
  for (size_t i = 0; i < 400; i += 7) table.cells[1][i] = "isco, palangre";
  EXPECT_TRUE(table.Check("rival_spelling").empty()) << "they speak of anything";
}

// A long word is one thing with one letter wrong: where remarks use it, they tell which.
TEST(RivalSpelling, BelievesRemarksAboutALongWord) {
  RowTable table({"start", "remark", "id"});
  const char* starts[] = {"Onmiddelijk", "Onmiddelijk", "Onmiddellijk", "Na overleg",
                          "Na de zomer"};
  for (size_t i = 0; i < 400; ++i)
    table.Add({starts[i % 5], i % 7 == 0 ? "onmiddellijk vrij" : "", std::to_string(i)});
  const auto found = table.Check("rival_spelling");
  EXPECT_EQ(found.size(), 160u);
  for (const auto& f : found) EXPECT_EQ(f.evidence.suggestion, "Onmiddellijk");
}

// "argentatus" begins as "argenté" does; a bird with its own Latin name is another one.
TEST(RivalSpelling, BelievesWordsThatBeginAlike) {
  RowTable table({"bird", "latin", "id"});
  const char* birds[] = {"Goéland agrenté", "Goéland agrenté", "Goéland argenté", "Merle noir",
                         "Pic épeiche"};
  const char* latin[] = {"Larus argentatus", "Larus argentatus", "Larus argentatus",
                         "Turdus merula", "Dendrocopos major"};
  for (size_t i = 0; i < 400; ++i) table.Add({birds[i % 5], latin[i % 5], std::to_string(i)});
  const auto found = table.Check("rival_spelling");
  EXPECT_EQ(found.size(), 160u);
  for (const auto& f : found) EXPECT_EQ(f.evidence.suggestion, "Goéland argenté");
  for (std::string& name : table.cells[1]) name = name == "Larus argentatus" ? "Larus vegae" : name;
  for (const auto& f : table.Check("rival_spelling"))
    EXPECT_NE(f.evidence.suggestion, "Goéland argenté") << "nothing but the rows tells";
}

// Where another column holds both as one thing, one more value with the word is enough.
TEST(RivalSpelling, BelievesAnotherValueWithTheWord) {
  RowTable table({"latin", "name", "id"});
  const char* latin[] = {"Octopus vulgarus", "Octopus vulgarus", "Octopus vulgaris",
                         "Loligo vulgaris",  "Sparus aurata",    "Scomber colias"};
  const char* names[] = {"polvo", "polvo", "polvo", "lula", "dourada", "cavala"};
  for (size_t i = 0; i < 420; ++i) table.Add({latin[i % 6], names[i % 6], std::to_string(i)});
  const auto found = table.Check("rival_spelling");
  EXPECT_EQ(found.size(), 140u);
  for (const auto& f : found) EXPECT_EQ(f.evidence.suggestion, "Octopus vulgaris");
}

// "Undeclared" stands in other values, too, so that the two may be two things; but the remarks name
// only one of them.
TEST(RivalSpelling, RemarksTellOfAFamiliarWord) {
  RowTable table({"no", "reason", "remark"});
  const char* reasons[] = {"Undeclared Sulfites", "Undeclared Milk", "Salmonella", "Listeria"};
  for (int i = 0; i < 400; ++i) {
    const std::string reason = reasons[i * 7 % 4];
    const bool wrong = i * 7 % 4 == 0 && i % 5 < 3;
    table.Add({std::to_string(i), wrong ? "Undecleared Sulfites" : reason,
               i % 3 == 0 ? "may contain " + reason : "retail stores"});
  }
  const auto found = table.Check("rival_spelling");
  ASSERT_EQ(found.size(), 60u);
  for (const RowFinding& f : found) EXPECT_EQ(f.evidence.suggestion, "Undeclared Sulfites");
}

}  // namespace
}  // namespace assay
