// The checkpoint's binary form: what goes in comes out, and any damage is noticed.
#include "assay/run/checkpoint.h"

#include <tuple>

#include <gtest/gtest.h>

#include "assay/detect/registry.h"
#include "assay/run/finding_bytes.h"

namespace assay {
namespace {

Kept SampleKept(std::string_view detector) {
  Finding finding;
  finding.row = 41;
  finding.line = 43;
  finding.column_index = 2;
  finding.confidence = 0.95;
  finding.fingerprint = 0xfeedfacecafebeef;
  Evidence evidence;
  evidence.code = Code::kMisspelling;
  evidence.confidence = 0.95;
  evidence.expected = "blue";
  evidence.suggestion = "";
  evidence.has_suggestion = true;
  evidence.message = "It is …";
  evidence.method = Method::kPattern;
  evidence.detector = detector;
  finding.evidence.push_back(evidence);
  ByteWriter bytes;
  WriteFinding(finding, std::string_view("a\0b,\n\"", 6), 3, &bytes);
  for (const std::string_view cell : {"x", "", "y"}) bytes.Text(cell);
  return {finding.confidence, finding.row, finding.column_index, bytes.Take()};
}

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
  checkpoint.kept.push_back(SampleKept(detector));
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
  const Kept& kept = after->kept[0];
  EXPECT_EQ(std::tuple(kept.confidence, kept.row, kept.column), std::tuple(0.95, 41u, 2));
  bool known = true;
  const KeptFinding whole = DecodeFinding(kept.bytes, &known);
  EXPECT_TRUE(known);
  EXPECT_EQ(whole.value, std::string("a\0b,\n\"", 6));
  EXPECT_EQ(whole.row_values, (std::vector<std::string>{"x", "", "y"}));
  EXPECT_EQ(whole.finding.evidence[0].message, "It is …");
  EXPECT_TRUE(whole.finding.evidence[0].has_suggestion);
}

TEST(Checkpoint, WhatThisProgramDoesNotKnowIsRefused) {
  Checkpoint checkpoint = Sample();
  checkpoint.kept[0] = SampleKept("of_another_program");
  EXPECT_FALSE(DecodeCheckpoint(EncodeCheckpoint(checkpoint)));
  checkpoint = Sample();
  checkpoint.kept[0].bytes += "more";
  EXPECT_FALSE(DecodeCheckpoint(EncodeCheckpoint(checkpoint)));
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
