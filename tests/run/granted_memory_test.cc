// Fewer workers where memory is short, never none.
#include <gtest/gtest.h>

#include "assay/run/job.h"

namespace assay {
namespace {

constexpr uint64_t kMiB = uint64_t{1} << 20;

TEST(GrantedMemory, AllWorkersWhereThereIsPlenty) {
  EXPECT_EQ(WorkersForMemory(16, 8 * kMiB, 16384 * kMiB), 16u);
}

TEST(GrantedMemory, FewerWorkersWhereItIsShort) {
  const uint32_t fit = WorkersForMemory(16, 8 * kMiB, 512 * kMiB);
  EXPECT_GE(fit, 2u);
  EXPECT_LT(fit, 16u);
}

// What bench/operations/memory_cgroup.py shows to be enough.
TEST(GrantedMemory, OneWorkerOfOneMebibyteIn256) {
  EXPECT_EQ(WorkersForMemory(8, kMiB, 256 * kMiB), 1u);
}

TEST(GrantedMemory, OneWorkerAtLeast) { EXPECT_EQ(WorkersForMemory(16, 8 * kMiB, 64 * kMiB), 1u); }

TEST(GrantedMemory, KnowsTheMachine) { EXPECT_GT(GrantedMemory(), 64 * kMiB); }

}  // namespace
}  // namespace assay
