// Sample data: equal bytes for equal options, valid codes, and a truth that tells every wrong cell.
#include "assay/evaluate/sample_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "assay/evaluate/sample_catalogue.h"

namespace assay {
namespace {

std::string Read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

// Reads quoted CSV whole; enough for files that we wrote.
std::vector<std::vector<std::string>> ReadCsv(const std::string& path) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> cells(1);
  bool quoted = false;
  const std::string text = Read(path);
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      cells.back() += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c == '\n' && !quoted) {
      rows.push_back(std::move(cells));
      cells.assign(1, "");
    } else {
      cells.back() += c;
    }
  }
  return rows;
}

std::string TempDir(const std::string& name) {
  return ::testing::TempDir() + "assay_sample_" + name;
}

SampleSummary Write(SampleOptions options, const std::string& name) {
  options.output_directory = TempDir(name);
  auto summary = WriteSampleData(options, SystemRuntime());
  EXPECT_TRUE(summary) << (summary ? "" : summary.error().message);
  return summary ? *summary : SampleSummary{};
}

TEST(SampleData, TruthTellsEveryWrongCell) {
  for (const double rate : {0.05, 1.0}) {
    const SampleSummary summary =
        Write({.rows = 700, .errors = rate, .seed = 4, .write_clean = true}, "truth");
    const auto dirty = ReadCsv(TempDir("truth") + "/catalogue.csv");
    const auto clean = ReadCsv(TempDir("truth") + "/clean.csv");
    const auto truth = ReadCsv(TempDir("truth") + "/truth.csv");
    ASSERT_EQ(dirty.size(), 701u);
    ASSERT_EQ(clean.size(), 701u);
    std::set<std::tuple<size_t, std::string, std::string, std::string>> differ, told;
    for (size_t r = 1; r < dirty.size(); ++r) {
      ASSERT_EQ(dirty[r].size(), SampleColumns().size());
      for (size_t c = 0; c < dirty[r].size(); ++c) {
        if (dirty[r][c] != clean[r][c])
          differ.insert({r - 1, dirty[0][c], clean[r][c], dirty[r][c]});
      }
    }
    for (size_t i = 1; i < truth.size(); ++i) {
      told.insert({std::stoul(truth[i][0]), truth[i][1], truth[i][3], truth[i][4]});
    }
    EXPECT_EQ(differ, told);
    EXPECT_EQ(summary.wrong_cells, told.size());
    EXPECT_NEAR(static_cast<double>(told.size()) / (700.0 * 17), rate, rate * 0.15);
    EXPECT_GE(summary.by_type.size(), 12u);
  }
}

TEST(SampleData, EanCodesAreValidAndUnique) {
  SampleCatalogue catalogue(9, false);
  std::set<std::string> seen;
  std::vector<std::string> cells;
  for (uint64_t row = 0; row < 5000; ++row) {
    catalogue.MakeRow(row, &cells);
    const std::string& ean = cells[1];
    ASSERT_EQ(ean.size(), 13u);
    int sum = 0;
    for (size_t i = 0; i < 13; ++i) sum += (ean[i] - '0') * (i % 2 == 0 ? 1 : 3);
    EXPECT_EQ(sum % 10, 0) << ean;
    EXPECT_TRUE(seen.insert(ean).second) << ean;
  }
}

TEST(SampleData, RowsDependOnTheirNumberAlone) {
  SampleCatalogue forward(3, false), backward(3, false);
  std::vector<std::vector<std::string>> rows(2000);
  for (uint64_t row = 0; row < rows.size(); ++row) forward.MakeRow(row, &rows[row]);
  std::vector<std::string> cells;
  for (uint64_t row = rows.size(); row-- > 0;) {
    backward.MakeRow(row, &cells);
    ASSERT_EQ(cells, rows[row]) << row;
  }
}

TEST(SampleData, ShuffledRowsAreTheSameRows) {
  Write({.rows = 1000, .errors = 0, .seed = 2}, "grouped");
  Write({.rows = 1000, .errors = 0, .seed = 2, .shuffle = true}, "shuffled");
  auto grouped = ReadCsv(TempDir("grouped") + "/catalogue.csv");
  auto shuffled = ReadCsv(TempDir("shuffled") + "/catalogue.csv");
  EXPECT_NE(grouped, shuffled);
  std::sort(grouped.begin(), grouped.end());
  std::sort(shuffled.begin(), shuffled.end());
  EXPECT_EQ(grouped, shuffled);
}

TEST(SampleData, LimitARow) {
  Write({.rows = 500, .errors = 0.5, .max_issues_per_row = 2}, "limit");
  const auto truth = ReadCsv(TempDir("limit") + "/truth.csv");
  std::map<std::string, int> issues;
  for (size_t i = 1; i < truth.size(); ++i) ++issues[truth[i][0]];
  EXPECT_EQ(issues.size(), 500u);
  for (const auto& [row, count] : issues) EXPECT_LE(count, 2) << row;
}

TEST(SampleData, OptionsOutOfRange) {
  EXPECT_FALSE(WriteSampleData({.rows = 0}, SystemRuntime()));
  EXPECT_FALSE(WriteSampleData({.errors = 1.5}, SystemRuntime()));
  const auto unknown = WriteSampleData({.error_pack = "catalog"}, SystemRuntime());
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().message.find("catalogue"), std::string::npos)
      << unknown.error().message;
}

// The shipped sample is what the command writes; ASSAY_UPDATE_GOLDEN=1 renews it.
TEST(SampleData, ShippedSample) {
  Write({.rows = 300, .errors = 0.02, .seed = 7}, "shipped");
  const std::string made = Read(TempDir("shipped") + "/catalogue.csv");
  const std::string path = std::string(ASSAY_SOURCE_DIR) + "/data/test_sample.csv";
  if (std::getenv("ASSAY_UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << made;
  EXPECT_EQ(made, Read(path)) << "assay sample-data --rows 300 --errors 0.02 --seed 7";
}

}  // namespace
}  // namespace assay
