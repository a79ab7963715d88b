// side_by_side: both are done with any number of workers, and no error or exception is lost.
#include "assay/run/side_by_side.h"

#include <atomic>
#include <stdexcept>

#include <gtest/gtest.h>

namespace assay {
namespace {

Status Done() { return {}; }

TEST(SideBySide, BothAreDoneWithAnyNumberOfWorkers) {
  for (const uint32_t workers : {1u, 2u, 8u}) {
    std::atomic<int> done{0};
    const auto add = [&](int number) -> Status {
      done += number;
      return {};
    };
    EXPECT_TRUE(SideBySide(
        workers, [&] { return add(1); }, [&] { return add(10); }));
    EXPECT_EQ(done, 11) << workers;
  }
}

TEST(SideBySide, TwoWorkersRunAtTheSameTime) {
  std::atomic<int> begun{0};
  const auto meet = [&]() -> Status {
    for (++begun; begun < 2;) std::this_thread::yield();
    return {};
  };
  EXPECT_TRUE(SideBySide(2, meet, meet));
}

TEST(SideBySide, TheFirstErrorIsGiven) {
  const auto fail = [](const char* message) -> Status { return InputError(message); };
  const auto both = SideBySide(
      2, [&] { return fail("beside"); }, [&] { return fail("here"); });
  ASSERT_FALSE(both);
  EXPECT_EQ(both.error().message, "beside");
  const auto here = SideBySide(2, Done, [&] { return fail("here"); });
  ASSERT_FALSE(here);
  EXPECT_EQ(here.error().message, "here");
}

TEST(SideBySide, WhatIsThrownBecomesAnError) {
  const auto throws = []() -> Status { throw std::runtime_error("torn"); };
  for (const uint32_t workers : {1u, 2u}) {
    EXPECT_EQ(SideBySide(workers, throws, Done).error().kind, ErrorKind::kInternal);
    EXPECT_EQ(SideBySide(workers, Done, throws).error().kind, ErrorKind::kInternal);
  }
}

}  // namespace
}  // namespace assay
