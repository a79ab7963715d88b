// What we write against the schemas that we publish, and the schemas against the code.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "assay/report/finding_writer.h"
#include "assay/report/report.h"
#include "assay/run/run_record.h"
#include "sample_report.h"

namespace assay {
namespace {

const std::string kRoot = ASSAY_SOURCE_DIR;

class Schema : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("assay_schema_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  bool Valid(const std::string& schema, const std::string& name, const std::string& bytes) {
    const std::string path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << bytes;
    const std::string command = "python3 " + kRoot + "/tests/report/validate_json.py " + kRoot +
                                "/schemas/" + schema + " " + path;
    return std::system(command.c_str()) == 0;
  }

  std::filesystem::path folder_;
};

std::string JsonLines(const Report& report) {
  const auto format = MakeJsonLinesFormat();
  std::string out = format->Header();
  for (const KeptFinding& kept : report.kept) {
    std::string middle;
    format->AppendMiddle(kept.finding, &middle);
    format->AppendRecord(kept.finding.scope, kept.finding.row, kept.finding.line, middle,
                         kept.finding.fingerprint, &out);
  }
  return out;
}

TEST_F(Schema, ReportJsonIsValid) {
  const std::vector<NamedDigest> files = {{"findings.csv", "xxh3-128", std::string(32, 'b'), 7}};
  const std::string bytes = ReportJson(testing::SampleReport(), files);
  EXPECT_TRUE(Valid("report.schema.json", "report.json", bytes));
  EXPECT_TRUE(Valid("report.schema.json", "empty.json", ReportJson(Report(), {})));
}

TEST_F(Schema, EveryKeyOfReportJsonIsRequired) {
  const auto whole = nlohmann::ordered_json::parse(ReportJson(testing::SampleReport(), {}));
  for (const char* key : {"summary", "metrics", "files", "schema_version"}) {
    auto broken = whole;
    broken.erase(key);
    EXPECT_FALSE(Valid("report.schema.json", "broken.json", broken.dump())) << key;
  }
  auto negative = whole;
  negative["summary"]["total_errors"] = -1;
  EXPECT_FALSE(Valid("report.schema.json", "negative.json", negative.dump()));
  auto unknown = whole;
  unknown["summary"]["totals"] = 1;
  EXPECT_FALSE(Valid("report.schema.json", "unknown.json", unknown.dump()));
}

TEST_F(Schema, FindingsAreValid) {
  EXPECT_TRUE(Valid("finding.schema.json", "findings.jsonl", JsonLines(testing::SampleReport())));
  EXPECT_FALSE(Valid("finding.schema.json", "bad.jsonl", "{\"row\":0}\n"));
}

TEST_F(Schema, RunJsonIsValid) {
  RunRecord record;
  EXPECT_TRUE(Valid("run.schema.json", "empty.json", RunJson(record)));
  record.run_id = "r-1";
  record.seconds = 1.25;
  record.input_bytes = 5'000'000;
  record.stages = {{"profile", 0.25}, {"detect", 0.9}};
  EXPECT_TRUE(Valid("run.schema.json", "run.json", RunJson(record)));
}

TEST(SchemaCodes, AreTheCodesOfTheProgram) {
  std::vector<std::string> codes;
  for (const CodeInfo& info : AllCodes()) codes.emplace_back(info.name);
  for (const char* name : {"report", "finding"}) {
    std::ifstream file(kRoot + "/schemas/" + name + ".schema.json");
    const auto schema = nlohmann::json::parse(file);
    EXPECT_EQ(schema["$defs"]["code"]["enum"].get<std::vector<std::string>>(), codes) << name;
  }
}

}  // namespace
}  // namespace assay
