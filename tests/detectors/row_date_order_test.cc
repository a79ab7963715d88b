// date_order: exchanged day and month by the column, by another date of the row, by the rows
// around.
#include <chrono>
#include <random>
#include <set>

#include <fmt/format.h>

#include "assay/profile/written_date.h"
#include "row_table.h"

namespace assay {
namespace {

std::string Written(int day_of_year, bool swap) {
  const int month = day_of_year / 28 % 12 + 1, day = day_of_year % 28 + 1;
  return swap ? fmt::format("{:02d}/{:02d}/2021", day, month)
              : fmt::format("{:02d}/{:02d}/2021", month, day);
}

// The rows with a finding that is as likely right as wrong, or likelier.
std::set<uint64_t> LikelyRows(const std::vector<RowFinding>& found) {
  std::set<uint64_t> rows;
  for (const auto& f : found) {
    if (f.evidence.confidence >= 0.5) rows.insert(f.row);
  }
  return rows;
}

TEST(DateOrder, UsesAnotherDateOfTheRow) {
  RowTable table({"ordered", "shipped"});
  std::mt19937 random(6);
  std::set<uint64_t> swapped;
  for (uint64_t i = 0; i < 300; ++i) {
    const int ordered = static_cast<int>(random() % 320),
              shipped = ordered + 1 + static_cast<int>(random() % 5);
    const int day = shipped % 28 + 1, month = shipped / 28 % 12 + 1;
    const bool swap = i % 20 == 3 && day <= 12 && std::abs(day - month) > 1;
    if (swap) swapped.insert(i);
    table.Add({Written(ordered, false), Written(shipped, swap)});
  }
  std::set<uint64_t> found;
  for (const auto& f : table.Check("date_order")) {
    if (f.evidence.confidence < 0.5) continue;
    EXPECT_EQ(f.column, 1u);
    found.insert(f.row);
  }
  EXPECT_EQ(found, swapped);
  EXPECT_GE(swapped.size(), 3u);
}

TEST(DateOrder, UsesTheOrderOfFewRowsAMonth) {
  RowTable table({"day", "sales"});
  for (int i = 0; i < 120; ++i) {
    const int month = i / 3 % 12 + 1, day = i % 3 * 9 + 2, year = 2000 + i / 36;
    const bool swap = i == 40 || i == 61 || i == 94;
    table.Add({fmt::format("{}/{:02d}/{:02d}", year, swap ? day : month, swap ? month : day),
               std::to_string(i * 7 % 50)});
  }
  EXPECT_EQ(LikelyRows(table.Check("date_order")), (std::set<uint64_t>{40, 61, 94}));
}

TEST(DateOrder, UsesTheRowsAround) {
  RowTable table({"day", "sales"});
  for (int i = 0; i < 320; ++i)
    table.Add({Written(i, i == 62 || i == 200), std::to_string(i * 7 % 50)});
  std::set<uint64_t> found;
  for (const auto& f : table.Check("date_order")) found.insert(f.row);
  EXPECT_EQ(found, (std::set<uint64_t>{62, 200}));
}

// Days of four pieces, each in order, one behind the other in no order.
TEST(DateOrder, UsesTheOrderWithinPiecesOfTheTable) {
  RowTable table({"day", "sales"});
  int row = 0;
  for (const int first : {200, 20, 290, 110}) {
    for (int i = 0; i < 14; ++i, ++row)
      table.Add({Written(first + 3 * i, row == 9 || row == 33), std::to_string(row * 7 % 50)});
  }
  EXPECT_EQ(LikelyRows(table.Check("date_order")), (std::set<uint64_t>{9, 33}));
}

// Of the rows of a day in a row, those exchanged and those not say no more of each other.
TEST(DateOrder, TwoDaysSideBySideDoNotTellWhichIsExchanged) {
  RowTable table({"day", "sales"});
  for (int i = 0; i < 200; ++i) {
    const int day = i / 10 * 17;
    table.Add({Written(day, i / 10 == 12 && i % 2 == 0), std::to_string(i * 7 % 50)});
  }
  for (const auto& f : table.Check("date_order")) {
    if (f.row % 2 == 1) {
      EXPECT_LT(f.evidence.confidence, 0.5) << f.row;
    }
  }
}

TEST(DateOrder, ADateOfTheOtherOrderIsWrongWhereThreeInTenAre) {
  RowTable table({"sold", "sum"});
  size_t other = 0;
  for (int i = 0; i < 200; ++i) {
    const int day = 13 + i * 7 % 15, month = 1 + i * 5 % 12;
    const bool swap = i % 10 < 3;
    other += swap;
    table.Add({fmt::format("{:02}-{:02}-2020", swap ? month : day, swap ? day : month),
               std::to_string(i * 7 % 50)});
  }
  const auto found = table.Check("date_order");
  EXPECT_EQ(found.size(), other);
  for (const auto& f : found) EXPECT_GE(f.evidence.confidence, 0.95) << f.row;
}

// Every fifth shipment takes its time, so that the usual distance is left for other reasons, too;
// what is one or two days behind when exchanged is exchanged nevertheless.
TEST(DateOrder, IsSureWhereTheDistanceIsUsualOnlyWhenExchanged) {
  RowTable table({"ordered", "shipped"});
  std::mt19937 random(11);
  std::set<uint64_t> swapped, sure;
  for (uint64_t i = 0; i < 600; ++i) {
    const int ordered = static_cast<int>(random() % 200);
    const int shipped = ordered + 1 + static_cast<int>(i % 5 == 2 ? random() % 90 : random() % 2);
    const int day = shipped % 28 + 1, month = shipped / 28 % 12 + 1;
    const bool swap = i % 5 != 2 && random() % 6 == 0 && day <= 12 && std::abs(day - month) > 1;
    if (swap) swapped.insert(i);
    table.Add({Written(ordered, false), Written(shipped, swap)});
  }
  for (const auto& f : table.Check("date_order")) {
    if (f.evidence.confidence >= 0.95) sure.insert(f.row);
  }
  EXPECT_GE(swapped.size(), 15u);
  EXPECT_GE(sure.size() + 1, swapped.size());
  for (const uint64_t row : sure) EXPECT_TRUE(swapped.contains(row)) << row;
}

TEST(DateOrder, KnowsWhichBranchWritesTheMonthFirst) {
  RowTable table({"sold", "branch", "sum"});
  std::set<uint64_t> other;
  for (int i = 0; i < 700; ++i) {
    const int day = 1 + i * 7 % 28, month = 1 + i * 5 % 12, branch = i * 31 % 7;
    const bool month_first = branch == 4;
    if (month_first && day != month) other.insert(static_cast<uint64_t>(i));
    table.Add(
        {fmt::format("{:02}-{:02}-2020", month_first ? month : day, month_first ? day : month),
         "b" + std::to_string(branch), std::to_string(i * 7 % 50)});
  }
  std::set<uint64_t> found;
  for (const auto& f : table.Check("date_order")) found.insert(f.row);
  EXPECT_EQ(found, other);
}

TEST(WrittenDate, ReadsYearsOfTwoDigits) {
  EXPECT_EQ(ReadWrittenDate("03/04/21")->year, 2021);
  EXPECT_EQ(ReadWrittenDate("03/04/70")->year, 1970);
  EXPECT_FALSE(ReadWrittenDate("03/04/7"));
  EXPECT_FALSE(ReadWrittenDate("03/04/123"));
  EXPECT_EQ(SwapDayAndMonth("03/04/21 9:00", *ReadWrittenDate("03/04/21 9:00")), "04/03/21 9:00");
}

TEST(WrittenDate, ReadsCountsAndSwaps) {
  const auto date = ReadWrittenDate("3/14/2021 10:15");
  ASSERT_TRUE(date);
  EXPECT_EQ(DayNumber(*date, true), 18700);
  EXPECT_EQ(DayNumber(*date, false), std::nullopt);
  EXPECT_EQ(SwapDayAndMonth("03/04/2021 10:15", *ReadWrittenDate("03/04/2021 10:15")),
            "04/03/2021 10:15");
  EXPECT_EQ(DayNumber(*ReadWrittenDate("1970-01-01"), true), 0);
  EXPECT_FALSE(ReadWrittenDate("13/14/2021"));
  EXPECT_FALSE(ReadWrittenDate("192.168.0.1"));
  EXPECT_FALSE(ReadWrittenDate("1/2-2020"));
}

TEST(DateOrder, UsesTheSpanOfTheColumn) {
  RowTable table({"exam", "mark"});
  std::mt19937 random(8);
  std::set<uint64_t> swapped;
  for (uint64_t i = 0; i < 400; ++i) {
    const unsigned month = 3 + random() % 3, day = 1 + random() % 28;
    const bool swap = i % 10 == 4 && day <= 12 && (day < 2 || day > 7);
    if (swap) swapped.insert(i);
    table.Add({swap ? fmt::format("{:02}.{:02}.2022", month, day)
                    : fmt::format("{:02}.{:02}.2022", day, month),
               std::to_string(i * 7 % 50)});
  }
  std::set<uint64_t> found;
  for (const auto& f : table.Check("date_order")) found.insert(f.row);
  EXPECT_EQ(found, swapped);
  EXPECT_GE(swapped.size(), 3u);
}

TEST(DateOrder, BlamesTheColumnWhoseDatesAreInDoubt) {
  RowTable table({"written", "logged"});
  std::mt19937 random(9);
  std::set<uint64_t> swapped;
  for (uint64_t i = 0; i < 600; ++i) {
    const unsigned month = 1 + random() % 12, day = 1 + random() % 28, year = 2018 + random() % 4;
    const bool swap = i % 20 == 4 && day != month;
    if (swap) swapped.insert(i);
    table.Add({fmt::format("{:02}-{:02}-{}", swap ? day : month, swap ? month : day, year),
               fmt::format("{}-{:02}-{:02}", year, month, day)});
  }
  std::set<uint64_t> found;
  for (const auto& f : table.Check("date_order")) {
    if (f.evidence.confidence < 0.5) continue;
    EXPECT_EQ(f.column, 0u);
    found.insert(f.row);
  }
  EXPECT_EQ(found, swapped);
}

// Nine of ten dates lie on the first of a month: 1/7/2010 is 7/1/2010. In January as in other
// months some lie on other days, and later ones than the 12th show how many.
TEST(DateOrder, KnowsTheDayThatMostDatesLieOn) {
  RowTable firsts({"created", "no"});
  std::set<uint64_t> swapped;
  for (uint64_t i = 0; i < 900; ++i) {
    const int month = static_cast<int>(i * 5 % 12) + 1;
    const int day = i % 10 == 0 ? static_cast<int>(i * 7 % 28) + 1 : 1;
    const bool swap = i % 11 == 3 && day == 1 && month > 1;
    if (swap) swapped.insert(i);
    firsts.Add({swap ? fmt::format("{}/{}/10", day, month) : fmt::format("{}/{}/10", month, day),
                std::to_string(i * 7 % 50)});
  }
  std::set<uint64_t> found;
  for (const auto& f : firsts.Check("date_order")) found.insert(f.row);
  size_t hits = 0;
  for (const uint64_t row : found) hits += swapped.contains(row);
  EXPECT_EQ(hits, swapped.size());
  EXPECT_LE(found.size() - hits, swapped.size() / 10);
  for (std::string& date : firsts.cells[0]) {
    if (date.starts_with("1/")) date = "7/1/10";
  }
  EXPECT_TRUE(firsts.Check("date_order").empty());
}

TEST(DateOrder, AsksTheWeekdayBeside) {
  const char* days[] = {"Do", "Fr", "Sa", "So", "Mo", "Di", "Mi"};
  RowTable table({"day", "date"});
  std::set<uint64_t> swapped;
  for (uint64_t i = 0; i < 600; ++i) {
    const int number = 18628 + static_cast<int>(i * 131 % 730);  // 2021 and 2022
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{number}}};
    const unsigned day = unsigned{date.day()}, month = unsigned{date.month()};
    const bool swap = i % 9 == 4 && day <= 12 && (month - day + 84) % 7 != 0;
    const std::string written =
        swap ? fmt::format("{:02}.{:02}", month, day) : fmt::format("{:02}.{:02}", day, month);
    if (swap) swapped.insert(i);
    table.Add({days[number % 7], fmt::format("{}.{}", written, int{date.year()})});
  }
  const std::set<uint64_t> found = LikelyRows(table.Check("date_order"));
  size_t missed = 0;
  for (const uint64_t row : swapped) missed += !found.contains(row);
  EXPECT_LE(missed, swapped.size() / 5) << "exchanged, a few keep their weekday";
  for (const uint64_t row : found) EXPECT_TRUE(swapped.contains(row)) << row;
  ASSERT_GE(swapped.size(), 10u);
}

