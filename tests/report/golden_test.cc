// Every format against its golden file. ASSAY_UPDATE_GOLDEN=1 rewrites them: read the diff then.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "assay/report/finding_writer.h"
#include "assay/report/report.h"
#include "sample_report.h"

namespace assay {
namespace {

std::string Read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void ExpectGolden(const std::string& name, const std::string& actual) {
  const std::string path = std::string(ASSAY_SOURCE_DIR) + "/tests/report/golden/" + name;
  if (std::getenv("ASSAY_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << actual;
  }
  EXPECT_EQ(actual, Read(path)) << "differs from " << path;
}

std::string Format(const FindingFormat& format, const Report& report) {
  std::string out = format.Header();
  for (const KeptFinding& kept : report.kept) {
    std::string middle;
    format.AppendMiddle(kept.finding, &middle);
    format.AppendRecord(kept.finding.scope, kept.finding.row, kept.finding.line, middle,
                        kept.finding.fingerprint, &out);
  }
  return out;
}

const std::vector<NamedDigest> kFiles = {{"findings.csv", "sha256", std::string(64, 'a'), 99}};

TEST(Golden, FindingsCsv) {
  ExpectGolden("findings.csv", Format(*MakeCsvFormat({}), testing::SampleReport()));
}

TEST(Golden, FindingsCsvNotDefused) {
  ExpectGolden("findings_not_defused.csv",
               Format(*MakeCsvFormat({.defuse_formulas = false}), testing::SampleReport()));
}

TEST(Golden, FindingsJsonLines) {
  ExpectGolden("findings.jsonl", Format(*MakeJsonLinesFormat(), testing::SampleReport()));
}

TEST(Golden, ReportJson) {
  ExpectGolden("report.json", ReportJson(testing::SampleReport(), kFiles));
}

TEST(Golden, Sarif) { ExpectGolden("report.sarif", SarifJson(testing::SampleReport())); }

TEST(Golden, JUnit) { ExpectGolden("junit.xml", JUnitXml(testing::SampleReport())); }

TEST(Golden, AnomalySummary) {
  ExpectGolden("anomaly_summary.csv", AnomalySummaryCsv(testing::SampleReport()));
}

}  // namespace
}  // namespace assay
