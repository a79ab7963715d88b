// MomentOf and TimeColumnsOf: days with their clock, seconds since 1970, and what is no time.
#include "assay/profile/time_column.h"

#include <cmath>

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(TimeColumn, ReadsTheClockBehindTheDay) {
  EXPECT_EQ(MomentOf("1970-01-02T12:00:00Z", LineKind::kMonthFirst), 1.5);
  EXPECT_EQ(MomentOf("02/01/1970 06:00", LineKind::kDayFirst), 1.25);
  EXPECT_EQ(MomentOf("01/02/1970", LineKind::kMonthFirst), 1);
  EXPECT_EQ(MomentOf("864000000", LineKind::kNumber), 10000);
  EXPECT_EQ(MomentOf("864000000000", LineKind::kNumber), 10000);
  EXPECT_TRUE(std::isnan(MomentOf("4711", LineKind::kNumber)));
  EXPECT_TRUE(std::isnan(MomentOf("noon", LineKind::kDayFirst)));
}

}  // namespace
}  // namespace assay
