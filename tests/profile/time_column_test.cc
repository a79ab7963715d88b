// MomentOf and TimeColumnsOf: days with their clock, seconds since 1970, and what is no time.
#include "assay/profile/time_column.h"

#include <cmath>

#include <gtest/gtest.h>

#include "assay/profile/named_month.h"
#include "assay/profile/row_sampler.h"

namespace assay {
namespace {

TEST(TimeColumn, ReadsTheClockBehindTheDay) {
  EXPECT_EQ(MomentOf("1970-01-02T12:00:00Z", LineKind::kMonthFirst), 1.5);
  EXPECT_EQ(MomentOf("02/01/1970 06:00", LineKind::kDayFirst), 1.25);
  EXPECT_EQ(MomentOf("02/01/1970 06:00 PM", LineKind::kDayFirst), 1.75);
  EXPECT_EQ(MomentOf("1/2/1970 6:00 PM", LineKind::kMonthFirst), 1.75);
  EXPECT_EQ(MomentOf("02/01/1970 12:30 AM", LineKind::kDayFirst), 1 + 1.0 / 48);
  EXPECT_EQ(MomentOf("2-Jan-70 06:00", LineKind::kDayFirst), 1.25);
  EXPECT_EQ(MomentOf("2 janvier 1970 18.00.00", LineKind::kDayFirst), 1.75);
  EXPECT_EQ(MomentOf("1970 01 02 1200", LineKind::kMonthFirst), 1.5);
  EXPECT_EQ(MomentOf("01/02/1970", LineKind::kMonthFirst), 1);
  EXPECT_EQ(MomentOf("864000000", LineKind::kNumber), 10000);
  EXPECT_EQ(MomentOf("864000000000", LineKind::kNumber), 10000);
  EXPECT_TRUE(std::isnan(MomentOf("4711", LineKind::kNumber)));
  EXPECT_TRUE(std::isnan(MomentOf("noon", LineKind::kDayFirst)));
}

TEST(TimeColumn, ReadsDatesThatNameTheMonth) {
  EXPECT_EQ(DateInNumbers("20-Mar-22 10:00"), "20-03-22 10:00");
  EXPECT_EQ(DateInNumbers("3. M\u00e4rz 2022"), "3-03-2022");
  EXPECT_EQ(DateInNumbers("14 juillet 2020"), "14-07-2020");
  EXPECT_EQ(DateInNumbers("2020 10 01 0000"), "2020-10-01 0000");
  for (const char* other : {"", "20", "20-Nothing-22", "2020-10-01", "20 10 2020", "12 Marks"})
    EXPECT_EQ(DateInNumbers(other), other);
}

RowSample Rows(const std::vector<std::vector<std::string>>& columns) {
  RowSample sample;
  sample.columns.resize(columns.size());
  for (size_t c = 0; c < columns.size(); ++c) {
    for (const std::string& cell : columns[c]) sample.columns[c].push_back(cell);
  }
  for (uint32_t row = 0; row < columns[0].size(); ++row) sample.rows.push_back(row);
  return sample;
}

TEST(TimeColumn, DatesOfAFewDaysAreNotFarApart) {
  const RowSample days = Rows({{"01.02.2023 10:00", "02.02.2023 10:00", "03.02.2023 22:00"}});
  const RowSample months = Rows({{"02/01/2023 10:00", "02/02/2023 10:00", "02/03/2023 22:00"}});
  for (const RowSample& rows : {days, months}) {
    const std::vector<TimeColumn> times = TimeColumnsOf(EncodeSample(rows));
    ASSERT_EQ(times.size(), 1u);
    EXPECT_EQ(times[0].moments[2] - times[0].moments[0], 2.5);
  }
}

TEST(TimeColumn, AClockBesideTheDayIsAdded) {
  const RowSample rows = Rows({{"2024-01-01", "2024-01-01", "2024-01-02"},
                               {"18.00.00", "06:00", "12:00"},
                               {"7", "8", "9"}});
  const std::vector<TimeColumn> times = TimeColumnsOf(EncodeSample(rows));
  ASSERT_EQ(times.size(), 1u);
  EXPECT_EQ(times[0].column, 0u);
  EXPECT_EQ(times[0].moments[0] - times[0].moments[1], 0.5);
  EXPECT_EQ(times[0].moments[2] - times[0].moments[0], 0.75);
}

TEST(TimeColumn, AClockAloneIsATimeWhereItNeverGoesBack) {
  const RowSample day = Rows({{"5", "6", "7"}, {"9:30:00", "9:30:10", "10:05:00"}});
  const std::vector<TimeColumn> times = TimeColumnsOf(EncodeSample(day));
  ASSERT_EQ(times.size(), 1u);
  EXPECT_EQ(times[0].column, 1u);
  const RowSample days = Rows({{"5", "6", "7"}, {"9:30:00", "10:30:10", "8:05:00"}});
  EXPECT_TRUE(TimeColumnsOf(EncodeSample(days)).empty());
}

TEST(TimeColumn, AMonthByNameIsADay) {
  const RowSample rows = Rows({{"1-Mar-22 10:00", "2-Mar-22 10:00"}, {"1", "2"}});
  const std::vector<TimeColumn> times = TimeColumnsOf(EncodeSample(rows));
  ASSERT_EQ(times.size(), 1u);
  EXPECT_EQ(times[0].moments[1] - times[0].moments[0], 1);
}

}  // namespace
}  // namespace assay
