// The checkpoint's binary form: what goes in comes out, and any damage is noticed.
#include "assay/run/checkpoint.h"

#include <gtest/gtest.h>

#include "assay/detect/registry.h"

namespace assay {
namespace {

Checkpoint Sample() {
  const std::string_view detector = AllDetectorTypes().front()->name;
  Checkpoint checkpoint;
  checkpoint.identity = "cafe";
  checkpoint.next_block = 7;
  checkpoint.files = {{"findings.csv", 1234, "d1"}, {"row_journal", 56, "d2"}};
  checkpoint.tally.records = 1000;
  checkpoint.tally.rejected = 3;
  checkpoint.tally.AddFinding(
      {-1, Method::kPattern, detector, Code::kMisspelling, Severity::kError}, 0.95);
  checkpoint.tally.AddFinding(
      {2, Method::kValidation, detector, Code::kWhitespace, Severity::kInfo}, 0.5);
  checkpoint.tally.flagged_by_outcome = {4, 0, 9};
  Kept kept;
  kept.finding.row = 41;
  kept.finding.line = 43;
  kept.finding.column_index = 2;
  kept.finding.confidence = 0.95;
  kept.finding.fingerprint = 0xfeedfacecafebeef;
  kept.value = std::string("a\0b,\n\"", 6);
  kept.row_values = {"x", "", "y"};
  Evidence evidence;
  evidence.code = Code::kMisspelling;
  evidence.confidence = 0.95;
  evidence.expected = "blue";
  evidence.suggestion = "";
  evidence.has_suggestion = true;
  evidence.message = "It is …";
  evidence.method = Method::kPattern;
  evidence.detector = detector;
  kept.finding.evidence.push_back(evidence);
  checkpoint.kept.push_back(std::move(kept));
  return checkpoint;
}

TEST(Checkpoint, ComesBackAsItWas) {
  const Checkpoint before = Sample();
  const std::string bytes = EncodeCheckpoint(before);
  const auto after = DecodeCheckpoint(bytes);
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_EQ(EncodeCheckpoint(*after), bytes);
  EXPECT_EQ(after->identity, before.identity);
  EXPECT_EQ(after->next_block, before.next_block);
  EXPECT_EQ(after->files, before.files);
  EXPECT_EQ(after->tally.findings, 2u);
  EXPECT_EQ(after->tally.counts.begin()->first.column, -1);
  EXPECT_EQ(after->tally.flagged_by_outcome, before.tally.flagged_by_outcome);
  ASSERT_EQ(after->kept.size(), 1u);
  EXPECT_EQ(after->kept[0].value, before.kept[0].value);
  EXPECT_EQ(after->kept[0].row_values, before.kept[0].row_values);
  EXPECT_EQ(after->kept[0].finding.evidence[0].detector,
            before.kept[0].finding.evidence[0].detector);
  EXPECT_TRUE(after->kept[0].finding.evidence[0].has_suggestion);
}

TEST(Checkpoint, EveryChangedByteIsNoticed) {
  const std::string bytes = EncodeCheckpoint(Sample());
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    EXPECT_FALSE(DecodeCheckpoint(damaged)) << "byte " << i;
  }
}

TEST(Checkpoint, EveryTruncationIsNoticed) {
  const std::string bytes = EncodeCheckpoint(Sample());
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeCheckpoint(std::string_view(bytes).substr(0, size))) << size;
  }
}

}  // namespace
}  // namespace assay
