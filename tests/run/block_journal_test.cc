// The block journal: what blocks added comes back, and a torn or damaged record ends what counts.
#include "assay/run/block_journal.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "assay/detect/registry.h"

namespace assay {
namespace {

constexpr const char* kIdentity = "cafe";

BlockResult Result(uint64_t index) {
  BlockResult result;
  result.index = index;
  result.bytes = {"csv " + std::to_string(index), "jsonl"};
  result.quarantine = "1,2,3\n";
  result.row_journal = std::string("\0\1\2\3\4\5\6\7", 8);
  result.tally.records = 100 + index;
  result.tally.AddFinding(
      {0, Method::kPattern, AllDetectorTypes().front()->name, Code::kMisspelling, Severity::kError},
      0.95);
  return result;
}

std::vector<FileMark> Marks(uint64_t length) { return {{"findings.csv", length, "d"}}; }

// The bytes of a journal: its head is what a journal without records has.
class Journal : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = ::testing::TempDir() + "assay_journal_XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    path_ = pattern;
    auto opened = OutputDirectory::Open(path_, SystemRuntime());
    ASSERT_TRUE(opened);
    output_ = *std::move(opened);
    ASSERT_TRUE(output_->Clear());
  }

  void TearDown() override {
    output_.reset();
    std::filesystem::remove_all(path_);
  }

  std::string BytesOf(const std::vector<std::string>& records) {
    BlockJournal journal(kIdentity, output_.get());
    EXPECT_TRUE(journal.Start({}));
    const size_t head = output_->ReadUnfinished(std::string(kBlockJournalFile))->size();
    for (const std::string& record : records) EXPECT_TRUE(journal.Append(record));
    const auto bytes = output_->ReadUnfinished(std::string(kBlockJournalFile));
    EXPECT_EQ(bytes->size(), head + journal.added_bytes());
    return *bytes;
  }

  std::string path_;
  std::unique_ptr<OutputDirectory> output_;
};

// Else many waiting blocks would make every block begin a new journal.
TEST_F(Journal, WhatItBeganWithIsNotAdded) {
  BlockJournal journal(kIdentity, output_.get());
  ASSERT_TRUE(journal.Start({WaitingRecord(Result(1)), WaitingRecord(Result(2))}));
  EXPECT_EQ(journal.added_bytes(), 0u);
  const std::string record = WaitingRecord(Result(3));
  ASSERT_TRUE(journal.Append(record));
  EXPECT_EQ(journal.added_bytes(), record.size());
}

TEST_F(Journal, BlocksFollowTheBeginning) {
  const std::string bytes =
      BytesOf({WrittenRecord(0, Marks(5), BlockResult()), WaitingRecord(Result(1)),
               WrittenRecord(1, Marks(9), Result(0)), WaitingRecord(Result(3))});
  const JournalReplay replay = ReplayBlocks(bytes, kIdentity, std::nullopt);
  ASSERT_TRUE(replay.checkpoint);
  EXPECT_EQ(replay.whole_bytes, bytes.size());
  EXPECT_TRUE(replay.has_added);
  EXPECT_EQ(replay.checkpoint->identity, kIdentity);
  EXPECT_EQ(replay.checkpoint->next_block, 1u);
  EXPECT_EQ(replay.checkpoint->files, Marks(9));
  EXPECT_EQ(replay.checkpoint->tally.records, 100u);
  EXPECT_EQ(replay.checkpoint->tally.findings, 1u);
  ASSERT_EQ(replay.waiting.size(), 2u);
  const BlockResult& waiting = *replay.waiting.at(3);
  EXPECT_EQ(waiting.bytes, Result(3).bytes);
  EXPECT_EQ(waiting.quarantine, Result(3).quarantine);
  EXPECT_EQ(waiting.row_journal, Result(3).row_journal);
  EXPECT_EQ(waiting.tally.records, 103u);
}

TEST_F(Journal, WhatACheckpointHasIsNotAddedAgain) {
  Checkpoint checkpoint;
  checkpoint.next_block = 2;
  checkpoint.tally.records = 1000;
  const std::string bytes = BytesOf(
      {WaitingRecord(Result(1)), WaitingRecord(Result(2)), WrittenRecord(1, Marks(5), Result(0)),
       WrittenRecord(2, Marks(6), Result(1)), WrittenRecord(3, Marks(7), Result(2))});
  const JournalReplay replay = ReplayBlocks(bytes, kIdentity, checkpoint);
  EXPECT_EQ(replay.checkpoint->next_block, 3u);
  EXPECT_EQ(replay.checkpoint->tally.records, 1102u);
  EXPECT_TRUE(replay.waiting.empty());
}

TEST_F(Journal, AnotherRunsAddsNothingNorOneWithAGap) {
  const std::string bytes = BytesOf({WrittenRecord(5, Marks(5), Result(4))});
  EXPECT_FALSE(ReplayBlocks(bytes, kIdentity, std::nullopt).checkpoint);
  EXPECT_FALSE(ReplayBlocks(bytes, "beef", std::nullopt).checkpoint);
  EXPECT_FALSE(ReplayBlocks("", kIdentity, std::nullopt).checkpoint);
  Checkpoint checkpoint;
  checkpoint.next_block = 4;
  EXPECT_FALSE(ReplayBlocks(bytes, "beef", checkpoint).has_added);
  EXPECT_EQ(ReplayBlocks(bytes, kIdentity, checkpoint).checkpoint->next_block, 5u);
}

TEST_F(Journal, DamageAnywhereEndsWhatCounts) {
  const std::string begin = WrittenRecord(0, Marks(5), BlockResult());
  const std::string bytes = BytesOf({begin, WrittenRecord(1, Marks(9), Result(0))});
  const size_t last = bytes.size() - WrittenRecord(1, Marks(9), Result(0)).size();
  for (size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
    for (const std::string& wrong : {damaged, bytes.substr(0, at)}) {
      const JournalReplay replay = ReplayBlocks(wrong, kIdentity, std::nullopt);
      EXPECT_EQ(replay.checkpoint.has_value(), at >= last) << at;
      if (!replay.checkpoint) continue;
      EXPECT_EQ(replay.checkpoint->next_block, 0u) << at;
      EXPECT_EQ(replay.whole_bytes, last) << at;
    }
  }
}

}  // namespace
}  // namespace assay
