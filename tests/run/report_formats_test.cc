// Each format of a job makes its files and no others, and report.json names all of them.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "assay/run/job.h"

namespace assay {
namespace {

class ReportFormats : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::temp_directory_path() / ("assay_formats_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "input.csv") << "id,color\n1,red\n2,blue\n";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // Runs the job with `formats`; the files it left, by name.
  Result<std::set<std::string>> Files(std::vector<std::string> formats) {
    Job job;
    job.input = (folder_ / "input.csv").string();
    job.output_directory = (folder_ / "results").string();
    job.formats = std::move(formats);
    ASSAY_TRY_STATUS(assay::Run(job, SystemRuntime(), {}));
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(job.output_directory)) {
      if (entry.is_regular_file() && entry.path().filename().string()[0] != '.') {
        names.insert(entry.path().filename().string());
      }
    }
    return names;
  }

  std::filesystem::path folder_;
};

TEST_F(ReportFormats, EachMakesItsFile) {
  const std::map<std::string, std::string> file_of = {
      {"csv", "findings.csv"}, {"jsonl", "findings.jsonl"}, {"summary", "anomaly_summary.csv"},
      {"html", "viewer.html"}, {"sarif", "report.sarif"},   {"junit", "junit.xml"}};
  std::set<std::string> all = {"quarantine.csv", "report.json", "run.json"};
  std::vector<std::string> formats;
  for (const auto& [format, file] : file_of) {
    const auto files = Files({format});
    ASSERT_TRUE(files) << files.error().message;
    EXPECT_EQ(*files, (std::set<std::string>{"quarantine.csv", "report.json", "run.json", file}));
    formats.push_back(format);
    all.insert(file);
  }
  const auto files = Files(formats);
  ASSERT_TRUE(files) << files.error().message;
  EXPECT_EQ(*files, all);
  std::ifstream file(folder_ / "results" / "report.json");
  const auto report = nlohmann::json::parse(file);
  std::set<std::string> named = {"report.json", "run.json"};
  for (const auto& entry : report["files"]) named.insert(entry["name"]);
  EXPECT_EQ(named, all);
}

TEST_F(ReportFormats, UnknownOneNamesTheNearest) {
  const auto files = Files({"sarf"});
  ASSERT_FALSE(files);
  EXPECT_NE(files.error().message.find("Did you mean 'sarif'?"), std::string::npos)
      << files.error().message;
}

}  // namespace
}  // namespace assay
