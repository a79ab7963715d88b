// Nothing outside is opened: not by "..", not by an absolute path, not over a link, not in a race.
#include "assay/base/confined_directory.h"

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Confined : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "assay_confined_XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    base_ = fs::canonical(name);
    root_ = base_ / "root";
    fs::create_directories(root_ / "sub");
    std::ofstream(root_ / "sub/in.csv") << "in";
    std::ofstream(base_ / "out.csv") << "out";
  }
  void TearDown() override { fs::remove_all(base_); }

  // The bytes of the file, or the error's message.
  std::string Read(const std::string& path) {
    auto directory = ConfinedDirectory::Open(root_.string());
    if (!directory) return directory.error().message;
    const auto descriptor = directory->OpenToRead(path);
    if (!descriptor) return descriptor.error().message;
    char bytes[16];
    const ssize_t got = read(*descriptor, bytes, sizeof bytes);
    close(*descriptor);
    return std::string(bytes, static_cast<size_t>(std::max<ssize_t>(got, 0)));
  }

  fs::path base_, root_;
};

TEST_F(Confined, OpensWhatIsBeneath) {
  EXPECT_EQ(Read("sub/in.csv"), "in");
  EXPECT_EQ(Read("./sub/../sub/in.csv"), "in");
  EXPECT_EQ(Read((root_ / "sub/in.csv").string()), "in");
  fs::create_symlink("sub", root_ / "inner");
  EXPECT_THAT(Read("inner/in.csv"),
              ::testing::AnyOf("in", HasSubstr("leads out")));  // without openat2
}

TEST_F(Confined, NothingLeadsOut) {
  fs::create_symlink(base_, root_ / "up");
  fs::create_symlink("../out.csv", root_ / "relative.csv");
  fs::create_symlink("/proc/self/root", root_ / "magic");
  for (const std::string& path :
       {std::string("../out.csv"), std::string("sub/../../out.csv"), (base_ / "out.csv").string(),
        std::string("/etc/passwd"), std::string("up/out.csv"), std::string("relative.csv"),
        "magic" + (base_ / "out.csv").string(), root_.string() + "2/x"}) {
    EXPECT_THAT(Read(path), HasSubstr("leads out")) << path;
  }
  EXPECT_THAT(Read("none.csv"), HasSubstr("can't be opened"));
  EXPECT_THAT(Read(""), HasSubstr("empty"));
}

TEST_F(Confined, ChecksPlacesThatAreNotThereYet) {
  fs::create_symlink(base_, root_ / "up");
  const auto directory = ConfinedDirectory::Open(root_.string());
  EXPECT_TRUE(directory->CheckBeneath("new/deep/file"));
  EXPECT_TRUE(directory->CheckBeneath("sub/file"));
  EXPECT_FALSE(directory->CheckBeneath("up/new/file"));
  EXPECT_FALSE(directory->CheckBeneath("new/../../file"));
}

// A folder that is swapped for a link again and again never gives the file outside.
TEST_F(Confined, ARaceLeadsNowhere) {
  fs::create_directories(base_ / "sub");
  std::ofstream(base_ / "sub/in.csv") << "out";
  fs::create_symlink("../sub", root_ / "link");
  std::atomic<bool> stop{false};
  std::thread swapper([&] {
    while (!stop) {
      std::error_code code;
      fs::rename(root_ / "sub", root_ / "aside", code);
      fs::rename(root_ / "link", root_ / "sub", code);
      fs::rename(root_ / "sub", root_ / "link", code);
      fs::rename(root_ / "aside", root_ / "sub", code);
    }
  });
  for (int i = 0; i < 5000; ++i) ASSERT_NE(Read("sub/in.csv"), "out");
  stop = true;
  swapper.join();
}

}  // namespace
}  // namespace assay
