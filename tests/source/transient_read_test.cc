// Reads that fail for a while: this program's pread fails as often as a test asks for.
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/source/stored_file.h"

namespace {
std::atomic<int> faults{0};  // how many reads are still to fail
std::atomic<int> fault_code{EIO};
}  // namespace

extern "C" ssize_t pread(int descriptor, void* out, size_t size, off_t offset) {
  if (faults > 0) {
    --faults;
    errno = fault_code;
    return -1;
  }
  return syscall(SYS_pread64, descriptor, out, size, offset);
}

namespace assay {
namespace {

using ::testing::HasSubstr;

class TransientRead : public ::testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/assay_read_XXXXXX";
    const int descriptor = mkstemp(name);
    ASSERT_GE(descriptor, 0);
    close(descriptor);
    path_ = name;
    std::ofstream(path_) << "sku,size\nA,1\n";
  }
  void TearDown() override {
    faults = 0;
    unlink(path_.c_str());
  }

  // What reading the file gives when its first `count` reads fail with `code`.
  Result<std::string> ReadWithFaults(int count, int code, uint32_t most_retries) {
    auto file = StoredFile::Open(path_, {},
                                 std::make_shared<Retries>(RetryPolicy{most_retries, 0, {}, {}}));
    if (!file) return file.error();
    fault_code = code;
    faults = count;
    char bytes[64];
    ASSAY_TRY(const size_t got, file->ReadAt(0, bytes, sizeof bytes));
    return std::string(bytes, got);
  }

  std::string path_;
};

TEST_F(TransientRead, IsTriedAgainAndGivesTheSameBytes) {
  for (const int code : {EIO, EAGAIN, ETIMEDOUT, ESTALE}) {
    const auto text = ReadWithFaults(3, code, 3);
    ASSERT_TRUE(text) << text.error().message;
    EXPECT_EQ(*text, "sku,size\nA,1\n");
  }
}

TEST_F(TransientRead, FailsWhenTheRetriesAreUsedUp) {
  const auto text = ReadWithFaults(4, EIO, 3);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().kind, ErrorKind::kTransient);
  EXPECT_THAT(text.error().message, HasSubstr("given up after 3 retries"));
  EXPECT_EQ(faults, 0);
}

TEST_F(TransientRead, AnInterruptedCallIsNoFault) {
  const auto text = ReadWithFaults(50, EINTR, 0);
  ASSERT_TRUE(text) << text.error().message;
}

TEST_F(TransientRead, AFaultThatStaysIsNotTriedAgain) {
  const auto text = ReadWithFaults(2, EBADF, 5);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().kind, ErrorKind::kInput);
  EXPECT_EQ(faults, 1);
}

}  // namespace
}  // namespace assay
