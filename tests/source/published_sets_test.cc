// Published sets of hard input: csv-spectrum and the big list of naughty strings. They are no part
// of the repository: ASSAY_BENCH_DATA names the folder that holds robust/, without it they are
// skipped. The cases below them are our own and always run.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

#include "assay/base/config_node.h"
#include "read_all.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

fs::path Folder(const char* name) {
  const char* set = std::getenv("ASSAY_BENCH_DATA");
  return set != nullptr ? fs::path(set) / "robust" / name : fs::path();
}

std::string Bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// Compares a row with the object that describes it. Where the file itself does not hold what the
// object says (a copy whose line ends were changed, one wrong number of the set), it can't be
// meant.
void ExpectRow(const ReadTable& table, size_t row, const ConfigNode& object,
               const std::string& text) {
  const bool has_cr = text.find('\r') != std::string::npos;
  for (const ConfigNode::Member& member : object.members) {
    std::string wanted = member.value.text;
    if (!has_cr) wanted = Replaced(wanted, "\r\n", "\n");
    if (text.find(Replaced(wanted, "\"", "\"\"")) == std::string::npos &&
        text.find(wanted) == std::string::npos) {
      std::printf("not in the file, skipped: %s\n", wanted.c_str());
      continue;
    }
    const auto& columns = table.schema.columns;
    const auto column = std::find(columns.begin(), columns.end(), member.key);
    ASSERT_NE(column, columns.end()) << member.key;
    EXPECT_EQ(table.rows.at(row).at(static_cast<size_t>(column - columns.begin())), wanted);
  }
}

TEST(PublishedSets, CsvSpectrum) {
  const fs::path folder = Folder("csv-spectrum");
  if (!fs::exists(folder)) GTEST_SKIP() << "no csv-spectrum in ASSAY_BENCH_DATA";
  int files = 0;
  for (const auto& entry : fs::directory_iterator(folder / "csvs")) {
    SCOPED_TRACE(entry.path());
    const std::string text = Bytes(entry.path());
    const std::string json =
        Bytes(folder / "json" / entry.path().filename().replace_extension(".json"));
    const auto document = ParseJson(json, "expected");
    ASSERT_TRUE(document) << document.error().message;
    const ReadTable table = ReadPath(entry.path().string());
    EXPECT_EQ(table.error, "");
    EXPECT_TRUE(table.rejects.empty());
    const bool list = document->root.kind == ConfigNode::Kind::kList;
    const std::vector<ConfigNode> objects =
        list ? document->root.items : std::vector<ConfigNode>{document->root};
    ASSERT_EQ(table.rows.size(), objects.size());
    for (size_t row = 0; row < objects.size(); ++row) ExpectRow(table, row, objects[row], text);
    ++files;
  }
  EXPECT_GE(files, 12);
}

// Writes each text into a quoted cell and expects it back.
void ExpectUnharmed(const std::vector<std::string>& texts) {
  std::string table = "id,text\n";
  for (size_t i = 0; i < texts.size(); ++i) {
    table += std::to_string(i) + ",\"" + Replaced(texts[i], "\"", "\"\"") + "\"\n";
  }
  const ReadTable found = ReadText(table);
  ASSERT_EQ(found.error, "");
  ASSERT_EQ(found.rows.size(), texts.size());
  for (size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(found.rows[i][1], texts[i]);
}

TEST(PublishedSets, NaughtyStrings) {
  const fs::path file = Folder("naughty-strings") / "blns.json";
  if (!fs::exists(file)) GTEST_SKIP() << "no naughty strings in ASSAY_BENCH_DATA";
  const auto document = ParseJson(Bytes(file), "blns.json");
  ASSERT_TRUE(document) << document.error().message;
  std::vector<std::string> texts;
  for (const ConfigNode& item : document->root.items) texts.push_back(item.text);
  EXPECT_GE(texts.size(), 500u);
  ExpectUnharmed(texts);
}

TEST(HardTexts, ComeThroughUnharmed) {
  ExpectUnharmed({"",
                  "\"",
                  "\"\"",
                  "'",
                  "`",
                  "\\",
                  "\\\"",
                  ",",
                  ";",
                  "\t",
                  "\n",
                  "\r\n",
                  "\r",
                  " ",
                  "NULL",
                  "undefined",
                  "-1e400",
                  "0x1F",
                  "=1+1",
                  "<b onclick=\"x()\">",
                  "%s%n",
                  "../../etc",
                  "\xef\xbb\xbf",
                  "\u202e\u2066",
                  "e\u0301\u0327",
                  "\U0001f469\u200d\U0001f4bb",
                  std::string("\0mid\0", 5),
                  "\xed\xa0\x80",
                  "\xff\xfe",
                  "'; DROP TABLE x;--",
                  std::string(100'000, 'x'),
                  std::string(70'000, '"'),
                  std::string(70'000, '\n')});
}

struct Case {
  const char* what;
  std::string_view text;
  Rows rows;
};

TEST(HardTexts, TablesOfEveryShape) {
  const Case cases[] = {
      {"a delimiter in quotes", "a,b\n1,\"x, y\"\n", {{"1", "x, y"}}},
      {"empty quoted cells", "a,b,c\n1,\"\",\"\"\n2,3,4", {{"1", "", ""}, {"2", "3", "4"}}},
      {"empty quoted cells, CRLF",
       "a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n",
       {{"1", "", ""}, {"2", "3", "4"}}},
      {"quotes in quotes", "a,b\n1,\"x \"\"y\"\" z\"\n", {{"1", "x \"y\" z"}}},
      {"only a quote", "a,b\n\"\"\"\",\"\"\"\"\"\"\n", {{"\"", "\"\""}}},
      {"JSON", "k,v\n1,\"{\"\"a\"\": [1, 2]}\"\n", {{"1", "{\"a\": [1, 2]}"}}},
      {"degrees and minutes",
       "a,b\n37°36'37.8\"N 121°2'17.9\"W,x\n",
       {{"37°36'37.8\"N 121°2'17.9\"W", "x"}}},
      {"line ends in quotes", "a,b\n\"1\n2\",\"\n\"\n", {{"1\n2", "\n"}}},
      {"CRLF in quotes", "a,b\r\n\"1\r\n2\",x\r\n", {{"1\r\n2", "x"}}},
      {"a quote before a line end in quotes",
       "a,b\n1,\"x \n\"\"y\"\" \nz\"\n",
       {{"1", "x \n\"y\" \nz"}}},
      {"spaces are content", "a,b\n 1 ,\" 2 \"\n", {{" 1 ", " 2 "}}},
      {"a space before a quote makes it text", "a,b\n \"1\",2\n", {{" \"1\"", "2"}}},
      {"CR at the very end", "a,b\r\n1,2\r", {{"1", "2"}}},
      {"only delimiters", "a,b,c\n,,\n", {{"", "", ""}}},
      {"doubled and empty names", "a,a,\n1,2,3\n", {{"1", "2", "3"}}},
  };
  for (const Case& each : cases) {
    const ReadTable table = ReadText(each.text);
    EXPECT_EQ(table.rows, each.rows) << each.what;
    EXPECT_TRUE(table.rejects.empty()) << each.what;
  }
}

}  // namespace
}  // namespace assay
