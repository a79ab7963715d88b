// Workers give up while memory is short; the blocks are all done nevertheless.
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "assay/run/block_loop.h"

namespace assay {
namespace {

// Blocks that hold nothing but their number.
class NumberedBlocks : public Source {
 public:
  explicit NumberedBlocks(uint64_t blocks) : blocks_(blocks) {}
  const Schema& schema() const override { return schema_; }
  const std::string& name() const override { return name_; }
  Result<bool> Next(Block* block) override {
    const std::lock_guard lock(mutex_);
    if (given_ == blocks_) return false;
    block->index = given_++;
    return true;
  }
  Status Rewind() override { return {}; }
  void ExpectRewind() override {}
  std::string DigestHex() const override { return ""; }
  uint64_t BytesTotal() const override { return 0; }
  uint64_t BytesRead() const override { return 0; }

 private:
  const uint64_t blocks_;
  uint64_t given_ = 0;
  std::mutex mutex_;
  Schema schema_;
  std::string name_ = "blocks";
};

struct Done {
  std::mutex mutex;
  std::multiset<uint64_t> blocks;
  std::vector<std::string> told;
};

class Noting : public BlockWorker {
 public:
  explicit Noting(Done* done) : done_(done) {}
  Status Process(const Block& block) override {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const std::lock_guard lock(done_->mutex);
    done_->blocks.insert(block.index);
    return {};
  }

 private:
  Done* const done_;
};

using Lines = std::vector<std::string>;

// Runs 200 blocks with 4 workers; memory is short while `is_short` says so. What is told of it.
Lines RunShort(const std::function<bool()>& is_short) {
  Done done;
  NumberedBlocks source(200);
  RunHooks hooks;
  hooks.log = [&](std::string_view, std::string_view message) { done.told.emplace_back(message); };
  BlockLoop loop;
  loop.source = &source;
  loop.workers = 4;
  loop.hooks = &hooks;
  loop.make_worker = [&] { return std::make_unique<Noting>(&done); };
  loop.memory_is_short = [&] {
    const std::lock_guard lock(done.mutex);
    return is_short();
  };
  EXPECT_TRUE(loop.Run());
  EXPECT_EQ(done.blocks.size(), 200u);
  EXPECT_EQ(std::set<uint64_t>(done.blocks.begin(), done.blocks.end()).size(), 200u);
  return done.told;
}

TEST(BlockLoop, OneWorkerStaysWhateverMemoryIs) {
  EXPECT_EQ(RunShort([] { return true; }),
            (Lines{"memory is short: 3 of 4 workers go on", "memory is short: 2 of 4 workers go on",
                   "memory is short: 1 of 4 workers go on"}));
}

TEST(BlockLoop, NoMoreGiveUpThanMust) {
  EXPECT_EQ(RunShort([times = 0]() mutable { return times++ == 0; }),
            (Lines{"memory is short: 3 of 4 workers go on"}));
}

TEST(BlockLoop, NobodyGivesUpWhereThereIsMemory) {
  EXPECT_TRUE(RunShort([] { return false; }).empty());
}

}  // namespace
}  // namespace assay