TEST(DateOrder, WhoExchangesOneDateOfARowDoesSoInTheOther) {
  RowTable table({"received", "answered"});
  std::set<uint64_t> exchanged;
  for (uint64_t i = 0; i < 800; ++i) {
    const int first = static_cast<int>(i * 17 % 28) + 1, second = static_cast<int>(i * 11 % 28) + 1;
    const int month = static_cast<int>(i * 5 % 12) + 1, later = static_cast<int>(i * 7 % 12) + 1;
    const bool other = i % 13 == 5;
    const auto write = [&](int day, int of) {
      return other ? fmt::format("{:02}/{:02}/2017", of, day)
                   : fmt::format("{:02}/{:02}/2017", day, of);
    };
    table.Add({write(first, month), write(second, later)});
    if (other && first > 12 && second <= 12 && second != later) exchanged.insert(i);
  }
  ASSERT_GE(exchanged.size(), 5u);
  std::set<uint64_t> found;
  for (const auto& f : table.Check("date_order")) {
    if (f.column == 1 && f.evidence.message.find("this row") != std::string::npos)
      found.insert(f.row);
  }
  EXPECT_EQ(found, exchanged);
}

// Every fourteenth shipment is exchanged: more than a twentieth of the distances is far off.
TEST(DateOrder, ManyExchangedDatesHideNoUsualDistance) {
  RowTable table({"ordered", "shipped"});
  std::set<uint64_t> swapped;
  std::mt19937 random(8);
  for (uint64_t i = 0; i < 400; ++i) {
    const int ordered = 90 + static_cast<int>(random() % 230);
    const int shipped = ordered + 1 + static_cast<int>(random() % 9);
    const int day = shipped % 28 + 1, month = shipped / 28 % 12 + 1;
    const bool swap = day <= 12 && month - day > 1 && random() % 3 == 0;
    if (swap) swapped.insert(i);
    table.Add({Written(ordered, false), Written(shipped, swap)});
  }
  EXPECT_GE(swapped.size(), 25u);
  EXPECT_EQ(LikelyRows(table.Check("date_order")), swapped);
}

// Half of the contracts begin on the first of a month; what stands a few days behind the day of its
// signature is as it should be.
TEST(DateOrder, ADateInLineWithAnotherIsNoFirstOfAMonth) {
  RowTable table({"signed", "begins"});
  std::set<uint64_t> swapped, found;
  std::mt19937 random(4);
  for (uint64_t i = 0; i < 800; ++i) {
    const int begins = i % 2 == 0 ? static_cast<int>(28 + 28 * (random() % 11))
                                  : 7 + static_cast<int>(random() % 320);
    const bool swap = begins % 28 == 0 && begins >= 84 && i % 12 == 4;
    if (swap) swapped.insert(i);
    table.Add({Written(begins - 1 - static_cast<int>(random() % 6), false), Written(begins, swap)});
  }
  for (const auto& f : table.Check("date_order")) {
    if (f.column == 1 && f.evidence.confidence >= 0.5) found.insert(f.row);
  }
  EXPECT_GE(swapped.size(), 30u);
  EXPECT_EQ(found, swapped);
}

}  // namespace
}  // namespace assay
