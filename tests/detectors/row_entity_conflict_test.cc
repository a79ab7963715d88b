// entity_conflict: reliable minorities win over sloppy majorities, formats do not count as
// conflicts.
#include <random>
#include <set>

#include <fmt/format.h>

#include "assay/profile/claim_value.h"
#include "row_table.h"

namespace assay {
namespace {

struct Conflicts {
  RowTable table{{"trip", "site", "leaves", "arrives", "gate"}};
  std::set<std::pair<uint64_t, uint32_t>> wrong;
};

// 60 trips told by 12 sites, of which some are right in 95 % and some in 45 % of the cells.
Conflicts MakeConflicts() {
  Conflicts made;
  std::mt19937 random(5);
  auto pick = [&](int n) { return static_cast<int>(random() % static_cast<uint32_t>(n)); };
  auto time = [](int minutes) {
    return std::to_string(minutes / 60 % 12 + 1) + ":" + std::to_string(10 + minutes % 50) +
           (minutes / 60 < 11 ? " a.m." : " p.m.");
  };
  uint64_t row = 0;
  for (int trip = 0; trip < 60; ++trip) {
    const int leaves = pick(1400), arrives = pick(1400), gate = pick(90);
    for (int site = 0; site < 12; ++site, ++row) {
      const int percent = site < 6 ? 95 : 45;
      std::vector<std::string> cells = {"trip-" + std::to_string(trip),
                                        "site" + std::string(1, 'a' + site), time(leaves),
                                        time(arrives), "G" + std::to_string(gate)};
      for (uint32_t c = 2; c < 5; ++c) {
        if (pick(100) < percent) continue;
        const std::string other = c == 4 ? "G" + std::to_string(pick(90)) : time(pick(1400));
        if (other == cells[c]) continue;
        cells[c] = other;
        made.wrong.insert({row, c});
      }
      made.table.Add(cells);
    }
  }
  return made;
}

TEST(EntityConflict, TellsRightFromWrongClaims) {
  const Conflicts made = MakeConflicts();
  double hit = 0;
  const auto found = made.table.Check("entity_conflict");
  for (const auto& f : found) hit += made.wrong.contains({f.row, f.column});
  ASSERT_FALSE(found.empty());
  const double precision = hit / static_cast<double>(found.size());
  const double recall = hit / static_cast<double>(made.wrong.size());
  EXPECT_GE(precision, 0.97);
  EXPECT_GE(recall, 0.95);
}

// Where the sources are months, what an employee's rows say may change for good.
TEST(EntityConflict, FactsThatChangeInTimeAreNoConflict) {
  RowTable table({"month", "employee", "site", "chief"});
  for (int employee = 0; employee < 30; ++employee) {
    for (int month = 0; month < 24; ++month) {
      const bool moved = employee % 2 == 0 && month >= 10 + employee / 3;
      table.Add({fmt::format("{}-{:02}", 2019 + month / 12, month % 12 + 1),
                 fmt::format("E{}", 400 + employee),
                 fmt::format("site {}", (employee + (moved ? 3 : 0)) % 7),
                 fmt::format("chief {}", (employee + (moved ? 2 : 0)) % 11)});
    }
  }
  EXPECT_TRUE(table.Check("entity_conflict").empty());
}

// 40 riders, the last two of one birthday, in 60 races. Each starts in two races of three, the last
// one in one.
struct Season {
  RowTable table{{"race", "licence", "rider", "nation", "born", "team"}};
  std::set<std::pair<uint64_t, uint32_t>> wrong;
};

Season MakeSeason(bool with_transfers) {
  Season season;
  uint64_t row = 0;
  for (int race = 0; race < 60; ++race) {
    for (int rider = 0; rider < 40; ++rider) {
      const bool starts = (race + rider) % 3 != 0;
      if (starts == (rider == 39)) continue;
      const bool moved = with_transfers && rider % 4 == 0 && race >= 36 + rider % 5;
      std::vector<std::string> cells = {
          fmt::format("GP {}{}", static_cast<char>('A' + race % 26),
                      static_cast<char>('a' + race / 26)),
          fmt::format("L{}", 4000 + rider * 7),
          fmt::format("rider {}{}", static_cast<char>('a' + rider % 20), "xy"[rider / 20]),
          fmt::format("nation {}", rider * 5 % 6),
          fmt::format("19{}-03-11", 60 + std::min(rider, 38)),
          fmt::format("team {}", (rider * 3 + (moved ? 1 : 0)) % 11)};
      if (const uint32_t c = 3 + row % 2; row % 97 == 5) {
        cells[c] += "9";
        season.wrong.insert({row, c});
      }
      season.table.Add(cells);
      ++row;
    }
  }
  return season;
}

TEST(EntityConflict, WhatChangesForGoodBetweenSourcesIsNoConflict) {
  const Season season = MakeSeason(true);
  const auto found = season.table.Check("entity_conflict");
  EXPECT_EQ(found.size(), season.wrong.size());
  for (const auto& f : found) EXPECT_TRUE(season.wrong.contains({f.row, f.column})) << f.row;
}

// Birthdays differ between riders nearly as licences do; but two riders share one, and some are
// wrong.
TEST(EntityConflict, AFactThatThingsShareDoesNotNameThem) {
  const Season season = MakeSeason(false);
  const auto found = season.table.Check("entity_conflict");
  EXPECT_EQ(found.size(), season.wrong.size());
  for (const auto& f : found) EXPECT_TRUE(season.wrong.contains({f.row, f.column})) << f.row;
}

// A cup of 24 teams in 12 days: a team is at home twice a day, and meets others more than once. The
// last of six sites shortens the teams' names. Every 41st row has another referee.
TEST(EntityConflict, DayHomeAndAwayTeamNameAMatch) {
  RowTable table({"site", "day", "home", "away", "score", "referee", "crowd"});
  std::set<std::pair<uint64_t, uint32_t>> wrong;
  uint64_t row = 0;
  for (int match = 0; match < 24 * 2 * 12; ++match) {
    const int day = match / 48, home = match % 24, away = (home + 1 + match / 24 * 5 % 23) % 24;
    for (int site = 0; site < 6; ++site, ++row) {
      const char* club = site == 5 ? "" : "FC ";
      table.Add({fmt::format("site {}", static_cast<char>('a' + site)),
                 fmt::format("{}.5.", day + 1), fmt::format("{}team {}", club, home),
                 fmt::format("{}team {}", club, away),
                 fmt::format("{}:{}", match * 7 % 5, match * 13 % 4),
                 fmt::format("judge {}", match * 17 % 31), std::to_string(900 + match * 37 % 701)});
      if (row % 41 != 3 || site == 5) continue;
      table.cells[5].back() += "9";
      wrong.insert({row, 5});
    }
  }
  const auto found = table.Check("entity_conflict");
  EXPECT_EQ(found.size(), wrong.size());
  for (const auto& f : found) EXPECT_TRUE(wrong.contains({f.row, f.column})) << f.row;
}

// Of a number and a name the number names the packs, as no seller gets it wrong.
TEST(EntityConflict, WhatAllSourcesAgreeOnNamesTheThing) {
  RowTable table({"seller", "number", "name", "maker", "pieces"});
  std::set<std::pair<uint64_t, uint32_t>> wrong;
  for (uint64_t row = 0; row < 600; ++row) {
    const auto pack = static_cast<int>(row % 100);
    table.Add({fmt::format("seller {}", static_cast<char>('a' + row / 100)),
               std::to_string(70000 + pack * 31), fmt::format("pack {}", pack),
               fmt::format("maker {}", pack * 7 % 13), std::to_string(5 + pack * 3 % 17)});
    if (row % 11 != 4) continue;
    const auto column = static_cast<uint32_t>(2 + row % 3);
    table.cells[column].back() += "9";
    wrong.insert({row, column});
  }
  const auto found = table.Check("entity_conflict");
  EXPECT_EQ(found.size(), wrong.size());
  for (const auto& f : found) EXPECT_TRUE(wrong.contains({f.row, f.column})) << f.row;
}

TEST(EntityConflict, TwoThingsOfOneNameAreNoConflict) {
  RowTable table({"desk", "place", "altitude", "people"});
  const char* desks[] = {"North", "South", "East", "West"};
  for (int place = 0; place < 120; ++place) {
    for (int desk = 0; desk < 4; ++desk) {
      const bool wrong = desk == 2 && place % 20 == 7;
      // The last place has the name of the first one.
      table.Add({desks[desk], "place-" + std::to_string(place % 119),
                 std::to_string(place * 37 + 5),
                 std::to_string(place * 731 + 400 + (wrong ? 60 : 0))});
    }
  }
  const auto found = table.Check("entity_conflict");
  ASSERT_EQ(found.size(), 6u);
  for (const auto& f : found) EXPECT_NE(table.cells[1][f.row], "place-0");
}

// Books of authors, told by eight shops each; every tenth author wrote two, told by other shops.
// Row 7 has a wrong year, row 402 a wrong number of pages and row 11 a wrong binding.
RowTable Books(bool with_number) {
  RowTable table(with_number ? std::vector<std::string>{"shop", "author", "isbn", "title", "year",
                                                        "pages", "grams", "binding"}
                             : std::vector<std::string>{"shop", "author", "title", "year", "pages",
                                                        "grams", "binding"});
  std::mt19937 random(11);
  for (int book = 0; book < 88; ++book) {
    const uint32_t year = 1950 + book % 60, pages = 90 + random() % 400;
    const std::string title = "The " + std::string(1, static_cast<char>('a' + book % 26)) +
                              std::to_string(random() % 9000);
    for (int shop = 0; shop < 8; ++shop) {
      const size_t row = table.cells[0].size();
      const bool hard = (book % 2 == 0) != (row == 11);
      std::vector<std::string> cells{
          "shop" + std::string(1, static_cast<char>('a' + shop + book / 80 * 8)),
          "author" + std::to_string(book % 80)};
      if (with_number) cells.push_back("978" + std::to_string(1000 + book));
      for (const std::string& fact :
           {title, std::to_string(year + (row == 7 ? 9 : 0)),
            std::to_string(row == 402 ? pages * 10 : pages), std::to_string(pages + 200),
            std::string(hard ? "hard" : "soft")})
        cells.push_back(fact);
      table.Add(cells);
    }
  }
  return table;
}

std::set<std::pair<uint64_t, uint32_t>> FoundIn(const RowTable& table) {
  std::set<std::pair<uint64_t, uint32_t>> found;
  for (const auto& f : table.Check("entity_conflict")) found.insert({f.row, f.column});
  return found;
}

using Cells = std::set<std::pair<uint64_t, uint32_t>>;

TEST(EntityConflict, TakesTheBookForTheThingAndNotItsAuthor) {
  EXPECT_EQ(FoundIn(Books(true)), (Cells{{7, 4}, {402, 5}, {11, 7}}));
}

TEST(EntityConflict, BelievesNothingOfANameWhoseRowsSplitInManyFacts) {
  RowTable table = Books(false);
  for (size_t row = 0; row < 704; ++row)  // of few titles none names a book
    table.cells[2][row] = "The " + std::to_string(row / 8 % 7);
  EXPECT_EQ(FoundIn(table), (Cells{{402, 4}}));
}

// Flights on days, each told by six apps: neither of the two names one alone; the last row's gate
// and row 60's terminal are wrong.
TEST(EntityConflict, FindsThingsOfTwoNamesAmongUndisputedFactsAndRowNumbers) {
  RowTable table(
      {"row", "app", "flight", "day", "terminal", "gate", "planned", "expected", "note"});
  std::mt19937 random(3);
  for (int thing = 0; thing < 90; ++thing) {
    const uint32_t gate = random() % 40, planned = random() % 1000, late = random() % 60;
    const uint32_t terminal = random() % 3;
    for (int app = 0; app < 6; ++app) {
      const size_t row = table.cells[0].size();
      table.Add({std::to_string(row), "app" + std::string(1, static_cast<char>('a' + app)),
                 "F" + std::to_string(thing % 30), "2024-05-0" + std::to_string(thing / 30 + 1),
                 std::to_string(row == 60 ? (terminal + 1) % 3 : terminal),
                 "G" + std::to_string(row == 539 ? gate + 1 : gate), std::to_string(planned),
                 std::to_string(planned + late), row % 7 == 0 ? "seen" : ""});
    }
  }
  EXPECT_EQ(FoundIn(table), (Cells{{539, 5}, {60, 4}}));
}

TEST(EntityConflict, OneDisputedFactBesideOneThatAllAgreeOn) {
  RowTable table({"desk", "place", "altitude", "people"});
  const char* desks[] = {"North", "South", "East"};
  for (int place = 0; place < 60; ++place) {
    for (int desk = 0; desk < 3; ++desk) {
      const bool wrong = desk == 2 && place % 20 == 7;
      table.Add({desks[desk], "place-" + std::to_string(place), std::to_string(place * 37 + 5),
                 std::to_string(place * 731 + 400 + (wrong ? 60 : 0))});
    }
  }
  const auto found = table.Check("entity_conflict");
  ASSERT_EQ(found.size(), 3u);
  for (const auto& f : found) {
    EXPECT_EQ(f.row % 60, 7u * 3 + 2);
    EXPECT_EQ(f.column, 3u);
  }
}

// What a branch sold in four quarters differs and is right.
TEST(EntityConflict, LeavesPanelsAlone) {
  RowTable table({"branch", "quarter", "town", "staff"});
  for (int branch = 0; branch < 60; ++branch) {
    for (int quarter = 1; quarter <= 4; ++quarter) {
      const int hired = quarter == 4 && branch % 6 == 0 ? 1 : 0;
      table.Add({"branch-" + std::to_string(branch), "Q" + std::to_string(quarter),
                 "town-" + std::to_string(branch * 7), std::to_string(20 + branch + hired)});
    }
  }
  EXPECT_TRUE(table.Check("entity_conflict").empty());
}

// Towns and days, each told by five services in the given writing of the price; rows 40 and 333 are
// wrong.
RowTable Offers(const std::vector<std::string>& before, const std::vector<std::string>& behind) {
  RowTable table({"town", "day", "service", "price", "degrees"});
  std::mt19937 random(7);
  for (int thing = 0; thing < 90; ++thing) {
    const uint32_t price = 200 + 50 * (random() % 12), degrees = random() % 40;
    for (size_t service = 0; service < 5; ++service) {
      const size_t row = table.cells[0].size();
      const uint32_t shown = row == 40 || row == 333 ? price * 10 : price;
      table.Add({"town" + std::to_string(thing % 15), "day" + std::to_string(thing / 15),
                 "service" + std::string(1, static_cast<char>('a' + service)),
                 before[service % before.size()] + std::to_string(shown) +
                     behind[service % behind.size()],
                 std::to_string(row == 200 ? degrees + 9 : degrees)});
    }
  }
  return table;
}

TEST(EntityConflict, ComparesThingsOfTwoNamesAndPricesOfManyForms) {
  EXPECT_EQ(FoundIn(Offers({"", "USD ", "$"}, {".00"})), (Cells{{40, 3}, {333, 3}, {200, 4}}));
}

TEST(EntityConflict, FlagsARareFormWhereNearlyAllHaveOne) {
  RowTable table = Offers({""}, {" EUR"});
  table.cells[3][77] = "€ " + table.cells[3][77].substr(0, 3) + ",00";
  EXPECT_EQ(FoundIn(table), (Cells{{40, 3}, {333, 3}, {200, 4}, {77, 3}}));
}

TEST(EntityConflict, IsSurerOfARareFormTheMoreHaveTheOther) {
  const auto of_rare_form = [](RowTable table) {
    table.cells[3][77] = "€ " + table.cells[3][77].substr(0, 3) + ",00";
    for (const auto& f : table.Check("entity_conflict"))
      if (f.row == 77 && f.column == 3) return f.evidence.confidence;
    return 0.0;
  };
  EXPECT_GE(of_rare_form(Offers({""}, {" USD"})), 0.8);
  const double fifth_otherwise =
      of_rare_form(Offers({"", "", "", "", "USD "}, {" USD", " USD", " USD", " USD", ""}));
  EXPECT_GE(fifth_otherwise, 0.5);
  EXPECT_LT(fifth_otherwise, 0.7);
}

TEST(EntityConflict, LeavesASourceAloneThatSpeaksOfSomethingElse) {
  RowTable table = Offers({""}, {""});
  for (size_t row = 3; row < table.cells[3].size(); row += 5) {
    table.cells[3][row] = std::to_string(std::stoi(table.cells[3][row]) * 3 + 1);
  }
  EXPECT_EQ(FoundIn(table), (Cells{{40, 3}, {200, 4}}));
}

TEST(ClaimValue, ReadsCurrenciesAndCommas) {
  EXPECT_EQ(ClaimValue("USD 1,299.00"), ClaimValue("$1299"));
  EXPECT_EQ(ClaimValue("1.299,50 €"), ClaimValue("1299.5"));
  EXPECT_EQ(ClaimValue("1,299"), ClaimValue("1299"));
  EXPECT_NE(ClaimValue("12 kg"), ClaimValue("12"));
  EXPECT_NE(ClaimValue("1,29"), ClaimValue("129"));
}

TEST(EntityConflict, IsSilentWhenSourcesAgree) {
  RowTable table({"trip", "site", "leaves", "gate"});
  for (int trip = 0; trip < 20; ++trip) {
    for (int site = 0; site < 6; ++site) {
      table.Add({"t" + std::to_string(trip), "s" + std::string(1, 'a' + site),
                 std::to_string(trip % 12) + ":15", "G" + std::to_string(trip * 3)});
    }
  }
  EXPECT_TRUE(table.Check("entity_conflict").empty());
}

TEST(ClaimValue, ReadsTimesNumbersAndText) {
  EXPECT_EQ(ClaimValue("7:10 a.m."), ClaimValue("Dec 1, 07:10AM"));
  EXPECT_EQ(ClaimValue("7:10pm"), ClaimValue("19:10"));
  EXPECT_NE(ClaimValue("7:10pm"), ClaimValue("7:10am"));
  EXPECT_EQ(ClaimValue("$1,300.50"), ClaimValue("1300.5"));
  EXPECT_EQ(ClaimValue("St. Mary's"), ClaimValue("st marys"));
  EXPECT_NE(ClaimValue("-5"), ClaimValue("5"));
}

// Ten sources that agree leave hardly any room for something that nobody says; two leave some.
TEST(EntityConflict, IsSurerTheMoreSourcesAgree) {
  const auto surest = [](int sources) {
    RowTable table({"place", "desk", "altitude", "people"});
    for (int place = 0; place < 60; ++place) {
      for (int desk = 0; desk < sources; ++desk) {
        const bool wrong = desk == place % sources && place % 6 == 0;
        table.Add({"place-" + std::to_string(place), "desk" + std::string(1, 'a' + desk),
                   std::to_string(place * 37 + 5), std::to_string(place * 731 + (wrong ? 60 : 0))});
      }
    }
    double most = 0;
    for (const auto& f : table.Check("entity_conflict"))
      most = std::max(most, f.evidence.confidence);
    return most;
  };
  EXPECT_GE(surest(10), 0.9);
  EXPECT_GT(surest(3), 0.5);
  EXPECT_LT(surest(3), surest(10));
}

// Thing, property, value, source: a table of nothing but claims has one column of facts.
TEST(EntityConflict, ReadsClaimsOneBelowTheOther) {
  RowTable table({"album", "property", "value", "site"});
  std::set<uint64_t> wrong;
  const char* properties[] = {"released", "tracks", "length"};
  for (int album = 0; album < 60; ++album) {
    for (int p = 0; p < 3; ++p) {
      const int value = p == 0 ? 1960 + album : p == 1 ? 6 + album % 14 : 1800 + album * 31;
      for (int site = 0; site < 6; ++site) {
        const bool slip = site == (album + p) % 6 && album % 5 == 0;
        if (slip) wrong.insert(table.cells[0].size());
        table.Add({"album-" + std::to_string(album), properties[p],
                   std::to_string(value + (slip ? 3 : 0)), "site" + std::string(1, 'a' + site)});
      }
    }
  }
  std::set<uint64_t> found;
  for (const auto& f : table.Check("entity_conflict")) found.insert(f.row);
  EXPECT_EQ(found, wrong);
}

// Courses with the students who took them: room and title are the course's, the teacher is the
// course's of a term.
TEST(EntityConflict, WhatAPartOfTheThingTellsIsNotTheThings) {
  RowTable table({"course", "student", "term", "title", "room", "teacher"});
  std::mt19937 random(9);
  for (int course = 0; course < 30; ++course) {
    for (int student = 0; student < 24; ++student) {
      if (random() % 3 == 0) continue;
      const int term = std::min<int>(3, static_cast<int>(random() % 6));
      const bool wrong = random() % 60 == 0;
      table.Add({fmt::format("C{}", course),
                 fmt::format("pupil {}", static_cast<char>('a' + student)),
                 fmt::format("T{}", term), fmt::format("title {}", course),
                 fmt::format("room {}", wrong ? (course + 7) % 30 : course),
                 fmt::format("teacher {}", (course * 5 + term * 11) % 23)});
    }
  }
  size_t rooms = 0;
  for (const RowFinding& f : table.Check("entity_conflict")) {
    EXPECT_NE(f.column, 5u);
    rooms += f.column == 4;
  }
  EXPECT_GE(rooms, 3u);
}

// Shops that tell of articles: what a fifth leaves out is no mistake, what few do is.
TEST(EntityConflict, AFactThatManyLeaveOutMayBeLeftOut) {
  for (const int every : {5, 20}) {
    RowTable table({"article", "shop", "maker", "grams"});
    for (int article = 0; article < 40; ++article) {
      for (int shop = 0; shop < 8; ++shop) {
        const int row = article * 8 + shop;
        const bool slip = row % 40 == 9;
        table.Add({fmt::format("A{}", article),
                   fmt::format("shop {}", static_cast<char>('a' + shop)),
                   fmt::format("maker {}", (slip ? article + 3 : article) % 17),
                   row * 7 % every == 0 ? "" : fmt::format("{}", 100 + article * (slip ? 13 : 7))});
      }
    }
    size_t blanks = 0;
    for (const RowFinding& f : table.Check("entity_conflict"))
      blanks += f.column == 3 && table.cells[3][f.row].empty();
    EXPECT_EQ(blanks > 0, every == 20) << blanks;
  }
}

}  // namespace
}  // namespace assay
