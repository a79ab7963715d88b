// Retries: an exact count, transient faults only, and a wait that can be ended.
#include "assay/base/retry.h"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay {
namespace {

using ::testing::HasSubstr;

Status Fault() { return Error{ErrorKind::kTransient, "the disk sleeps"}; }

TEST(Retries, AreExactlyAsManyAsAllowed) {
  for (const uint32_t most : {0u, 1u, 3u, 7u}) {
    int told = 0;
    Retries retries({most, 0, {}, [&](const std::string&) { ++told; }});
    uint32_t calls = 0;
    const Status status = retries.Do([&] {
      ++calls;
      return Fault();
    });
    EXPECT_EQ(calls, most + 1);
    EXPECT_EQ(told, static_cast<int>(most));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::kTransient);
    EXPECT_THAT(status.error().message, HasSubstr("given up after " + std::to_string(most)));
  }
}

TEST(Retries, EndWithTheFirstSuccess) {
  Retries retries({5, 0, {}, {}});
  int calls = 0;
  const Result<int> result = retries.Do([&]() -> Result<int> {
    if (++calls < 3) return Fault().error();
    return 42;
  });
  ASSERT_TRUE(result);
  EXPECT_EQ(*result, 42);
  EXPECT_EQ(calls, 3);
}

TEST(Retries, AreSharedByAllOperations) {
  Retries retries({3, 0, {}, {}});
  int calls = 0;
  const auto twice = [&]() -> Status { return ++calls % 3 == 0 ? Status() : Fault(); };
  EXPECT_TRUE(retries.Do(twice));
  EXPECT_FALSE(retries.Do(twice));  // one is left
  EXPECT_EQ(calls, 5);
}

TEST(Retries, LeaveOtherErrorsAlone) {
  Retries retries({5, 0, {}, {}});
  int calls = 0;
  const Status status = retries.Do([&]() -> Status {
    ++calls;
    return InputError("no such file");
  });
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(status.error().message, "no such file");
}

TEST(Retries, ASignalEndsTheWait) {
  int asked = 0;
  Retries retries({5,
                   3600,
                   [&]() -> Status {
                     if (++asked < 3) return {};
                     return Error{ErrorKind::kTerminated, "stopped"};
                   },
                   {}});
  const auto start = std::chrono::steady_clock::now();
  const Status status = retries.Do(Fault);
  EXPECT_EQ(status.error().kind, ErrorKind::kTerminated);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

TEST(Retries, ThreadsThatWaitTogetherUseOneRetry) {
  Retries retries({1, 0.05, {}, {}});
  std::vector<std::thread> threads;
  std::atomic<int> fine{0}, arrived{0};
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      bool is_first = true;
      fine += retries
                  .Do([&]() -> Status {
                    if (!is_first) return {};
                    is_first = false;
                    for (++arrived; arrived < 4;)
                      std::this_thread::yield();  // all four meet the fault
                    return Fault();
                  })
                  .has_value();
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(fine, 4);
}

}  // namespace
}  // namespace assay
