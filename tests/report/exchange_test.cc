// SARIF and JUnit as other programs read them: counts, and values that would break the syntax.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "assay/report/report.h"
#include "sample_report.h"

namespace assay {
namespace {

TEST(Sarif, ResultsReferToTheirRules) {
  const Report report = testing::SampleReport();
  const auto sarif = nlohmann::json::parse(SarifJson(report));
  EXPECT_EQ(sarif["version"], "2.1.0");
  const auto& run = sarif["runs"][0];
  ASSERT_EQ(run["results"].size(), report.kept.size());
  for (const auto& result : run["results"]) {
    const auto& rule = run["tool"]["driver"]["rules"][result["ruleIndex"].get<size_t>()];
    EXPECT_EQ(rule["id"], result["ruleId"]);
    EXPECT_GE(result["rank"].get<double>(), 0);
    EXPECT_LE(result["rank"].get<double>(), 100);
  }
  EXPECT_EQ(run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"], 5);
  EXPECT_EQ(run["results"][0]["level"], "error");
  // A column finding has no line.
  EXPECT_FALSE(run["results"][4]["locations"][0]["physicalLocation"].contains("region"));
}

TEST(JUnit, SurvivesEveryByte) {
  Report report = testing::SampleReport();
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes.push_back(static_cast<char>(byte));
  report.kept[0].value = bytes + "]]>\xEF\xBF\xBE\xEF\xBF\xBF";
  report.outcomes[1].reason = bytes;
  const std::string path =
      (std::filesystem::temp_directory_path() / ("assay_junit_" + std::to_string(getpid())))
          .string();
  std::ofstream(path, std::ios::binary) << JUnitXml(report);
  const std::string command =
      "python3 -c \"import sys, xml.etree.ElementTree as t\n"
      "r = t.parse(sys.argv[1]).getroot()\n"
      "cases = list(r.iter('testcase'))\n"
      "assert len(cases) == int(r.get('tests')) == 6, len(cases)\n"
      "assert len(list(r.iter('failure'))) == int(r.get('failures')) == 5\n"
      "assert len(list(r.iter('skipped'))) == 1\" " +
      path;
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace assay
