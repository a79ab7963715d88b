// viewer.html as bytes: no value becomes markup, the policy names what the page holds, and its size
// is bounded. tests/viewer/test_viewer.py opens it in a browser.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "assay/base/hash.h"
#include "assay/base/utf8.h"
#include "assay/report/json_text.h"
#include "assay/report/report.h"
#include "pages.h"

namespace assay {
namespace {

size_t Count(std::string_view text, std::string_view part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

// What stands between the first `begin` behind `from` and the next `end`.
std::string Between(std::string_view page, std::string_view begin, std::string_view end) {
  const size_t start = page.find(begin) + begin.size();
  EXPECT_GE(start, begin.size()) << begin;
  return std::string(page.substr(start, page.find(end, start) - start));
}

std::string DataOf(std::string_view page) {
  return Between(page, "<script type=\"application/json\" id=\"data\">", "</script>");
}

std::string CspHash(std::string_view bytes) {
  const std::string hex = Sha256Hex(bytes);
  std::string raw, out = "'sha256-";
  for (size_t i = 0; i < hex.size(); i += 2) {
    raw.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  }
  AppendBase64(raw, &out);
  return out + "'";
}

TEST(ViewerHtml, HoldsNoMarkupOfTheData) {
  const std::string clean = ViewerHtml(Report());
  const std::string page = ViewerHtml(testing::HostileReport());
  for (const char* mark : {"<script", "</script", "<!--", "\u2028", "\u2029"}) {
    EXPECT_EQ(Count(page, mark), Count(clean, mark)) << mark;
  }
  EXPECT_EQ(Count(page, "</script"), 2u);
  EXPECT_EQ(DataOf(page).find_first_of("<>&"), std::string::npos);
  EXPECT_TRUE(IsValidUtf8(page));
  EXPECT_EQ(page.find('\0'), std::string::npos);
}

TEST(ViewerHtml, ValuesArriveAsTheyAre) {
  const auto data = nlohmann::json::parse(DataOf(ViewerHtml(testing::HostileReport())));
  const std::vector<std::string> texts = testing::HostileTexts();
  ASSERT_EQ(data["findings"].size(), texts.size());
  for (const auto& finding : data["findings"]) {
    const size_t row = finding[0].get<size_t>();
    EXPECT_EQ(data["strings"][finding[6].get<size_t>()], ReplaceIllFormed(texts[row]));
    EXPECT_EQ(data["rows"][finding[8].get<size_t>()].size(), 1 + texts.size());
  }
}

TEST(ViewerHtml, PolicyAllowsItsOwnStyleAndScriptOnly) {
  const std::string page = ViewerHtml(testing::SampleReport());
  const std::string policy = Between(page, "Content-Security-Policy\" content=\"", "\"");
  EXPECT_EQ(policy.rfind("default-src 'none'; ", 0), 0u) << policy;
  EXPECT_NE(policy.find("script-src " + CspHash(Between(page, "\n<script>", "</script>")) + ";"),
            std::string::npos);
  EXPECT_NE(policy.find("style-src " + CspHash(Between(page, "<style>", "</style>")) + ";"),
            std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  EXPECT_LT(page.find("Content-Security-Policy"), page.find("<style>"));
}

TEST(ViewerHtml, LoadsNothing) {
  const std::string page = ViewerHtml(Report());
  for (const char* mark : {"src=", "url(", "@import", "fetch(", "XMLHttpRequest", "https:"}) {
    EXPECT_EQ(page.find(mark), std::string::npos) << mark;
  }
}

// Text becomes text nodes; nothing in the script parses markup or code.
TEST(ViewerHtml, ScriptParsesNoMarkup) {
  size_t files = 0;
  const std::string folder = std::string(ASSAY_SOURCE_DIR) + "/web/viewer";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".js") continue;
    ++files;
    std::ifstream file(entry.path());
    std::ostringstream script;
    script << file.rdbuf();
    EXPECT_NE(ViewerHtml(Report()).find(script.str()), std::string::npos) << entry.path();
    for (const char* mark : {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write",
                             "eval(", "Function(", "DOMParser", "srcdoc", "</"}) {
      EXPECT_EQ(script.str().find(mark), std::string::npos) << entry.path() << ": " << mark;
    }
  }
  EXPECT_GT(files, 5u);
}

TEST(ViewerHtml, RepeatedTextsAreWrittenOnce) {
  const std::string page = ViewerHtml(testing::FullReport());
  EXPECT_LT(page.size(), size_t{2} << 20);
  EXPECT_EQ(Count(page, "\"color_name 13\""), 1u);
}

TEST(ViewerHtml, RowsOfWideTablesNameTheirFirstColumn) {
  Report report;
  for (int c = 0; c < 300; ++c) report.columns.push_back("c" + std::to_string(c));
  for (const int column : {3, 130, 140, 299}) {
    const size_t first = FirstKeptCell(column);
    const std::vector<std::string> cells(std::min(kKeptRowCells, report.columns.size() - first),
                                         "x");
    report.kept.push_back(testing::Keep(
        FindingScope::kCell, 7, column, report.columns[column], report.columns[column], "x",
        {testing::Say(Code::kWhitespace, 0.9, "", "m", Method::kValidation, "d")}, cells));
  }
  testing::Bind(&report.kept);
  const auto data = nlohmann::json::parse(DataOf(ViewerHtml(report)));
  ASSERT_EQ(data["rows"].size(), 3u);  // two findings share one
  EXPECT_EQ(data["rows"][1][0], 128);
  EXPECT_EQ(data["rows"][1].size(), 1u + kKeptRowCells);
  EXPECT_EQ(data["rows"][2].size(), 1u + 44);
  EXPECT_EQ(data["findings"][1][8], data["findings"][2][8]);
}

// Many findings in the widest rows and with the longest texts that a run keeps.
TEST(ViewerHtml, SizeIsBounded) {
  Report report;
  constexpr int kColumns = kKeptRowCells;
  for (int c = 0; c < kColumns; ++c) report.columns.push_back("c" + std::to_string(c));
  for (uint64_t row = 0; row < 4'000; ++row) {
    std::string value = std::to_string(row);
    value.resize(kKeptValueBytes, '<');
    std::vector<std::string> cells;
    for (int c = 0; c < kColumns; ++c)
      cells.push_back(std::to_string(row * kColumns + c) + "______________");
    report.kept.push_back(testing::Keep(
        FindingScope::kCell, row, 0, "c0", "c0", value,
        {testing::Suggest(
            testing::Say(Code::kWhitespace, 0.9, value + "e", "m", Method::kValidation, "d"),
            value + "s")},
        std::move(cells)));
  }
  testing::Bind(&report.kept);
  const std::string page = ViewerHtml(report);
  EXPECT_LT(page.size(), size_t{72} << 20);  // every < takes six bytes
  const auto data = nlohmann::json::parse(DataOf(page));
  EXPECT_EQ(data["findings"].size(), 4'000u);
  EXPECT_EQ(data["strings"][data["findings"][0][6].get<size_t>()].get<std::string>().size(),
            kKeptValueBytes);
  EXPECT_EQ(data["findings"][3'999][8], -1) << "the row of the least confident finding is left out";
}

}  // namespace
}  // namespace assay
