// A run that is killed with SIGKILL goes on behind every block that it had done: what is done again
// is at most what each worker had in its hands. To the same bytes, with the checkpoints of default.
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cinttypes>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include <gtest/gtest.h>

#include "assay/run/job.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

constexpr uint32_t kWorkers = 4;
constexpr uint64_t kRowsOfABlock = 128;
constexpr uint64_t kRowBytes = 32;
constexpr uint64_t kBlocks = 400;

std::string FileBytes(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Seen by the parent when the child is dead.
struct Shared {
  std::atomic<uint64_t> polls{0};
};

class Kill : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "assay_kill_XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
    WriteTable();
    job_.input = root_ / "table.csv";
    job_.methods[static_cast<size_t>(Method::kValidation)] = true;
    job_.source.block_bytes = kRowsOfABlock * kRowBytes;
    job_.max_workers = kWorkers;
    void* const memory =
        mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ASSERT_NE(memory, MAP_FAILED);
    shared_ = new (memory) Shared;
  }
  void TearDown() override {
    munmap(shared_, sizeof(Shared));
    fs::remove_all(root_);
  }

  // Every row has kRowBytes bytes and so every block but the first as many rows. Every tenth block
  // is full of wrong cells: the blocks behind it are done before it.
  void WriteTable() {
    std::ofstream csv(root_ / "table.csv");
    csv << "id,name_of_the_product,number\n";
    for (uint64_t row = 0; row < kBlocks * kRowsOfABlock; ++row) {
      const bool wrong = row / kRowsOfABlock % 10 == 3;
      char line[kRowBytes + 32];
      std::snprintf(line, sizeof line, "%08" PRIu64 ",%s%07" PRIu64 ",%04" PRIu64 "\n", row,
                    wrong ? "  nam  me " : "name-abcd-", row * 7919 % 9999999, row % 9973);
      csv << line;
    }
  }

  Result<RunResult> Run(const std::string& output, const RunHooks& hooks) {
    job_.output_directory = root_ / output;
    return assay::Run(job_, SystemRuntime(), hooks);
  }

  // Kills a run behind `polls` looks of its workers, one before each block that they take; gives
  // how many there were.
  uint64_t KilledAt(uint64_t polls) {
    shared_->polls = 0;
    const pid_t child = fork();
    if (child == 0) {
      RunHooks hooks;
      hooks.stop_requested = [this, polls] {
        if (++shared_->polls == polls) raise(SIGKILL);
        return StopRequest::kNone;
      };
      (void)Run("killed", hooks);
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? shared_->polls.load() : 0;
  }

  fs::path root_;
  Job job_;
  Shared* shared_ = nullptr;
};

TEST_F(Kill, NoBlockThatWasDoneIsDoneAgain) {
  ASSERT_TRUE(Run("whole", {}));
  const std::string wanted = FileBytes(root_ / "whole/findings.jsonl");
  ASSERT_GT(wanted.size(), 10'000u);
  std::mt19937 dice(7);
  uint64_t with_later_blocks = 0;
  for (int round = 0; round < 10; ++round) {
    const uint64_t polls = KilledAt(kWorkers + 1 + dice() % (kBlocks - 2 * kWorkers));
    ASSERT_GT(polls, 0u) << "the run was over before it was killed";
    uint64_t first = 0, later = 0;
    RunHooks hooks;
    hooks.log = [&](std::string_view, std::string_view message) {
      (void)std::sscanf(std::string(message).c_str(),
                        "resuming an unfinished run behind its first %" SCNu64
                        " records and %" SCNu64,
                        &first, &later);
    };
    const auto result = Run("killed", hooks);
    ASSERT_TRUE(result) << result.error().message;
    // Each worker looks before it takes a block; the first block was taken before all looking.
    const uint64_t done = polls - (kWorkers - 1);
    EXPECT_GE(first + later + kRowsOfABlock, done * kRowsOfABlock) << "round " << round;
    with_later_blocks += later > 0;
    EXPECT_TRUE(FileBytes(root_ / "killed/findings.jsonl") == wanted) << "round " << round;
    EXPECT_FALSE(fs::exists(root_ / "killed/.assay-tmp"));
    fs::remove_all(root_ / "killed");
  }
  EXPECT_GT(with_later_blocks, 0u) << "no block was ever done before an earlier one";
}

}  // namespace
}  // namespace assay
