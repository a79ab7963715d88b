// Every example of every pattern detector of values and columns flags exactly the cells that it
// names.
#include <gtest/gtest.h>

#include <string>

#include "assay/detect/reference.h"
#include "assay/detect/registry.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

using Rows = std::vector<std::vector<std::string>>;

TableProfile ProfileOf(const Rows& rows) {
  Block block;
  block.dialect.quote = 0;
  block.columns = static_cast<uint32_t>(rows[0].size());
  block.record_count = rows.size() - 1;
  std::string bytes;
  for (size_t i = 1; i < rows.size(); ++i) {
    block.row_start.push_back(static_cast<uint32_t>(bytes.size()));
    for (const std::string& cell : rows[i]) {
      bytes += cell;
      block.ends.push_back(static_cast<uint32_t>(bytes.size()));
      bytes += ',';
    }
  }
  block.bytes.assign(bytes.begin(), bytes.end());
  block.bytes.insert(block.bytes.end(), 64, '\0');
  const auto builder = MakeTableProfileBuilder(rows[0], {});
  builder->Merge(builder->Describe(block));
  return builder->Finish();
}

Params ParamsOf(const DetectorType& type, const Example& example) {
  if (example.params.empty()) return DefaultParams(type.params);
  const auto document = ParseYaml(example.params, "example");
  EXPECT_TRUE(document) << document.error().message;
  auto params = ParseParams(*document, document->root, type.params, {});
  EXPECT_TRUE(params) << type.name << ": " << params.error().message;
  return *params;
}

void CheckEvidence(const DetectorType& type, const Evidence& evidence) {
  EXPECT_FALSE(evidence.message.empty()) << type.name;
  EXPECT_GE(evidence.confidence, 0.5) << type.name;
  EXPECT_LE(evidence.confidence, 1) << type.name;
  EXPECT_NE(std::find(type.codes.begin(), type.codes.end(), evidence.code), type.codes.end())
      << type.name;
}

// Rows of the first column that the detector flags with a confidence of one half or more. *found is
// set when it finds anything: a finding about a column may name no cell.
std::string FlaggedCells(const DetectorType& type, const Example& example, bool* found) {
  *found = false;
  const Rows rows = ReadExampleTable(example.csv);
  const TableProfile profile = ProfileOf(rows);
  DetectorContext context;
  context.field = context.column = rows[0][0];
  context.profile = &profile.columns[0];
  context.table = &profile;
  const EncodedSample sample = EncodeSample(profile.sample);
  context.sample = &sample;
  const Params params = ParamsOf(type, example);
  std::string reason, flagged;
  const auto flag = [&](size_t row) {
    flagged += (flagged.empty() ? "" : " ") + std::to_string(row - 1) + ":0";
  };
  if (type.make_value != nullptr) {
    auto detector = type.make_value(params, context, &reason);
    EXPECT_TRUE(detector) << detector.error().message;
    if (*detector == nullptr) {
      EXPECT_FALSE(reason.empty()) << type.name;
      return "";
    }
    for (size_t i = 1; i < rows.size(); ++i) {
      if (!(*detector)->Flags(rows[i][0])) continue;
      const Evidence evidence = (*detector)->Explain(rows[i][0]);
      if (evidence.confidence < 0.5) continue;
      CheckEvidence(type, evidence);
      *found = true;
      flag(i);
    }
    return flagged;
  }
  auto detector = type.make_column(params, context, &reason);
  EXPECT_TRUE(detector) << detector.error().message;
  if (*detector == nullptr) return "";
  const auto evidence = (*detector)->Check();
  if (!evidence) return "";
  CheckEvidence(type, *evidence);
  *found = true;
  for (size_t i = 1; i < rows.size(); ++i) {
    if ((*detector)->Affects(rows[i][0])) flag(i);
  }
  return flagged;
}

TEST(PatternExamples, FlagWhatTheyName) {
  for (const DetectorType* type : AllDetectorTypes()) {
    if (type->method != Method::kPattern || type->make_row != nullptr) continue;
    bool has_wrong = false, has_clean = false;
    for (const Example& example : type->examples) {
      bool found = false;
      EXPECT_EQ(FlaggedCells(*type, example, &found), example.flagged)
          << type->name << ": " << example.title;
      (found ? has_wrong : has_clean) = true;
    }
    EXPECT_TRUE(has_wrong && has_clean) << type->name;
  }
}

}  // namespace
}  // namespace assay
