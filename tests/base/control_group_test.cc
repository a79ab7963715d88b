// Limits of control groups, over folders made like the kernel's.
#include "assay/base/control_group.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

namespace assay {
namespace {

class ControlGroup : public testing::Test {
 protected:
  ControlGroup() {
    std::string pattern = testing::TempDir() + "control_group_XXXXXX";
    folder_ = mkdtemp(pattern.data());
    files_ = {folder_ + "/self", folder_ + "/root"};
  }
  ~ControlGroup() override { std::filesystem::remove_all(folder_); }

  void Write(const std::string& name, const std::string& text) const {
    const std::filesystem::path path = folder_ + "/" + name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
  }

  std::string folder_;
  ControlGroupFiles files_;
};

TEST_F(ControlGroup, NothingIsLimitedWhereThereIsNone) {
  EXPECT_EQ(ControlGroupMemory(files_), 0u);
  EXPECT_EQ(ControlGroupMemoryLeft(files_), UINT64_MAX);
  EXPECT_EQ(ControlGroupCpus(files_), 0);
}

TEST_F(ControlGroup, TheRootsLimitIsThatOfAContainer) {
  Write("self", "0::/docker/0123\n");
  Write("root/memory.max", "268435456\n");
  Write("root/cpu.max", "150000 100000\n");
  EXPECT_EQ(ControlGroupMemory(files_), uint64_t{256} << 20);
  EXPECT_EQ(ControlGroupCpus(files_), 1.5);
}

TEST_F(ControlGroup, AServicesOwnLimitCounts) {
  Write("self", "0::/system.slice/assay.service\n");
  Write("root/system.slice/memory.max", "max\n");
  Write("root/system.slice/assay.service/memory.max", "1000000\n");
  Write("root/system.slice/assay.service/cpu.max", "50000 100000\n");
  EXPECT_EQ(ControlGroupMemory(files_), 1000000u);
  EXPECT_EQ(ControlGroupCpus(files_), 0.5);
}

TEST_F(ControlGroup, TheSmallestLimitAboveCounts) {
  Write("self", "0::/a/b\n");
  Write("root/a/memory.max", "500\n");
  Write("root/a/b/memory.max", "900\n");
  Write("root/a/cpu.max", "max 100000\n");
  Write("root/a/b/cpu.max", "200000 100000\n");
  EXPECT_EQ(ControlGroupMemory(files_), 500u);
  EXPECT_EQ(ControlGroupCpus(files_), 2);
}

TEST_F(ControlGroup, VersionOneToo) {
  Write("self", "5:cpu,cpuacct:/jobs\n4:memory:/jobs/night\n0::/\n");
  Write("root/memory/memory.limit_in_bytes", "9223372036854771712\n");
  Write("root/memory/jobs/night/memory.limit_in_bytes", "4096000\n");
  Write("root/cpu/jobs/cpu.cfs_quota_us", "-1\n");
  Write("root/cpu/jobs/cpu.cfs_period_us", "100000\n");
  EXPECT_EQ(ControlGroupMemory(files_), 4096000u);
  EXPECT_EQ(ControlGroupCpus(files_), 0);
  Write("root/cpu/jobs/cpu.cfs_quota_us", "300000\n");
  EXPECT_EQ(ControlGroupCpus(files_), 3);
}

TEST_F(ControlGroup, FileCacheIsMemoryThatIsLeft) {
  Write("self", "0::/a\n");
  Write("root/a/memory.max", "1000\n");
  Write("root/a/memory.current", "900\n");
  Write("root/a/memory.stat", "anon 200\nfile 700\ninactive_file 600\nactive_file 100\n");
  EXPECT_EQ(ControlGroupMemoryLeft(files_), 700u);
  Write("self", "4:memory:/b\n");
  Write("root/memory/b/memory.limit_in_bytes", "1000\n");
  Write("root/memory/b/memory.usage_in_bytes", "800\n");
  Write("root/memory/b/memory.stat", "inactive_file 1\ntotal_inactive_file 300\n");
  EXPECT_EQ(ControlGroupMemoryLeft(files_), 500u);
}

TEST_F(ControlGroup, AGroupOutsideOfWhatIsSeenIsNotLookedFor) {
  Write("self", "0::/../other\n");
  Write("other/memory.max", "5\n");
  EXPECT_EQ(ControlGroupMemory(files_), 0u);
}

}  // namespace
}  // namespace assay
